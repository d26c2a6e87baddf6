package org.ponder.engine.prompt;

import java.util.function.Predicate;

/** Templates of Ponder's own for files that bring none, chosen by the tokens they have. */
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

    private static final String CHAT_ML =
            turns("<|im_start|>ROLE\\n", "<|im_end|>\\n", "assistant");

    private static final String LLAMA_3 =
            turns("<|start_header_id|>ROLE<|end_header_id|>\\n\\n", "<|eot_id|>", "assistant");

    private static final String GEMMA =
            turns("<start_of_turn>ROLE\\n", "<end_of_turn>\\n", "model");

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

    private BuiltInTemplates() {}

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
