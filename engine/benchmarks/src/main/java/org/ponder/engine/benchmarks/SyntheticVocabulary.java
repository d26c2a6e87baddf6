package org.ponder.engine.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A vocabulary of any size: the bytes, two merges, filler, and the tokens that chats need. */
final class SyntheticVocabulary {
    static final List<String> SPECIAL =
            List.of(
                    "<|begin_of_text|>",
                    "<|end_of_text|>",
                    "<|start_header_id|>",
                    "<|end_header_id|>",
                    "<|eot_id|>",
                    "<think>",
                    "</think>");

    static final String TEMPLATE =
            "{{ bos_token }}{% for message in messages %}<|start_header_id|>{{ message['role'] }}"
                    + "<|end_header_id|>{{ message['content'] }}<|eot_id|>{% endfor %}"
                    + "{% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>"
                    + "<think>\n{% endif %}";

    private SyntheticVocabulary() {}

    static List<String> tokens(int size) {
        List<String> tokens = new ArrayList<>(size);
        int moved = 0;
        for (int b = 0; b < 256; b++) {
            // GPT-2's alphabet: bytes that do not print stand as characters from U+0100 on.
            boolean prints = (b >= 33 && b <= 126) || (b >= 161 && b != 173);
            tokens.add(Character.toString(prints ? b : 256 + moved++));
        }
        tokens.add("th");
        tokens.add("in");
        for (int i = tokens.size(); i < size - SPECIAL.size(); i++) {
            tokens.add("t" + i);
        }
        tokens.addAll(SPECIAL);
        return tokens;
    }
}
