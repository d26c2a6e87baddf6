package org.ponder.engine.prompt;

import java.util.List;
import java.util.Optional;

/** The pairs of tags that families of models write around their thoughts. */
public enum ThoughtTags {
    /**
     * gpt-oss: the thought is a message in a channel of its own. What closes it is the header of
     * the answer's channel.
     */
    CHANNELS(
            "<|channel|>analysis<|message|>",
            "<|channel|>final<|message|>",
            "<|channel|>analysis<|message|>",
            "<|end|><|start|>assistant<|channel|>final<|message|>"),
    /** Seed-OSS. */
    SEED("<seed:think>", "</seed:think>", "<seed:think>", "</seed:think>"),
    /** Mistral's reasoning models. */
    MISTRAL("[THINK]", "[/THINK]", "[THINK]", "[/THINK]"),
    /** Command A reasoning. */
    COHERE(
            "<|START_THINKING|>",
            "<|END_THINKING|>",
            "<|START_THINKING|>",
            "<|END_THINKING|><|START_RESPONSE|>"),
    /** Kimi's vision models. */
    KIMI("◁think▷", "◁/think▷", "◁think▷", "◁/think▷"),
    /** Gemma 4. */
    GEMMA("<|channel>thought", "<channel|>", "<|channel>thought\n", "<channel|>"),
    /** OpenThinker, Sky-T1. */
    SOLUTION(
            "<|begin_of_thought|>",
            "<|end_of_thought|>",
            "<|begin_of_thought|>\n\n",
            "\n\n<|end_of_thought|>\n\n<|begin_of_solution|>\n\n"),
    /** Granite 3.2 says in words where its thought begins and ends. */
    PHRASES(
            "Here is my thought process:",
            "Here is my response:",
            "Here is my thought process:\n",
            "\n\nHere is my response:\n"),
    /** R1, Qwen3 and most others. */
    THINK("<think>", "</think>", "<think>\n", "\n</think>\n\n"),
    /** Models that spell the word out. */
    THINKING("<thinking>", "</thinking>", "<thinking>\n", "\n</thinking>\n\n"),
    /** EXAONE Deep. */
    THOUGHT("<thought>", "</thought>", "<thought>\n", "\n</thought>\n\n");

    private final String open;
    private final String close;
    private final String opening;
    private final String closing;

    ThoughtTags(String open, String close, String opening, String closing) {
        this.open = open;
        this.close = close;
        this.opening = opening;
        this.closing = closing;
    }

    /** Where a prompt leaves the model. */
    enum State {
        /** Inside a thought. */
        OPEN,
        /** Just behind a closed thought. */
        CLOSED,
        /** Neither: whether to think is the model's affair. */
        NEITHER
    }

    /** The tag that opens the thought. */
    public String open() {
        return open;
    }

    /** The tag that closes it. */
    public String close() {
        return close;
    }

    /** What the engine writes to open a thought itself: the tag with its white space. */
    public String opening() {
        return opening;
    }

    /** What the engine writes to close a thought with text in it and go on to the answer. */
    public String closing() {
        return closing;
    }

    /** The tags that a template writes or looks for, or empty where it knows none. */
    public static Optional<ThoughtTags> in(String templateSource) {
        return List.of(values()).stream()
                .filter(tags ->
                        templateSource.contains(tags.close) || templateSource.contains(tags.open))
                .findFirst();
    }

    /**
     * Where a prompt leaves the model: told from what the template wrote behind the last word of a
     * person, so that tags in a conversation mean nothing.
     */
    static State stateAfter(RenderedPrompt prompt) {
        List<RenderedPrompt.Segment> segments = prompt.segments();
        if (segments.isEmpty() || !segments.getLast().trusted()) {
            return State.NEITHER;
        }
        String tail = segments.getLast().text().stripTrailing();
        for (ThoughtTags tags : values()) {
            if (tail.endsWith(tags.close)) {
                return State.CLOSED;
            }
            if (tail.lastIndexOf(tags.open) > tail.lastIndexOf(tags.close)) {
                return State.OPEN;
            }
        }
        return State.NEITHER;
    }
}
