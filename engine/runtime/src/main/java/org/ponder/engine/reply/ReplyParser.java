package org.ponder.engine.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Splits one reply into thought, answer and tool calls while it comes. Belongs to one reply and one
 * thread.
 *
 * <p>Fed with tokens, a tag that the vocabulary has as one token is that token and nothing else:
 * the same characters spelled out are text. Fed with text, tags are found in the characters, and
 * how the text is cut into feeds changes nothing.
 *
 * <p>A tag out of place is text: one that opens a thought is meant only at the start of the reply,
 * one that closes it only inside it. White space around tags is dropped.
 */
public final class ReplyParser {
    private final Map<Integer, String> tagTokens = new HashMap<>();
    private final List<String> spelled = new ArrayList<>();
    private final TagScanner scanner;
    private final Grammar grammar;
    private final PieceWriter pieces;

    private ReplyParser(
            ReplyFormat format,
            Set<ToolSyntax> tools,
            ReplyStart start,
            Function<String, OptionalInt> idOf) {
        this.pieces = new PieceWriter(start);
        this.grammar =
                format == ReplyFormat.CHANNELS
                        ? new ChannelGrammar(start, pieces)
                        : new ToolGrammar(tools, new TagGrammar(format, start, pieces), pieces);
        for (String tag : tags(format, tools)) {
            OptionalInt id = idOf.apply(tag);
            if (id.isPresent()) {
                tagTokens.put(id.getAsInt(), tag);
            }
            // R1-Zero learned its tags as text, whatever its vocabulary has.
            if (id.isEmpty() || format == ReplyFormat.ANSWER_TAGS) {
                spelled.add(tag);
            }
        }
        this.scanner = new TagScanner(spelled, grammar);
    }

    private static Set<String> tags(ReplyFormat format, Set<ToolSyntax> tools) {
        Set<String> tags = new LinkedHashSet<>(format.allTags());
        if (format != ReplyFormat.CHANNELS) {
            tags.addAll(ToolSyntax.tags(tools));
        }
        return tags;
    }

    /** A parser of plain text that looks for no tool calls. */
    public static ReplyParser ofText(ReplyFormat format, ReplyStart start) {
        return ofText(format, Set.of(), start);
    }

    /** A parser of plain text. */
    public static ReplyParser ofText(ReplyFormat format, Set<ToolSyntax> tools, ReplyStart start) {
        return new ReplyParser(format, tools, start, tag -> OptionalInt.empty());
    }

    /**
     * A parser of tokens.
     *
     * @param tools how the model may write down calls of tools
     * @param idOf the id of a token by its text, where the vocabulary has it
     */
    public static ReplyParser ofTokens(
            ReplyFormat format,
            Set<ToolSyntax> tools,
            ReplyStart start,
            Function<String, OptionalInt> idOf) {
        return new ReplyParser(format, tools, start, idOf);
    }

    /** Takes some text, of any length, and returns what is certain by now. */
    public List<ReplyPiece> feed(String text) {
        scanner.text(text);
        return pieces.take();
    }

    /**
     * Takes one token and returns what is certain by now.
     *
     * @param text the whole characters that the token completes; may be empty
     */
    public List<ReplyPiece> feed(int id, String text) {
        String tag = tagTokens.get(id);
        if (tag == null) {
            return feed(text);
        }
        // Bytes of a broken character before the tag come with it.
        if (text.endsWith(tag)) {
            scanner.text(text.substring(0, text.length() - tag.length()));
        }
        scanner.flush();
        grammar.tag(tag);
        return pieces.take();
    }

    /**
     * Whether a control token means something here: it is a tag or a part of one, or may be a mark
     * in a call of a tool.
     *
     * @param text what it stands for
     */
    public boolean hasUseFor(int id, String text) {
        return tagTokens.containsKey(id)
                || grammar.inCall()
                || spelled.stream().anyMatch(tag -> tag.contains(text));
    }

    /** Ends the reply and returns what was held back. */
    public List<ReplyPiece> finish() {
        scanner.flush();
        grammar.finish();
        return pieces.take();
    }

    /** Whether the next token belongs to the thought. */
    public boolean thinking() {
        return grammar.thinking();
    }

    /** Whether the next token belongs to thought or answer, and not to the marks between them. */
    public boolean inText() {
        return grammar.inText();
    }

    /**
     * Whether the reply is whole as far as its marks tell: the thought is closed (or there was
     * none), and so is the answer where the format closes it.
     */
    public boolean complete() {
        return grammar.complete();
    }

    /** Whether the reply's last mark has come, so that what follows belongs to nothing. */
    public boolean over() {
        return grammar.over();
    }
}
