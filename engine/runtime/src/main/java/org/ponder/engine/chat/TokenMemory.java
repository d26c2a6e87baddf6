package org.ponder.engine.chat;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.transformer.KvCache;
import org.ponder.engine.transformer.Transformer;

/**
 * The tokens a session has read, and the KV cache that goes with them. Both always agree, whatever
 * is thrown while reading.
 */
final class TokenMemory {
    /** Tokens read between two reports: a second or two of a large model. */
    private static final int CHUNK = 64;

    private final Transformer transformer;
    private final KvCache cache;
    private final int[] ids;

    TokenMemory(LanguageModel model, int capacity) {
        this.transformer = model.transformer();
        this.cache = model.newCache(capacity);
        this.ids = new int[capacity];
    }

    int length() {
        return cache.length();
    }

    int capacity() {
        return cache.capacity();
    }

    /**
     * Forgets all but what {@code prompt} begins with too, and at least its last token, whose
     * logits are needed.
     *
     * @return tokens of the prompt that need not be read again
     */
    int keepPrefixOf(int[] prompt) {
        int mismatch = Arrays.mismatch(ids, 0, length(), prompt, 0, prompt.length);
        int same = mismatch < 0 ? prompt.length : mismatch;
        int kept = Math.min(same, prompt.length - 1);
        cache.truncate(kept);
        return kept;
    }

    /**
     * Reads the rest of a prompt.
     *
     * @param prompt of which {@link #length()} tokens are read already
     * @param read receives how many tokens are read, after each chunk
     * @return logits after the last token, or null where {@code cancelled} came first
     */
    float @Nullable [] read(int[] prompt, BooleanSupplier cancelled, IntConsumer read) {
        float[] logits = null;
        while (length() < prompt.length) {
            int from = length();
            int to = Math.min(prompt.length, from + CHUNK);
            logits = transformer.forward(prompt, from, to, cache, cancelled);
            if (logits == null) {
                return null;
            }
            System.arraycopy(prompt, from, ids, from, to - from);
            read.accept(to);
        }
        return logits;
    }

    /**
     * Reads more tokens.
     *
     * @return logits after the last one, or null where {@code cancelled} came first
     */
    float @Nullable [] append(int[] more, BooleanSupplier cancelled) {
        int at = length();
        float[] logits = transformer.forward(more, 0, more.length, cache, cancelled);
        if (logits != null) {
            System.arraycopy(more, 0, ids, at, more.length);
        }
        return logits;
    }

    /** The tokens from {@code from} on. */
    int[] from(int from) {
        return Arrays.copyOfRange(ids, Math.min(from, length()), length());
    }
}
