package org.ponder.app.eval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The samples of a run, one JSON object a line, behind a line that says what was run. Each sample
 * is on the disk before the next begins, so a run that was killed goes on where it was.
 */
public final class SampleFile implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final FileChannel channel;
    private final Map<Key, Sample> samples = new LinkedHashMap<>();

    private record Key(String question, int number, int budget) {}

    private SampleFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a run's file, or begins one.
     *
     * @param run what tells this run from another
     * @throws IOException if it cannot be read or written
     * @throws IllegalArgumentException if it holds anything but this run, or another process goes
     *     on with it now; the message is one sentence
     */
    public static SampleFile open(Path file, Map<String, Object> run) throws IOException {
        String header = JSON.writeValueAsString(run) + "\n";
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            // Before anything is cut: what looks like half a line may be one that is being written.
            if (isLockedElsewhere(channel)) {
                throw new IllegalArgumentException(
                        "Another run writes its samples into "
                                + file
                                + " now: wait for its end, or name another folder with --out.");
            }
            // Through this channel: another one, when it is closed, would take the lock with it.
            byte[] old = Channels.newInputStream(channel).readAllBytes();
            // What a kill left in the middle of a line is no sample.
            int whole = old.length;
            while (whole > 0 && old[whole - 1] != '\n') {
                whole--;
            }
            if (!startAlike(old, header.getBytes(StandardCharsets.UTF_8))) {
                throw new IllegalArgumentException(
                        "The file "
                                + file
                                + " holds the samples of another set, model, protocol, context or"
                                + " cache type: name another folder with --out, or delete it.");
            }
            String text = new String(old, 0, whole, StandardCharsets.UTF_8);
            channel.truncate(whole).position(whole);
            SampleFile opened = new SampleFile(channel);
            text.lines().skip(1).forEach(line -> sample(line).ifPresent(opened::keep));
            if (text.isEmpty()) {
                opened.write(header);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The lock, where there is none, is held until the channel is closed. */
    private static boolean isLockedElsewhere(FileChannel channel) {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException withinThisProcess) {
            return true;
        } catch (IOException noLocks) {
            return false; // some network folders have none
        }
    }

    /** Whether one is how the other begins: a kill may have left the header itself unfinished. */
    private static boolean startAlike(byte[] old, byte[] header) {
        int common = Math.min(old.length, header.length);
        return Arrays.equals(old, 0, common, header, 0, common);
    }

    private static Optional<Sample> sample(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return Optional.of(
                    new Sample(
                            json.path("question").asString(),
                            json.path("sample").asInt(),
                            json.path("budget").asInt(),
                            json.path("given").asString(""),
                            json.path("right").asBoolean(),
                            json.path("thought_tokens").asInt(),
                            json.path("answer_tokens").asInt(),
                            json.path("finish").asString(""),
                            json.path("thought").asString(""),
                            json.path("reply").asString("")));
        } catch (JacksonException e) {
            return Optional.empty(); // it is drawn again
        }
    }

    /** A sample that is there already. */
    Optional<Sample> find(String question, int number, int budget) {
        return Optional.ofNullable(samples.get(new Key(question, number, budget)));
    }

    /** Adds a sample, through to the disk. */
    void add(Sample sample) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("question", sample.question());
        json.put("sample", sample.number());
        json.put("budget", sample.budget());
        json.put("given", sample.given());
        json.put("right", sample.right());
        json.put("thought_tokens", sample.thoughtTokens());
        json.put("answer_tokens", sample.answerTokens());
        json.put("finish", sample.finish());
        json.put("thought", sample.thought());
        json.put("reply", sample.reply());
        write(JSON.writeValueAsString(json) + "\n");
        keep(sample);
    }

    private void keep(Sample sample) {
        samples.put(new Key(sample.question(), sample.number(), sample.budget()), sample);
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    /** Closes the file. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
