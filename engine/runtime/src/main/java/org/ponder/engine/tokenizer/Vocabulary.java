package org.ponder.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ponder.engine.gguf.Utf8Strings;

/**
 * The tokens of a model: spelling to id and id to text. Tokens stay in the array that they were
 * read into, and are found by an open hash table over it, so that a vocabulary of 200,000 loads in
 * an instant.
 */
final class Vocabulary {
    /** What {@link #find} returns where no token is so spelled. */
    static final int NONE = -1;

    private static final int BYTES = 256;

    /** Not the same on each run, so that no file can be made of tokens that all collide. */
    private static final int SEED = Long.hashCode(System.nanoTime());

    private final Spelling spelling;
    private final Utf8Strings tokens;
    private final byte[] bytes;
    private final TokenType[] types;
    private final int[] slots;
    private final int[] byteIds = new int[BYTES];
    private int longest;

    /**
     * The tokens of a model.
     *
     * @param tokens as the file spells them
     * @param types each token's type
     */
    Vocabulary(Utf8Strings tokens, TokenType[] types, Spelling spelling) {
        this.spelling = spelling;
        this.tokens = tokens;
        this.bytes = tokens.bytes();
        this.types = types;
        this.slots = new int[Integer.highestOneBit(Math.max(8, types.length)) * 4];
        Arrays.fill(slots, NONE);
        // Tokens that merging may reach come first: a control token never hides one of them.
        for (int id = 0; id < types.length; id++) {
            if (types[id].spellsText()) {
                longest = Math.max(longest, tokens.to(id) - tokens.from(id));
                index(id);
            }
        }
        for (int id = 0; id < types.length; id++) {
            if (!types[id].spellsText()) {
                index(id);
            }
        }
        for (int b = 0; b < BYTES; b++) {
            byte[] token = spelling.token(b);
            int id = find(token, 0, token.length);
            boolean usable = id != NONE && (types[id].spellsText() || types[id] == TokenType.BYTE);
            byteIds[b] = usable ? id : NONE;
        }
    }

    int size() {
        return types.length;
    }

    TokenType type(int id) {
        return types[id];
    }

    /** Takes a token out of what text may become; only while loading. */
    void makeControl(int id) {
        types[id] = TokenType.CONTROL;
    }

    /** Makes a token one of those that the model's makers defined; only while loading. */
    void makeDefined(int id) {
        types[id] = TokenType.USER_DEFINED;
    }

    /** The bytes of text that a token stands for. */
    byte[] text(int id) {
        return spelling.text(Arrays.copyOfRange(bytes, tokens.from(id), tokens.to(id)), types[id]);
    }

    /** The token that stands for one byte, or {@link #NONE}. */
    int ofByte(int b) {
        return byteIds[b & 0xFF];
    }

    /** The token that stands for a text, of whatever type, or {@link #NONE}. */
    int ofText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int id = find(utf8, 0, utf8.length);
        if (id != NONE && Arrays.equals(text(id), utf8)) {
            return id;
        }
        byte[] token = spelling.token(utf8);
        return find(token, 0, token.length);
    }

    /** The token so spelled, of whatever type, or {@link #NONE}. */
    int find(byte[] token, int from, int to) {
        int slot = hash(token, from, to) & (slots.length - 1);
        while (slots[slot] != NONE && !isSpelled(slots[slot], token, from, to)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slots[slot];
    }

    /** As {@link #find}, but only a token that stands for plain text. */
    int findText(byte[] token, int from, int to) {
        if (to - from > longest) {
            return NONE;
        }
        int id = find(token, from, to);
        return id != NONE && types[id].spellsText() ? id : NONE;
    }

    /** Whether a token is so spelled. */
    boolean isSpelled(int id, byte[] token, int from, int to) {
        return Arrays.equals(bytes, tokens.from(id), tokens.to(id), token, from, to);
    }

    private void index(int id) {
        int from = tokens.from(id);
        int to = tokens.to(id);
        int slot = hash(bytes, from, to) & (slots.length - 1);
        while (slots[slot] != NONE) {
            if (isSpelled(slots[slot], bytes, from, to)) {
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = id;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int h = SEED;
        for (int i = from; i < to; i++) {
            h = (h * 0x01000193) ^ bytes[i];
        }
        // The low bits choose the slot: let the high ones take part.
        h *= 0x9E3779B1;
        return h ^ (h >>> 15);
    }
}
