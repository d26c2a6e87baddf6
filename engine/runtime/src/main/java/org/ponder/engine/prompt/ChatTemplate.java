package org.ponder.engine.prompt;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A model's chat template: Jinja, as Hugging Face's transformers sets it up. Parsed once, it may be
 * rendered by any number of threads.
 */
public final class ChatTemplate {
    private final String source;

    private ChatTemplate(String source) {
        this.source = source;
    }

    /** Parses a template whose dates come from the system's clock. */
    public static ChatTemplate parse(String jinja) throws TemplateException {
        return parse(jinja, Clock.system(ZoneId.systemDefault()));
    }

    /** Parses a template whose {@code strftime_now} reads this clock. */
    public static ChatTemplate parse(String jinja, Clock clock) throws TemplateException {
        return new ChatTemplate(jinja);
    }

    /**
     * A template of Ponder's own for a file that has none.
     *
     * @param hasToken whether the vocabulary has this token: tells which family the model is of
     */
    public static ChatTemplate builtIn(Predicate<String> hasToken) {
        return new ChatTemplate("");
    }

    /** The template's text. */
    public String source() {
        return source;
    }

    /**
     * Renders with exactly these variables: messages, add_generation_prompt, bos_token, eos_token,
     * enable_thinking, tools and so on, as plain values of JSON (maps, lists, strings, numbers,
     * booleans, null). Strings are untrusted, except the tokens, the roles of messages and other
     * strings at the top.
     */
    public RenderedPrompt render(Map<String, ?> input) throws TemplateException {
        return new RenderedPrompt(List.of());
    }

    /**
     * Renders a conversation for a reply to it.
     *
     * @param extras further variables: bos_token and eos_token, those of a {@link ThinkSwitch}
     */
    public RenderedPrompt render(List<Message> messages, Map<String, ?> extras)
            throws TemplateException {
        return new RenderedPrompt(List.of());
    }

    /**
     * Renders a conversation for a reply to it, with thinking on or off.
     *
     * @param extras further variables: bos_token and eos_token
     */
    public RenderedPrompt render(List<Message> messages, boolean think, Map<String, ?> extras)
            throws TemplateException {
        return new RenderedPrompt(List.of());
    }

    /** How this template is told to let the model think, or not to. */
    public ThinkSwitch thinking(boolean on) {
        return new ThinkSwitch(Map.of(), "", false, "");
    }
}
