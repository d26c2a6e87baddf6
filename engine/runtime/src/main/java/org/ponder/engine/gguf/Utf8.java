package org.ponder.engine.gguf;

/** Tells valid UTF-8 from bytes that are none (RFC 3629: shortest forms, no surrogates). */
final class Utf8 {
    private Utf8() {}

    /** Whether the bytes from {@code from} up to {@code to} are valid UTF-8. */
    static boolean isValid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int lead = bytes[i++];
            if (lead >= 0) {
                continue;
            }
            lead &= 0xFF;
            int trail;
            int least = 0x80;
            int most = 0xBF;
            if (lead >= 0xC2 && lead <= 0xDF) {
                trail = 1;
            } else if (lead >= 0xE0 && lead <= 0xEF) {
                trail = 2;
                least = lead == 0xE0 ? 0xA0 : 0x80;
                most = lead == 0xED ? 0x9F : 0xBF;
            } else if (lead >= 0xF0 && lead <= 0xF4) {
                trail = 3;
                least = lead == 0xF0 ? 0x90 : 0x80;
                most = lead == 0xF4 ? 0x8F : 0xBF;
            } else {
                return false;
            }
            if (to - i < trail) {
                return false;
            }
            int second = bytes[i++] & 0xFF;
            if (second < least || second > most) {
                return false;
            }
            for (int k = 1; k < trail; k++) {
                if ((bytes[i++] & 0xC0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }
}
