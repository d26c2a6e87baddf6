package org.ponder.engine.tokenizer;

import java.util.Set;
import java.util.TreeSet;

/** The names under which model families have the token that ends a turn. */
final class EndOfTurn {
    private static final Set<String> NAMES =
            Set.of(
                    "<|im_end|>",
                    "<|eot_id|>",
                    "<|eom_id|>",
                    "<|eot|>",
                    "<|eom|>",
                    "<|EOT|>",
                    "<|end|>",
                    "<|end_of_text|>",
                    "<|endoftext|>",
                    "<|return|>",
                    "<|call|>",
                    "<|end_of_turn|>",
                    "<end_of_turn>",
                    "<turn|>",
                    "<end_of_utterance>",
                    "<\uFF5Cend\u2581of\u2581sentence\uFF5C>",
                    "<|role_end|>",
                    "[EOT]");

    /** In gpt-oss's format a message, such as the thought, ends so, and the turn goes on. */
    private static final String MESSAGE_END = "<|end|>";

    private static final String TURN_END_BESIDE_IT = "<|return|>";

    private EndOfTurn() {}

    /**
     * Makes tokens so named control tokens: some files have them as text, and a user could end the
     * turn then.
     */
    static void makeControl(Vocabulary vocabulary) {
        for (String name : NAMES) {
            int id = vocabulary.ofText(name);
            if (id != Vocabulary.NONE) {
                vocabulary.makeControl(id);
            }
        }
    }

    /** The tokens of a vocabulary that have such a name. */
    static Set<Integer> ids(Vocabulary vocabulary) {
        boolean messagesEnd = id(vocabulary, TURN_END_BESIDE_IT) != Vocabulary.NONE;
        Set<Integer> ids = new TreeSet<>();
        for (String name : NAMES) {
            int id = id(vocabulary, name);
            if (id != Vocabulary.NONE && !(messagesEnd && name.equals(MESSAGE_END))) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static int id(Vocabulary vocabulary, String name) {
        int id = vocabulary.ofText(name);
        return id != Vocabulary.NONE && vocabulary.type(id) == TokenType.CONTROL
                ? id
                : Vocabulary.NONE;
    }
}
