package org.ponder.engine.reply;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ponder.engine.prompt.ThoughtTags;

/** How a family of models marks thought and answer in its output. */
public enum ReplyFormat {
    /** {@code <think>…</think>} and the answer behind it: R1, Qwen3 and most others. */
    THINK_TAGS("think", ThoughtTags.THINK, "", ""),
    /** {@code <think>…</think> <answer>…</answer>}: R1-Zero. */
    ANSWER_TAGS("answer-tags", ThoughtTags.THINK, "<answer>", "</answer>"),
    /** {@code <think>…</think><response>…</response>}: Granite. */
    RESPONSE_TAGS("response-tags", ThoughtTags.THINK, "<response>", "</response>"),
    /** {@code <|channel|>analysis<|message|>…} and {@code final}: gpt-oss. */
    CHANNELS("channels", ThoughtTags.CHANNELS, "", ""),
    /** {@code [THINK]…[/THINK]}: Mistral's reasoning models. */
    MISTRAL("mistral", ThoughtTags.MISTRAL, "", ""),
    /** {@code <seed:think>…</seed:think>}: Seed-OSS. */
    SEED("seed", ThoughtTags.SEED, "", ""),
    /** {@code <|START_THINKING|>…<|END_THINKING|><|START_RESPONSE|>…}: Command A reasoning. */
    COHERE("cohere", ThoughtTags.COHERE, "<|START_RESPONSE|>", "<|END_RESPONSE|>"),
    /** {@code ◁think▷…◁/think▷}: Kimi's vision models. */
    KIMI("kimi", ThoughtTags.KIMI, "", ""),
    /** {@code <|channel>thought…<channel|>}: Gemma 4. */
    GEMMA("gemma", ThoughtTags.GEMMA, "", ""),
    /** {@code <thinking>…</thinking>}. */
    THINKING_TAGS("thinking", ThoughtTags.THINKING, "", ""),
    /** {@code <thought>…</thought>}: EXAONE Deep. */
    THOUGHT_TAGS("thought", ThoughtTags.THOUGHT, "", ""),
    /** {@code <|begin_of_thought|>…<|begin_of_solution|>…}: OpenThinker, Sky-T1. */
    SOLUTION_TAGS("solution", ThoughtTags.SOLUTION, "<|begin_of_solution|>", "<|end_of_solution|>"),
    /** {@code Here is my thought process: … Here is my response: …}: Granite 3.2. */
    PHRASES("phrases", ThoughtTags.PHRASES, "", "");

    private final String id;
    private final ThoughtTags tags;
    private final String answerOpen;
    private final String answerClose;

    ReplyFormat(String id, ThoughtTags tags, String answerOpen, String answerClose) {
        this.id = id;
        this.tags = tags;
        this.answerOpen = answerOpen;
        this.answerClose = answerClose;
    }

    /** The name by which the command line knows it. */
    public String id() {
        return id;
    }

    /** The tags around the thought, and what the engine writes to open and close one. */
    public ThoughtTags tags() {
        return tags;
    }

    /** The tag before the answer; empty where the format has none. */
    String answerOpen() {
        return answerOpen;
    }

    /** The tag behind the answer; empty where the format has none. */
    String answerClose() {
        return answerClose;
    }

    boolean hasAnswerTags() {
        return !answerOpen.isEmpty();
    }

    /** All that has a meaning in this format's output. */
    List<String> allTags() {
        if (this == CHANNELS) {
            return ChannelGrammar.TAGS;
        }
        return hasAnswerTags()
                ? List.of(tags.open(), tags.close(), answerOpen, answerClose)
                : List.of(tags.open(), tags.close());
    }

    /** The format with this {@link #id}. */
    public static Optional<ReplyFormat> named(String id) {
        return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
    }

    /** The format that a chat template speaks of; {@link #THINK_TAGS} where it speaks of none. */
    public static ReplyFormat detect(String templateSource) {
        ThoughtTags tags = ThoughtTags.in(templateSource).orElse(ThoughtTags.THINK);
        if (tags == ThoughtTags.THINK) {
            if (templateSource.contains(ANSWER_TAGS.answerOpen)) {
                return ANSWER_TAGS;
            }
            return templateSource.contains(RESPONSE_TAGS.answerOpen) ? RESPONSE_TAGS : THINK_TAGS;
        }
        return Arrays.stream(values())
                .filter(format -> format.tags == tags)
                .findFirst()
                .orElse(THINK_TAGS);
    }
}
