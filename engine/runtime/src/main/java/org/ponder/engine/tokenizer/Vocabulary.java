package org.ponder.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens of a model: bytes to id and id to bytes. All token bytes lie in one array, and ids are
 * found by an open hash table over it, so that a vocabulary of 200,000 loads in an instant.
 */
final class Vocabulary {
    /** What {@link #find} returns where no token is so spelled. */
    static final int NONE = -1;

    private static final int BYTES = 256;

    private final Spelling spelling;
    private final TokenType[] types;
    private final int[] starts;
    private final byte[] keys;
    private final int[] slots;
    private final int[] byteIds = new int[BYTES];
    private int longest;

    private Vocabulary(Spelling spelling, TokenType[] types, int[] starts, byte[] keys) {
        this.spelling = spelling;
        this.types = types;
        this.starts = starts;
        this.keys = keys;
        this.slots = new int[Integer.highestOneBit(Math.max(8, types.length)) * 4];
        Arrays.fill(slots, NONE);
        Arrays.fill(byteIds, NONE);
        // Tokens that merging may reach come first: a control token never hides one of them.
        for (int id = 0; id < types.length; id++) {
            if (types[id].spellsText()) {
                index(id);
            }
        }
        for (int id = 0; id < types.length; id++) {
            if (!types[id].spellsText()) {
                index(id);
            }
        }
        for (int id = types.length - 1; id >= 0; id--) {
            int b = byteOf(id);
            if (b >= 0) {
                byteIds[b] = id;
            }
        }
    }

    /**
     * The tokens of a model.
     *
     * @param tokens as the file spells them
     * @param types each token's type
     */
    static Vocabulary of(List<String> tokens, TokenType[] types, Spelling spelling) {
        int[] starts = new int[tokens.size() + 1];
        byte[] keys = new byte[tokens.size() * 8];
        for (int id = 0; id < types.length; id++) {
            byte[] key = spelling.key(tokens.get(id), types[id]);
            int from = starts[id];
            if (from + key.length > keys.length) {
                keys = Arrays.copyOf(keys, Math.max(from + key.length, keys.length / 2 * 3));
            }
            System.arraycopy(key, 0, keys, from, key.length);
            starts[id + 1] = from + key.length;
        }
        return new Vocabulary(spelling, types, starts, keys);
    }

    int size() {
        return types.length;
    }

    TokenType type(int id) {
        return types[id];
    }

    /** Bytes of the longest key that a text may be merged into. */
    int longest() {
        return longest;
    }

    /** The bytes of text that a token stands for. */
    byte[] text(int id) {
        return spelling.text(Arrays.copyOfRange(keys, starts[id], starts[id + 1]), types[id]);
    }

    /** The token that stands for one byte, or {@link #NONE}. */
    int ofByte(int b) {
        return byteIds[b & 0xFF];
    }

    /** The token whose key is {@code bytes[from, to)}, of whatever type, or {@link #NONE}. */
    int find(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & (slots.length - 1);
        while (slots[slot] != NONE) {
            int id = slots[slot];
            if (Arrays.equals(keys, starts[id], starts[id + 1], bytes, from, to)) {
                return id;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return NONE;
    }

    /** The token that stands for a text, or {@link #NONE}. */
    int idOfText(String text) {
        byte[] key = spelling.keyOfText(text);
        return find(key, 0, key.length);
    }

    /** As {@link #find}, but only a token that stands for plain text. */
    int findText(byte[] bytes, int from, int to) {
        if (to - from > longest) {
            return NONE;
        }
        int id = find(bytes, from, to);
        return id != NONE && types[id].spellsText() ? id : NONE;
    }

    private void index(int id) {
        int from = starts[id];
        int to = starts[id + 1];
        if (from == to) {
            return;
        }
        if (types[id].spellsText()) {
            longest = Math.max(longest, to - from);
        }
        int slot = hash(keys, from, to) & (slots.length - 1);
        while (slots[slot] != NONE) {
            int other = slots[slot];
            if (Arrays.equals(keys, starts[other], starts[other + 1], keys, from, to)) {
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = id;
    }

    private int byteOf(int id) {
        if (spelling == Spelling.BYTE_LEVEL) {
            boolean single = starts[id + 1] - starts[id] == 1 && types[id].spellsText();
            return single ? keys[starts[id]] & 0xFF : NONE;
        }
        return types[id] == TokenType.BYTE
                ? Spelling.byteValue(
                        new String(
                                keys,
                                starts[id],
                                starts[id + 1] - starts[id],
                                StandardCharsets.UTF_8))
                : NONE;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int h = 0;
        for (int i = from; i < to; i++) {
            h = (h * 0x01000193) ^ bytes[i];
        }
        // The low bits choose the slot: let the high ones take part.
        h *= 0x9E3779B1;
        return h ^ (h >>> 15);
    }
}
