package org.ponder.engine.prompt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out how a template is told to let the model think, or not to: it renders a short
 * conversation with the switches that the template reads and looks at where the prompt ends.
 */
final class ThinkProbe {
    private static final List<String> SWITCHES = List.of("enable_thinking", "thinking");
    private static final List<Message> QUESTION = List.of(Message.user("1+1?"));

    private final ChatTemplate template;
    private final Map<String, ?> given;
    private final Set<String> variables;

    /**
     * @param given what the template is rendered with besides its switches
     */
    ThinkProbe(ChatTemplate template, Map<String, ?> given) {
        this.template = template;
        this.given = given;
        this.variables = template.variables();
    }

    ThinkSwitch on() {
        Map<String, Object> extras = extras(true);
        RenderedPrompt prompt = rendered(extras);
        Optional<ThoughtTags> tags = ThoughtTags.in(template.source());
        if (prompt.thoughtOpen()) {
            return new ThinkSwitch(extras, "", true, "The template opens the thought" + by(extras));
        }
        if (prompt.thoughtClosed()) {
            return new ThinkSwitch(
                    extras, "", false, "The template closes the thought and has no switch for it.");
        }
        if (tags.isEmpty()) {
            return new ThinkSwitch(extras, "", false, "The template speaks of no thoughts.");
        }
        if (tags.get() == ThoughtTags.THINK
                && extras.isEmpty()
                && template.source().contains("<｜Assistant｜>")) {
            return new ThinkSwitch(
                    extras,
                    tags.get().opening(),
                    true,
                    "The template leaves the thought out, so it is opened behind the prompt, as"
                            + " DeepSeek advises.");
        }
        return new ThinkSwitch(extras, "", true, "The model opens the thought itself" + by(extras));
    }

    ThinkSwitch off() {
        Map<String, Object> extras = extras(false);
        RenderedPrompt prompt = rendered(extras);
        Optional<ThoughtTags> tags = ThoughtTags.in(template.source());
        if (prompt.thoughtClosed()) {
            return new ThinkSwitch(
                    extras, "", true, "The template closes the thought" + by(extras));
        }
        boolean switched = !prompt.text().equals(rendered(extras(true)).text());
        if (prompt.thoughtOpen() && switched && !endsInTag(prompt)) {
            // Seed-OSS has the model itself say that it need not think.
            return new ThinkSwitch(
                    extras, "", true, "The template begins an empty thought" + by(extras));
        }
        if (prompt.thoughtOpen()) {
            return new ThinkSwitch(
                    extras,
                    closingAtOnce(prompt, tags.orElse(ThoughtTags.THINK)),
                    true,
                    "The template opens the thought, so it is closed at once behind the prompt.");
        }
        if (tags.isEmpty()) {
            return new ThinkSwitch(extras, "", true, "The template speaks of no thoughts.");
        }
        if (tags.get() == ThoughtTags.CHANNELS) {
            return new ThinkSwitch(
                    extras,
                    tags.get().close(),
                    true,
                    "The answer's channel is opened behind the prompt" + by(extras));
        }
        if (switched) {
            return new ThinkSwitch(
                    extras, "", true, "The template asks for no thought" + by(extras));
        }
        String empty = tags.get().opening() + tags.get().closing();
        return new ThinkSwitch(extras, empty, true, "An empty thought is put behind the prompt.");
    }

    private static boolean endsInTag(RenderedPrompt prompt) {
        String text = prompt.text().stripTrailing();
        return Arrays.stream(ThoughtTags.values()).anyMatch(tags -> text.endsWith(tags.open()));
    }

    private Map<String, Object> extras(boolean on) {
        Map<String, Object> extras = new HashMap<>();
        for (String name : SWITCHES) {
            if (variables.contains(name)) {
                extras.put(name, on);
            }
        }
        if (!on && variables.contains("thinking_budget")) {
            extras.put("thinking_budget", 0);
        }
        if (!on && variables.contains("reasoning_effort")) {
            extras.put("reasoning_effort", "low");
        }
        return extras;
    }

    private static String by(Map<String, Object> extras) {
        return extras.isEmpty()
                ? "."
                : " by " + String.join(", ", extras.keySet().stream().sorted().toList()) + ".";
    }

    /** A template that fails on a plain question tells nothing. */
    private RenderedPrompt rendered(Map<String, Object> extras) {
        Map<String, Object> all = new HashMap<>(given);
        all.putAll(extras);
        try {
            return template.render(QUESTION, all);
        } catch (TemplateException e) {
            return new RenderedPrompt(List.of());
        }
    }

    /** A template that opens a thought without a line break has none around the closing either. */
    private static String closingAtOnce(RenderedPrompt prompt, ThoughtTags tags) {
        boolean tight = prompt.text().endsWith(tags.open());
        return tight ? tags.closing().strip() : tags.closing();
    }
}
