package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * A rendered prompt: the text, and for each piece of it whether it came from the template or from a
 * person. Control tokens may be looked for in trusted text only.
 *
 * @param segments in order; neighbours differ in trust and none is empty
 */
public record RenderedPrompt(List<Segment> segments) {

    /**
     * A piece of the prompt.
     *
     * @param text not empty
     * @param trusted whether all of it came from the template or the engine
     */
    public record Segment(String text, boolean trusted) {}

    public RenderedPrompt {
        segments = merged(segments);
    }

    /** The whole text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            text.append(segment.text());
        }
        return text.toString();
    }

    /** Whether all characters from {@code from} up to {@code to} came from the template. */
    public boolean trusted(int from, int to) {
        int start = 0;
        for (Segment segment : segments) {
            int end = start + segment.text().length();
            if (!segment.trusted() && start < to && end > from) {
                return false;
            }
            start = end;
        }
        return from >= 0 && to <= start;
    }

    /** This prompt with more text at its end. */
    public RenderedPrompt append(String text, boolean trusted) {
        List<Segment> longer = new ArrayList<>(segments);
        longer.add(new Segment(text, trusted));
        return new RenderedPrompt(longer);
    }

    /** Whether the prompt ends inside a thought that the template opened: the model thinks on. */
    public boolean thoughtOpen() {
        return ThoughtTags.stateAfter(this) == ThoughtTags.State.OPEN;
    }

    /** Whether the prompt ends behind a thought that the template closed: thinking is off. */
    public boolean thoughtClosed() {
        return ThoughtTags.stateAfter(this) == ThoughtTags.State.CLOSED;
    }

    private static List<Segment> merged(List<Segment> segments) {
        List<Segment> merged = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean trust = true;
        for (Segment segment : segments) {
            if (segment.text().isEmpty()) {
                continue;
            }
            if (segment.trusted() != trust) {
                flush(run, trust, merged);
                trust = segment.trusted();
            }
            run.append(segment.text());
        }
        flush(run, trust, merged);
        return List.copyOf(merged);
    }

    private static void flush(StringBuilder run, boolean trusted, List<Segment> to) {
        if (!run.isEmpty()) {
            to.add(new Segment(run.toString(), trusted));
            run.setLength(0);
        }
    }
}
