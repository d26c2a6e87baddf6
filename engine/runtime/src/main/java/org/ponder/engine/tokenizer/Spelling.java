package org.ponder.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How the tokens of a vocabulary stand for bytes of text. */
enum Spelling {
    /** Every character of a normal token is one byte, in the {@link ByteAlphabet}. */
    BYTE_LEVEL {
        @Override
        byte[] text(byte[] token, TokenType type) {
            if (type == TokenType.CONTROL || type == TokenType.USER_DEFINED) {
                return token;
            }
            byte[] text = new byte[token.length];
            int length = 0;
            String spelled = new String(token, StandardCharsets.UTF_8);
            for (int i = 0; i < spelled.length(); i++) {
                int b = ByteAlphabet.byteOf(spelled.charAt(i));
                if (b < 0) {
                    return token;
                }
                text[length++] = (byte) b;
            }
            return Arrays.copyOf(text, length);
        }

        @Override
        byte[] token(byte[] text) {
            Utf8Writer token = new Utf8Writer();
            for (byte b : text) {
                token.write(ByteAlphabet.character(b));
            }
            return Arrays.copyOf(token.bytes(), token.size());
        }

        @Override
        byte[] token(int b) {
            return token(new byte[] {(byte) b});
        }
    },

    /** Tokens are UTF-8 with U+2581 for a blank, and {@code <0x0A>} for a single byte. */
    BLOCKS_FOR_BLANKS {
        @Override
        byte[] text(byte[] token, TokenType type) {
            return switch (type) {
                case BYTE -> new byte[] {(byte) byteValue(token)};
                case NORMAL, USER_DEFINED, UNUSED ->
                        new String(token, StandardCharsets.ISO_8859_1)
                                .replace(BLOCK_BYTES, " ")
                                .getBytes(StandardCharsets.ISO_8859_1);
                case CONTROL, UNKNOWN -> token;
            };
        }

        @Override
        byte[] token(byte[] text) {
            return new String(text, StandardCharsets.ISO_8859_1)
                    .replace(" ", BLOCK_BYTES)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        byte[] token(int b) {
            return new byte[] {'<', '0', 'x', hexDigit(b >> 4), hexDigit(b & 0xF), '>'};
        }
    };

    /** U+2581, which stands for a blank. */
    static final char BLOCK = '\u2581';

    /** The bytes of U+2581, each as a Latin-1 character. */
    private static final String BLOCK_BYTES = "\u00E2\u0096\u0081";

    private static final int BYTE_TOKEN_LENGTH = "<0x0A>".length();

    /** The bytes of text that a token stands for. */
    abstract byte[] text(byte[] token, TokenType type);

    /** How a normal token would be spelled that stands for this text. */
    abstract byte[] token(byte[] text);

    /** How the token is spelled that stands for one byte, whole characters or not. */
    abstract byte[] token(int b);

    private static byte hexDigit(int value) {
        return (byte) Character.toUpperCase(Character.forDigit(value, 16));
    }

    /** The byte of a token such as {@code <0x0A>}, or -1 where it is spelled otherwise. */
    static int byteValue(byte[] token) {
        if (token.length != BYTE_TOKEN_LENGTH
                || token[0] != '<'
                || token[1] != '0'
                || token[2] != 'x'
                || token[5] != '>') {
            return -1;
        }
        int high = Character.digit(token[3], 16);
        int low = Character.digit(token[4], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
