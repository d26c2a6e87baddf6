package org.ponder.engine.chat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.ponder.engine.prompt.RenderedPrompt;
import org.ponder.engine.tokenizer.Tokenizer;

/**
 * A reply and its prompt as the model sees them.
 *
 * @param prompt what the template made of the conversation, in pieces of the template's own and of
 *     a person's
 * @param tokens of prompt and reply
 * @param promptTokens how many of them are the prompt's
 * @param drawn whether the reply's tokens are those that the model drew; otherwise they are made
 *     from its text, which can be cut into tokens in more than one way
 */
public record Transcript(
        List<RenderedPrompt.Segment> prompt, List<Token> tokens, int promptTokens, boolean drawn) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Checks that the prompt is a part of the whole. */
    public Transcript {
        prompt = List.copyOf(prompt);
        tokens = List.copyOf(tokens);
        if (promptTokens < 0 || promptTokens > tokens.size()) {
            throw new IllegalArgumentException(
                    "Of " + tokens.size() + " tokens " + promptTokens + " cannot be the prompt's.");
        }
    }

    /**
     * One token.
     *
     * @param id in the vocabulary
     * @param text what it stands for; bytes that are no whole characters as {@code <E2><98>}
     * @param control whether it is structure, not text
     */
    public record Token(int id, String text, boolean control) {

        static List<Token> of(int[] ids, Tokenizer tokenizer) {
            List<Token> tokens = new ArrayList<>(ids.length);
            for (int id : ids) {
                tokens.add(new Token(id, text(tokenizer.bytes(id)), tokenizer.isControl(id)));
            }
            return tokens;
        }

        private static String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                StringBuilder shown = new StringBuilder();
                for (byte b : bytes) {
                    shown.append('<').append(HEX.toHexDigits(b)).append('>');
                }
                return shown.toString();
            }
        }
    }
}
