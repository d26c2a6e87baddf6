package org.ponder.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How the strings of a vocabulary stand for bytes. */
enum Spelling {
    /** Every character of a normal token is one byte, in the {@link ByteAlphabet}. */
    BYTE_LEVEL {
        @Override
        byte[] key(String token, TokenType type) {
            if (type == TokenType.CONTROL || type == TokenType.USER_DEFINED) {
                return token.getBytes(StandardCharsets.UTF_8);
            }
            byte[] bytes = new byte[token.length()];
            for (int i = 0; i < bytes.length; i++) {
                int b = ByteAlphabet.byteOf(token.charAt(i));
                if (b < 0) {
                    return token.getBytes(StandardCharsets.UTF_8);
                }
                bytes[i] = (byte) b;
            }
            return bytes;
        }

        @Override
        byte[] text(byte[] key, TokenType type) {
            return key;
        }

        @Override
        byte[] keyOfText(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    },

    /** Tokens are UTF-8 with U+2581 for a blank, and {@code <0x0A>} for a single byte. */
    BLOCKS_FOR_BLANKS {
        @Override
        byte[] key(String token, TokenType type) {
            return token.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] text(byte[] key, TokenType type) {
            return switch (type) {
                case BYTE ->
                        new byte[] {(byte) byteValue(new String(key, StandardCharsets.US_ASCII))};
                case NORMAL, USER_DEFINED, UNUSED -> blanked(key);
                case CONTROL, UNKNOWN -> key;
            };
        }

        @Override
        byte[] keyOfText(String text) {
            return text.replace(' ', BLOCK).getBytes(StandardCharsets.UTF_8);
        }
    };

    /** U+2581, which stands for a blank. */
    static final char BLOCK = '\u2581';

    private static final byte[] BLOCK_BYTES = {(byte) 0xE2, (byte) 0x96, (byte) 0x81};
    private static final String BYTE_PREFIX = "<0x";

    /** The bytes under which the vocabulary keeps a token and merging finds it. */
    abstract byte[] key(String token, TokenType type);

    /** The bytes of text that a token stands for. */
    abstract byte[] text(byte[] key, TokenType type);

    /** The key of the token that stands for a text, if there is one. */
    abstract byte[] keyOfText(String text);

    /** The byte of a token such as {@code <0x0A>}, or -1 where it is spelled otherwise. */
    static int byteValue(String token) {
        if (token.length() != 6 || !token.startsWith(BYTE_PREFIX) || !token.endsWith(">")) {
            return -1;
        }
        int high = Character.digit(token.charAt(3), 16);
        int low = Character.digit(token.charAt(4), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static byte[] blanked(byte[] key) {
        byte[] text = new byte[key.length];
        int length = 0;
        for (int i = 0; i < key.length; i++) {
            if (i + 2 < key.length
                    && key[i] == BLOCK_BYTES[0]
                    && key[i + 1] == BLOCK_BYTES[1]
                    && key[i + 2] == BLOCK_BYTES[2]) {
                text[length++] = ' ';
                i += 2;
            } else {
                text[length++] = key[i];
            }
        }
        return Arrays.copyOf(text, length);
    }
}
