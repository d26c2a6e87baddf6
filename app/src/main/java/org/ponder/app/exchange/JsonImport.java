package org.ponder.app.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.ponder.app.exchange.ExchangeException.Kind;
import org.ponder.app.store.ConversationTree;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads conversations from a file that {@link Export} wrote, or that someone made to look like one.
 * One conversation is in memory at a time.
 */
public final class JsonImport {
    /** More than ten times the largest collection that Ponder is made for. */
    private static final long LARGEST_FILE = 2L * 1024 * 1024 * 1024;

    /** Characters of a text; a thought of a million tokens has a tenth of it. */
    private static final int LONGEST_TEXT = 32 * 1024 * 1024;

    private static final int DEEPEST = 32;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxStringLength(LONGEST_TEXT)
                                    .build())
                    .build();

    private final Path file;
    private final long bytes;
    private final Sink conversations;
    private final Consumer<LeftOut> leftOut;
    private int number;

    /** Receives each conversation as soon as it is read. */
    public interface Sink {
        /** Keeps the conversation. */
        void add(ConversationTree tree) throws IOException;

        /** The file is read this far, from 0 to 1; told before each conversation. */
        default void reached(double share) throws IOException {}
    }

    private JsonImport(Path file, long bytes, Sink conversations, Consumer<LeftOut> leftOut) {
        this.file = file;
        this.bytes = bytes;
        this.conversations = conversations;
        this.leftOut = leftOut;
    }

    /**
     * Reads the file.
     *
     * @param conversations receives what it holds, with ids of the file's own
     * @param leftOut told which conversations could not be taken and why
     * @return how many conversations were taken
     * @throws ExchangeException if the file is none of Ponder's, or breaks off; what came before is
     *     taken by then
     * @throws IOException if the receiver throws it
     */
    public static int read(Path file, Sink conversations, Consumer<LeftOut> leftOut)
            throws IOException {
        long bytes;
        try {
            bytes = Files.size(file);
        } catch (IOException e) {
            throw new ExchangeException(Kind.UNREADABLE, file, e);
        }
        if (bytes > LARGEST_FILE) {
            throw new ExchangeException(Kind.TOO_LARGE, file, null);
        }
        return new JsonImport(file, bytes, conversations, leftOut).read();
    }

    private int read() throws IOException {
        try {
            try (JsonParser parser = open()) {
                checkHeader(parser);
            }
            try (JsonParser parser = open()) {
                return document(parser);
            }
        } catch (JacksonIOException e) {
            throw new ExchangeException(Kind.UNREADABLE, file, e);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw place == null || place.getLineNr() < 1
                    ? new ExchangeException(Kind.DAMAGED, file, e)
                    : new ExchangeException(Kind.DAMAGED_LINE, file, place.getLineNr(), e);
        }
    }

    private JsonParser open() {
        return JSON.createParser(ObjectReadContext.empty(), file.toFile());
    }

    /**
     * Reads as far as it takes to know that the file is one of ours: the first lines, as a rule.
     */
    private void checkHeader(JsonParser parser) throws ExchangeException {
        boolean ours = false;
        boolean current = false;
        boolean object = parser.nextToken() == JsonToken.START_OBJECT;
        while (object && !(ours && current) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("format")) {
                ours = JsonNames.FORMAT.equals(JsonValues.text(parser, ""));
            } else if (name.equals("version")) {
                current = isCurrent(JsonValues.integer(parser));
            } else {
                parser.skipChildren();
            }
        }
        if (!ours || !current) {
            throw new ExchangeException(Kind.NOT_OURS, file, null);
        }
    }

    private boolean isCurrent(long version) throws ExchangeException {
        if (version > JsonNames.VERSION) {
            throw new ExchangeException(Kind.NEWER, file, null);
        }
        return version > 0;
    }

    private int document(JsonParser parser) throws IOException {
        int taken = 0;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("conversations") && value == JsonToken.START_ARRAY) {
                taken += conversations(parser);
            } else {
                parser.skipChildren();
            }
        }
        return taken;
    }

    private int conversations(JsonParser parser) throws IOException {
        int taken = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            number++;
            conversations.reached(
                    Math.clamp(parser.currentLocation().getByteOffset() / (double) bytes, 0, 1));
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                leaveOut(LeftOut.Reason.NO_CONVERSATION);
                continue;
            }
            ConversationReader reader = new ConversationReader(parser);
            try {
                conversations.add(reader.read());
                taken++;
            } catch (IllegalArgumentException e) {
                reader.skipRest();
                leaveOut(
                        e instanceof LeftOut.Refused refused
                                ? refused.why()
                                : LeftOut.Reason.NO_TREE);
            }
        }
        return taken;
    }

    private void leaveOut(LeftOut.Reason why) {
        leftOut.accept(new LeftOut(number, String.valueOf(file.getFileName()), why));
    }
}
