package org.ponder.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The names under which model families have the tokens that open a thought and close it. */
final class ThoughtTokens {
    private static final Set<String> NAMES =
            Set.of(
                    "<think>",
                    "</think>",
                    "<thinking>",
                    "</thinking>",
                    "<thought>",
                    "</thought>",
                    "<seed:think>",
                    "</seed:think>",
                    "[THINK]",
                    "[/THINK]",
                    "\u25C1think\u25B7",
                    "\u25C1/think\u25B7",
                    "<|START_THINKING|>",
                    "<|END_THINKING|>",
                    "<|START_RESPONSE|>",
                    "<|begin_of_thought|>",
                    "<|end_of_thought|>",
                    "<|begin_of_solution|>",
                    "<|channel>",
                    "<channel|>",
                    "<|start|>",
                    "<|channel|>",
                    "<|message|>");

    private ThoughtTokens() {}

    /**
     * Makes tokens so named ones that are found as they stand: some files have them as text that no
     * merging leads to, and what the engine writes to close a thought would not close it.
     */
    static void makeDefined(Vocabulary vocabulary) {
        for (String name : NAMES) {
            byte[] token = name.getBytes(StandardCharsets.UTF_8);
            int id = vocabulary.find(token, 0, token.length);
            if (id != Vocabulary.NONE && vocabulary.type(id) == TokenType.NORMAL) {
                vocabulary.makeDefined(id);
            }
        }
    }

    /** Whether a token of this text is one of them. */
    static boolean isOne(String text) {
        return NAMES.contains(text);
    }
}
