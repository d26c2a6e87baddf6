package org.ponder.engine.transformer;

/** A context that the model was not made for, or that Java's memory cannot hold. */
public final class ContextSizeException extends IllegalArgumentException {
    private final int context;
    private final Limit limit;
    private final long most;
    private final long wanted;

    /** What keeps a context from being that long. */
    public enum Limit {
        /** The model's own length, in tokens. */
        MODEL,
        /** Java's memory, in bytes. */
        MEMORY
    }

    private ContextSizeException(String message, int context, Limit limit, long wanted, long most) {
        super(message);
        this.context = context;
        this.limit = limit;
        this.wanted = wanted;
        this.most = most;
    }

    static ContextSizeException ofModel(int context, int longest) {
        return new ContextSizeException(
                "The context must be 1 to "
                        + longest
                        + " tokens, the model's own length, not "
                        + context
                        + ".",
                context,
                Limit.MODEL,
                context,
                longest);
    }

    static ContextSizeException ofMemory(int context, long bytes, long memory) {
        return new ContextSizeException(
                "A context of %,d tokens takes %,d MB of memory and Java may use %,d MB: choose a shorter one, or give Java more with -Xmx."
                        .formatted(context, bytes >> 20, memory >> 20),
                context,
                Limit.MEMORY,
                bytes,
                memory);
    }

    /** The tokens that were asked for. */
    public int context() {
        return context;
    }

    /** What keeps it from being that long. */
    public Limit limit() {
        return limit;
    }

    /** What it would take: tokens or bytes. */
    public long wanted() {
        return wanted;
    }

    /** What there is: tokens or bytes. */
    public long most() {
        return most;
    }
}
