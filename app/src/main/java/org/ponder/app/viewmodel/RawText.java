package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ponder.engine.chat.Transcript;
import org.ponder.engine.prompt.RenderedPrompt;

/** A reply and its prompt as the model sees them, in lines that can be read. */
public final class RawText {
    private final Transcript transcript;
    private final List<Row> rows = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /** A line of the list of tokens. */
    public sealed interface Row {}

    /** A heading above some tokens. */
    public record Heading(String text) implements Row {}

    /**
     * A token.
     *
     * @param number its place, from 0
     * @param id in the vocabulary
     * @param piece its text, with white space made visible
     * @param control whether it is structure, not text
     */
    public record Token(int number, int id, String piece, boolean control) implements Row {}

    /**
     * A line of the prompt.
     *
     * @param pieces of the template's, which are trusted, and of a person's
     */
    public record Line(List<RenderedPrompt.Segment> pieces) {}

    /** Puts it into lines. */
    public RawText(Transcript transcript, Texts texts) {
        this.transcript = transcript;
        int size = transcript.tokens().size();
        int prompt = transcript.promptTokens();
        rows.add(new Heading(texts.format("raw.prompt.tokens", prompt)));
        for (int i = 0; i < size; i++) {
            if (i == prompt) {
                rows.add(new Heading(texts.format("raw.reply.tokens", size - prompt)));
            }
            Transcript.Token token = transcript.tokens().get(i);
            rows.add(new Token(i, token.id(), visible(token.text()), token.control()));
        }
        List<RenderedPrompt.Segment> line = new ArrayList<>();
        for (RenderedPrompt.Segment segment : transcript.prompt()) {
            String[] parts = segment.text().split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                boolean ends = i < parts.length - 1;
                String shown = parts[i] + (ends ? "↵" : "");
                if (!shown.isEmpty()) {
                    line.add(new RenderedPrompt.Segment(shown, segment.trusted()));
                }
                if (ends) {
                    lines.add(new Line(List.copyOf(line)));
                    line.clear();
                }
            }
        }
        lines.add(new Line(List.copyOf(line)));
    }

    private static String visible(String text) {
        return text.replace(" ", "␣").replace("\n", "↵").replace("\t", "⇥").replace("\r", "␍");
    }

    /** Headings and tokens. */
    public List<Row> rows() {
        return rows;
    }

    /** The prompt; a line's end is visible in it. */
    public List<Line> lines() {
        return lines;
    }

    /** Each token on a line: its id and its piece. */
    public String tokensAsText() {
        return rows.stream()
                .map(row ->
                        switch (row) {
                            case Heading heading -> "# " + heading.text();
                            case Token token -> token.id() + "\t" + token.piece();
                        })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The prompt as the template wrote it. */
    public String promptAsText() {
        return transcript.prompt().stream()
                .map(RenderedPrompt.Segment::text)
                .collect(Collectors.joining());
    }
}
