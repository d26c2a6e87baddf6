package org.ponder.engine.prompt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Templates of Ponder's own for files that bring none, chosen by the tokens they have or by name.
 */
final class BuiltInTemplates {
    private static final String R1 =
            """
            {{- bos_token -}}
            {%- for message in messages if message.role == 'system' -%}
                {{- message.content -}}
            {%- endfor -%}
            {%- for message in messages -%}
                {%- if message.role == 'user' -%}
                    {{- '<｜User｜>' + message.content -}}
                {%- elif message.role == 'assistant' -%}
                    {{- '<｜Assistant｜>' + message.content + '<｜end▁of▁sentence｜>' -}}
                {%- endif -%}
            {%- endfor -%}
            {%- if add_generation_prompt -%}
                {{- '<｜Assistant｜>OPENING' -}}
            {%- endif -%}
            """;

    /**
     * R1-Zero's own (DeepSeek-AI 2025, table 1), which also makes base models reason. The thought
     * is opened behind it, since a base model does not open one reliably.
     */
    private static final String R1_ZERO =
            """
            {{- bos_token -}}
            {{- 'A conversation between User and Assistant. The user asks a question, and the Assistant solves it. The assistant first thinks about the reasoning process in the mind and then provides the user with the answer. The reasoning process and answer are enclosed within <think> </think> and <answer> </answer> tags, respectively, i.e., <think> reasoning process here </think> <answer> answer here </answer>.' -}}
            {%- for message in messages -%}
                {%- if message.role == 'system' -%}
                    {{- ' ' + message.content -}}
                {%- elif message.role == 'user' -%}
                    {{- ' User: ' + message.content + '. Assistant:' -}}
                {%- else -%}
                    {{- ' <answer> ' + message.content + ' </answer>' -}}
                {%- endif -%}
            {%- endfor -%}
            {%- if add_generation_prompt -%}
                {%- if enable_thinking is defined and not enable_thinking -%}
                    {{- ' <think> </think> <answer>' -}}
                {%- else -%}
                    {{- ' <think>' -}}
                {%- endif -%}
            {%- endif -%}
            """;

    private static final String CHAT_ML =
            turns("<|im_start|>ROLE\\n", "<|im_end|>\\n", "assistant");

    private static final String LLAMA_3 =
            turns("<|start_header_id|>ROLE<|end_header_id|>\\n\\n", "<|eot_id|>", "assistant");

    /** Gemma knows no system turn; what is left out goes to the first question. */
    private static final String GEMMA =
            turns("<start_of_turn>ROLE\\n", "<end_of_turn>\\n", "model")
                    .replace("in messages", "in messages if message.role != 'system'");

    private static final String PHI = turns("<|ROLE|>\\n", "<|end|>\\n", "assistant");

    private static final String MISTRAL =
            """
            {{- bos_token -}}
            {%- set ns = namespace(system='') -%}
            {%- for message in messages -%}
                {%- if message.role == 'system' -%}
                    {%- set ns.system = message.content + '\\n\\n' -%}
                {%- elif message.role == 'user' -%}
                    {{- '[INST] ' + ns.system + message.content + ' [/INST]' -}}
                    {%- set ns.system = '' -%}
                {%- else -%}
                    {{- ' ' + message.content + eos_token -}}
                {%- endif -%}
            {%- endfor -%}
            """;

    private static final String PLAIN =
            """
            {{- bos_token -}}
            {%- for message in messages -%}
                {%- if message.role == 'system' -%}
                    {{- message.content + '\\n\\n' -}}
                {%- else -%}
                    {{- message.role|capitalize + ': ' + message.content + '\\n\\n' -}}
                {%- endif -%}
            {%- endfor -%}
            {%- if add_generation_prompt -%}
                {{- 'Assistant:' -}}
            {%- endif -%}
            """;

    private static final Map<String, String> NAMED =
            new TreeMap<>(
                    Map.of(
                            "chatml", withThoughtsNamed(CHAT_ML),
                            "gemma", GEMMA,
                            "llama3", withThoughtsNamed(LLAMA_3),
                            "mistral", MISTRAL,
                            "phi", PHI,
                            "plain", PLAIN,
                            "r1", R1.replace("OPENING", "<think>\\n"),
                            "r1-zero", R1_ZERO));

    private BuiltInTemplates() {}

    static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }

    static Optional<String> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    /** The template for a vocabulary. */
    static String forVocabulary(Predicate<String> hasToken) {
        boolean thinks = hasToken.test("<think>") && hasToken.test("</think>");
        if (hasToken.test("<｜User｜>") && hasToken.test("<｜Assistant｜>")) {
            return R1.replace("OPENING", thinks ? "<think>\\n" : "");
        }
        if (hasToken.test("<|im_start|>")) {
            return thinks ? withThoughtsNamed(CHAT_ML) : CHAT_ML;
        }
        if (hasToken.test("<|start_header_id|>")) {
            return thinks ? withThoughtsNamed(LLAMA_3) : LLAMA_3;
        }
        if (hasToken.test("<start_of_turn>")) {
            return GEMMA;
        }
        if (hasToken.test("[INST]")) {
            return MISTRAL;
        }
        return hasToken.test("<|user|>") && hasToken.test("<|end|>") ? PHI : PLAIN;
    }

    /** A comment is enough for {@link ThoughtTags#in} to find the tags. */
    private static String withThoughtsNamed(String template) {
        return "{#- Thoughts stand in <think></think>. -#}\n" + template;
    }

    /** Turns that all look the same. */
    private static String turns(String before, String after, String assistant) {
        return """
        {%- for message in messages -%}
            {%- set role = 'ASSISTANT' if message.role == 'assistant' else message.role -%}
            {{- 'BEFORE'.replace('ROLE', role) + message.content + 'AFTER' -}}
        {%- endfor -%}
        {%- if add_generation_prompt -%}
            {{- 'BEFORE'.replace('ROLE', 'ASSISTANT') -}}
        {%- endif -%}
        """
                .replace("ASSISTANT", assistant)
                .replace("BEFORE", before)
                .replace("AFTER", after);
    }
}
