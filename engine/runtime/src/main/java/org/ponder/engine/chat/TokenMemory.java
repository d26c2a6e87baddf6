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
    private final Transformer transformer;
    private final KvCache cache;
    private final int[] ids;
    private final Lookup lookup;
    private final int drafts;

    /** Tokens of the text. The cache and {@link #ids} may hold drafted ones beyond them. */
    private int length;

    /** Logits after the tokens from {@link #aheadFrom} on, up to the cache's end. */
    private float[][] ahead = {};

    private int aheadFrom;

    TokenMemory(LanguageModel model, int capacity) {
        this.drafts = model.drafts();
        this.lookup = new Lookup(drafts);
        this.transformer = model.transformer();
        this.cache = model.newCache(capacity);
        this.ids = new int[capacity];
    }

    int length() {
        return length;
    }

    /** The drafts of this text. */
    Lookup lookup() {
        return lookup;
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
        forgetDraft();
        length = Math.max(0, Math.min(same(prompt), prompt.length - 1));
        cache.truncate(length);
        return length;
    }

    /** How many of the tokens that are read {@code prompt} begins with too. */
    int same(int[] prompt) {
        int mismatch = Arrays.mismatch(ids, 0, length(), prompt, 0, prompt.length);
        return mismatch < 0 ? length() : mismatch;
    }

    /**
     * Reads the rest of a prompt.
     *
     * @param prompt of which {@link #length()} tokens are read already
     * @param read receives how many tokens are read: in a batch, of which every layer reads all
     *     tokens, as many as its share of the layers
     * @return logits after the last token, or null where {@code cancelled} came first
     */
    float @Nullable [] read(int[] prompt, BooleanSupplier cancelled, IntConsumer read) {
        float[] logits = null;
        int layers = transformer.config().layers();
        forgetDraft();
        while (length < prompt.length) {
            int from = length;
            int to = Math.min(prompt.length, from + Transformer.LARGEST_BATCH);
            int[] layer = {0};
            BooleanSupplier askedBeforeEachLayer =
                    () -> {
                        read.accept(from + (to - from) * layer[0]++ / layers);
                        return cancelled.getAsBoolean();
                    };
            logits = transformer.forward(prompt, from, to, cache, askedBeforeEachLayer);
            took(prompt, from, from);
            if (logits == null) {
                return null;
            }
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
        forgetDraft();
        int at = length;
        float[] logits = transformer.forward(more, 0, more.length, cache, cancelled);
        took(more, 0, at);
        return logits;
    }

    /**
     * Reads the next token of a reply, as {@link #append(int[], BooleanSupplier)} would. It may
     * read drafted tokens with it; where the reply then goes on as drafted, the logits are there
     * already.
     */
    float @Nullable [] append(int id, BooleanSupplier cancelled) {
        if (length < cache.length() && ids[length] == id) {
            length++;
            return ahead[length - 1 - aheadFrom];
        }
        forgetDraft();
        int[] draft = {};
        if (drafts > 0 && length + 1 < capacity()) {
            ids[length] = id;
            draft = lookup.draft(ids, length + 1);
        }
        int taken = Math.min(draft.length, capacity() - length - 1);
        if (taken == 0 || cancelled.getAsBoolean()) {
            return append(new int[] {id}, cancelled);
        }
        System.arraycopy(draft, 0, ids, length + 1, taken);
        ahead = transformer.forwardAll(ids, length, length + 1 + taken, cache);
        aheadFrom = length;
        length++;
        return ahead[0];
    }

    /** The last token of the text, which has some. */
    int last() {
        return ids[length - 1];
    }

    /** Forgets drafted tokens that the text did not go on with. */
    private void forgetDraft() {
        if (ahead.length > 0) {
            lookup.judged(ahead.length - 1, length - 1 - aheadFrom);
            ahead = new float[0][];
        }
        cache.truncate(length);
    }

    /**
     * Takes over what the cache has read of {@code source}, from {@code from} on, at {@code at}.
     */
    private void took(int[] source, int from, int at) {
        length = cache.length();
        System.arraycopy(source, from, ids, at, length - at);
    }
}
