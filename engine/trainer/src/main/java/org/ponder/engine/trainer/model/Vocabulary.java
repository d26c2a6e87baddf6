package org.ponder.engine.trainer.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Pebble's vocabulary: the 256 bytes, then the control tokens of R1's template. Each character of
 * plain English is one token, so that letters can be counted and turned round.
 */
public final class Vocabulary {
    /** Begins what the user says. */
    public static final int USER = 256;

    /** Begins a reply. */
    public static final int ASSISTANT = 257;

    /** Opens the thought; part of the prompt. */
    public static final int THINK = 258;

    /** Closes the thought. */
    public static final int END_THINK = 259;

    /** Ends a reply. */
    public static final int END = 260;

    /** Fills rows of a batch. */
    public static final int PAD = 261;

    /** Begins a text; unused by the template. */
    public static final int BEGIN = 262;

    /** All tokens: the ones above and one merge that never occurs, since readers want one. */
    public static final int SIZE = 264;

    private static final List<String> CONTROL =
            List.of(
                    "<｜User｜>",
                    "<｜Assistant｜>",
                    "<think>",
                    "</think>",
                    "<｜end▁of▁sentence｜>",
                    "<｜▁pad▁｜>",
                    "<｜begin▁of▁sentence｜>");

    private Vocabulary() {}

    /** The bytes of a text as ids. */
    public static int[] ids(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] ids = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ids[i] = bytes[i] & 0xff;
        }
        return ids;
    }

    /** All tokens as GGUF spells them: bytes in GPT-2's printable alphabet. */
    static List<String> tokens() {
        List<String> tokens = new ArrayList<>();
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
            tokens.add(String.valueOf((char) (printable ? b : next++)));
        }
        tokens.addAll(CONTROL);
        tokens.add(merged(tokens));
        return tokens;
    }

    /** The one merge: of the first two bytes, which no text holds. */
    static String merge() {
        List<String> tokens = tokens();
        return tokens.get(0) + " " + tokens.get(1);
    }

    /** GGUF's token types: 1 normal, 3 control, 4 user-defined, so that it is kept in texts. */
    static List<Integer> types() {
        List<Integer> types = new ArrayList<>();
        for (int id = 0; id < SIZE; id++) {
            boolean mark = id == THINK || id == END_THINK;
            types.add(id < USER || id == SIZE - 1 ? 1 : mark ? 4 : 3);
        }
        return types;
    }

    private static String merged(List<String> tokens) {
        return tokens.get(0) + tokens.get(1);
    }
}
