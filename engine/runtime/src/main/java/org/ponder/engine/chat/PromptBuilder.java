package org.ponder.engine.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.prompt.RenderedPrompt;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.prompt.TemplateException;
import org.ponder.engine.prompt.ThoughtTags;
import org.ponder.engine.reply.ReplyFormat;
import org.ponder.engine.reply.ReplyStart;
import org.ponder.engine.tokenizer.Tokenizer;

/**
 * Turns a conversation into the tokens the model reads: renders the template, puts the beginning of
 * a reply behind it, and encodes all of it as one text in which only the template's characters may
 * become control tokens.
 */
final class PromptBuilder {
    private final LanguageModel model;
    private final Tokenizer tokenizer;
    private final ReplyFormat format;

    PromptBuilder(LanguageModel model) {
        this.model = model;
        this.tokenizer = model.tokenizer();
        this.format = model.format();
    }

    /** The prompt for a reply to these messages, with {@code begun} as its beginning. */
    Prompt build(List<Message> messages, PartialReply begun, ReplyOptions options) {
        // A thought to continue needs a prompt that opens one.
        boolean think = options.think() || !begun.thought().isEmpty();
        RenderedPrompt rendered = render(messages, think, options.effort());
        int[] base = encode(rendered);
        String closing = closing(rendered);
        RenderedPrompt whole = append(begun, rendered, closing);
        int[] ids = begun.isEmpty() ? base : encode(whole);
        int begunThought = plainTokens(begun.thought());
        return new Prompt(
                ids,
                Math.min(base.length, ids.length),
                start(begun, rendered),
                closing,
                new Prompt.Shares(
                        systemTokens(messages),
                        begunThought + keptThoughts(messages, rendered),
                        begunThought));
    }

    /**
     * The tokens of a prompt up to the end of its last question. Where the question goes on, so do
     * they, but for the last ones; empty where the template has no place for a question.
     */
    int[] untilQuestionEnds(List<Message> messages, ReplyOptions options) {
        List<RenderedPrompt.Segment> segments = new ArrayList<>(segments(messages, options));
        while (!segments.isEmpty() && segments.getLast().trusted()) {
            segments.removeLast();
        }
        return segments.isEmpty() ? new int[0] : encode(new RenderedPrompt(segments));
    }

    /** The rendered template for a reply to these messages. */
    List<RenderedPrompt.Segment> segments(List<Message> messages, ReplyOptions options) {
        return render(messages, options.think(), options.effort()).segments();
    }

    private RenderedPrompt render(List<Message> messages, boolean think, String effort) {
        Map<String, Object> extras = new HashMap<>(model.templateTokens());
        if (think && !effort.isEmpty()) {
            extras.put("reasoning_effort", effort); // templates that do not know it go on without
        }
        try {
            RenderedPrompt rendered = model.template().render(messages, think, extras);
            if (rendered.text().isBlank()) {
                throw new TemplateException("it makes no text of the conversation", 0);
            }
            return rendered;
        } catch (TemplateException e) {
            throw new TemplateFailureException(e);
        }
    }

    private RenderedPrompt append(PartialReply begun, RenderedPrompt rendered, String closing) {
        RenderedPrompt whole = rendered;
        boolean open = rendered.thoughtOpen();
        if (!begun.thought().isEmpty()) {
            if (!open) {
                whole = whole.append(format.tags().opening(), true);
            }
            whole = whole.append(begun.thought(), false);
            open = true;
        }
        if (begun.thoughtClosed()) {
            if (open) {
                whole = whole.append(after(begun.thought(), closing), true);
            } else if (format == ReplyFormat.CHANNELS && !rendered.thoughtClosed()) {
                whole = whole.append(format.tags().close(), true); // no text without a header
            }
            whole = whole.append(begun.answer(), false);
        }
        return whole;
    }

    private static ReplyStart start(PartialReply begun, RenderedPrompt rendered) {
        if (begun.thoughtClosed()) {
            return begun.answer().isEmpty() ? ReplyStart.ANSWER : ReplyStart.ANSWER_RESUMED;
        }
        if (!begun.thought().isEmpty()) {
            return ReplyStart.THOUGHT_RESUMED;
        }
        if (rendered.thoughtOpen()) {
            return ReplyStart.THOUGHT;
        }
        return rendered.thoughtClosed() ? ReplyStart.ANSWER : ReplyStart.CLOSED;
    }

    /**
     * What closes a thought in the way this model was trained on: a template that opens one without
     * a line break expects none around the closing tag either.
     */
    private String closing(RenderedPrompt rendered) {
        ThoughtTags tags = format.tags();
        if (format == ReplyFormat.ANSWER_TAGS) {
            return " " + tags.close() + " <answer>";
        }
        boolean tight = rendered.text().endsWith(tags.open());
        return tight ? tags.closing().strip() : tags.closing();
    }

    /** The closing text behind this thought: never a line break upon a line break. */
    static String after(String thought, String closing) {
        return thought.endsWith("\n") || thought.isEmpty() ? closing.stripLeading() : closing;
    }

    private int[] encode(RenderedPrompt prompt) {
        List<Tokenizer.Part> parts = new ArrayList<>();
        for (RenderedPrompt.Segment segment : prompt.segments()) {
            parts.add(new Tokenizer.Part(segment.text(), segment.trusted()));
        }
        int[] ids = tokenizer.encodeParts(parts);
        OptionalInt bos = tokenizer.bos();
        boolean missing =
                tokenizer.addBos()
                        && bos.isPresent()
                        && (ids.length == 0 || ids[0] != bos.getAsInt());
        if (!missing) {
            return ids;
        }
        int[] longer = new int[ids.length + 1];
        longer[0] = bos.getAsInt();
        System.arraycopy(ids, 0, longer, 1, ids.length);
        return longer;
    }

    private int systemTokens(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .mapToInt(message -> plainTokens(message.content()))
                .sum();
    }

    /** Tokens of earlier thoughts that the template did not drop. */
    private int keptThoughts(List<Message> messages, RenderedPrompt rendered) {
        String text = rendered.text();
        int tokens = 0;
        for (Message message : messages) {
            String thought = message.thought();
            if (thought != null && !thought.isBlank() && text.contains(thought.strip())) {
                tokens += plainTokens(thought);
            }
        }
        return tokens;
    }

    private int plainTokens(String text) {
        return text.isEmpty() ? 0 : tokenizer.encode(text, false).length;
    }
}
