package org.ponder.engine.reply;

import java.util.List;
import java.util.Optional;
import org.ponder.engine.prompt.ThoughtTags;

/** How a family of models marks thought and answer in its output. */
public enum ReplyFormat {
    /** {@code <think>…</think>} and the answer behind it: R1, Qwen3 and most others. */
    THINK_TAGS("think", ThoughtTags.THINK),
    /** {@code <think>…</think> <answer>…</answer>}: R1-Zero. */
    ANSWER_TAGS("answer-tags", ThoughtTags.THINK),
    /** {@code <|channel|>analysis<|message|>…} and {@code final}: gpt-oss. */
    CHANNELS("channels", ThoughtTags.CHANNELS),
    /** {@code [THINK]…[/THINK]}: Mistral's reasoning models. */
    MISTRAL("mistral", ThoughtTags.MISTRAL),
    /** {@code <seed:think>…</seed:think>}: Seed-OSS. */
    SEED("seed", ThoughtTags.SEED),
    /** {@code <|START_THINKING|>…<|END_THINKING|>}: Command A reasoning. */
    COHERE("cohere", ThoughtTags.COHERE),
    /** {@code ◁think▷…◁/think▷}: Kimi's vision models. */
    KIMI("kimi", ThoughtTags.KIMI),
    /** {@code <thinking>…</thinking>}. */
    THINKING_TAGS("thinking", ThoughtTags.THINKING);

    private final String id;
    private final ThoughtTags tags;

    ReplyFormat(String id, ThoughtTags tags) {
        this.id = id;
        this.tags = tags;
    }

    /** The name by which the command line knows it. */
    public String id() {
        return id;
    }

    /** The tags around the thought, and what the engine writes to open and close one. */
    public ThoughtTags tags() {
        return tags;
    }

    /** The format with this {@link #id}. */
    public static Optional<ReplyFormat> named(String id) {
        return List.of(values()).stream().filter(format -> format.id.equals(id)).findFirst();
    }

    /** The format that a chat template speaks of; {@link #THINK_TAGS} where it speaks of none. */
    public static ReplyFormat detect(String templateSource) {
        ThoughtTags tags = ThoughtTags.in(templateSource).orElse(ThoughtTags.THINK);
        if (tags.equals(ThoughtTags.THINK) && templateSource.contains("<answer>")) {
            return ANSWER_TAGS;
        }
        for (ReplyFormat format : values()) {
            if (format.tags.equals(tags)) {
                return format;
            }
        }
        return THINK_TAGS;
    }
}
