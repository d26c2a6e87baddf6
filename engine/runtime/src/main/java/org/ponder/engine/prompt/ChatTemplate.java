package org.ponder.engine.prompt;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A model's chat template: Jinja, as Hugging Face's transformers sets it up. Parsed once, it may be
 * rendered by any number of threads.
 */
public final class ChatTemplate {
    private final String source;
    private final Clock clock;
    private final List<Statement> statements;
    private final Set<String> variables;

    private ChatTemplate(String source, Clock clock) throws TemplateException {
        this.source = source;
        this.clock = clock;
        try {
            StatementParser parser = new StatementParser(Lexer.tokens(source));
            this.statements = parser.template();
            this.variables = parser.uses();
        } catch (TemplateFailure e) {
            throw e.at(0);
        }
    }

    /** Parses a template whose dates come from the system's clock. */
    public static ChatTemplate parse(String jinja) throws TemplateException {
        return parse(jinja, Clock.system(ZoneId.systemDefault()));
    }

    /** Parses a template whose {@code strftime_now} reads this clock. */
    public static ChatTemplate parse(String jinja, Clock clock) throws TemplateException {
        return new ChatTemplate(jinja, clock);
    }

    /**
     * A template of Ponder's own for a file that has none.
     *
     * @param hasToken whether the vocabulary has this token: tells which family the model is of
     */
    public static ChatTemplate builtIn(Predicate<String> hasToken) {
        try {
            return parse(BuiltInTemplates.forVocabulary(hasToken));
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of Ponder's own templates, for models that bring none or a broken one. */
    public static List<String> builtInNames() {
        return BuiltInTemplates.names();
    }

    /** The text of one of Ponder's own templates. */
    public static Optional<String> builtInSource(String name) {
        return BuiltInTemplates.named(name);
    }

    /** The template's text. */
    public String source() {
        return source;
    }

    /** The names of the variables that the template reads. */
    Set<String> variables() {
        return variables;
    }

    /**
     * Renders with exactly these variables: messages, add_generation_prompt, bos_token, eos_token,
     * enable_thinking, tools and so on, as plain values of JSON (maps, lists, strings, numbers,
     * booleans, null). Strings are untrusted, except the tokens, the roles of messages and other
     * strings at the top.
     */
    public RenderedPrompt render(Map<String, ?> input) throws TemplateException {
        InputValues values = new InputValues();
        Scope scope = new Scope(Globals.scope());
        try {
            values.into(scope, input);
        } catch (TemplateFailure e) {
            throw e.at(0);
        }
        Run run = new Run(new Budget(values.characters()), clock);
        try {
            return new RenderedPrompt(new Renderer(run).renderToText(statements, scope).segments());
        } catch (TemplateFailure e) {
            throw e.at(run.line());
        } catch (StackOverflowError e) {
            // The budget bounds the depth; where it does not see it, the caller's thread must live.
            throw new TemplateException("it is nested too deeply", run.line());
        }
    }

    /**
     * Renders a conversation for a reply to it. Where the template has no place for one of the
     * system prompts, they go to the start of the first question.
     *
     * @param extras further variables: bos_token and eos_token, those of a {@link ThinkSwitch}
     */
    public RenderedPrompt render(List<Message> messages, Map<String, ?> extras)
            throws TemplateException {
        List<String> system = Conversation.systemPrompts(messages);
        if (system.isEmpty()) {
            return render(Conversation.input(messages, extras));
        }
        try {
            RenderedPrompt prompt = render(Conversation.input(messages, extras));
            String text = prompt.text();
            if (system.stream().allMatch(one -> text.contains(one.strip()))) {
                return prompt;
            }
        } catch (TemplateException e) {
            // Some templates refuse system prompts; another fault shows again below.
        }
        return render(Conversation.input(Conversation.withoutSystem(messages), extras));
    }

    /**
     * Renders a conversation for a reply to it, with thinking on or off.
     *
     * @param extras further variables: bos_token and eos_token, and reasoning_effort for a model
     *     that thinks
     */
    public RenderedPrompt render(List<Message> messages, boolean think, Map<String, ?> extras)
            throws TemplateException {
        ThinkSwitch thinking = thinking(think, extras);
        Map<String, Object> all = new HashMap<>(extras);
        all.putAll(thinking.extras());
        RenderedPrompt prompt = render(messages, all);
        return thinking.suffix().isEmpty() ? prompt : prompt.append(thinking.suffix(), true);
    }

    /**
     * How this template is told to let the model think, or not to.
     *
     * @param extras further variables: bos_token and eos_token, without which a template may fail
     */
    public ThinkSwitch thinking(boolean on, Map<String, ?> extras) {
        ThinkProbe probe = new ThinkProbe(this, extras);
        return on ? probe.on() : probe.off();
    }
}
