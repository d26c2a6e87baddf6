package org.ponder.engine.transformer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the experts of all layers within a limit of memory: those that were not used for longest
 * are let go for those that are needed. While one expert computes, the next ones are read from the
 * file, and those that the next layer will probably choose.
 *
 * <p>What the next layer chooses is told by its router from the present layer's input: from layer
 * to layer the stream changes little (Eliseev and Mazur 2023).
 *
 * <p>Used within the transformer's turn, by one thread at a time.
 */
final class ExpertMemory implements AutoCloseable {
    /** Of more tokens nearly all experts are needed: there is nothing to foretell. */
    private static final int FORETOLD_TOKENS = 4;

    /** After so many experts of a layer were read, pages around them are let go. */
    private static final int SWEPT_READS = 8;

    private final long always;
    private final long limit;
    private final List<MixtureOfExperts> layers = new ArrayList<>();
    private final List<Expert> resident = new ArrayList<>();
    private final ArrayDeque<Expert> toRead = new ArrayDeque<>();
    private final Set<Expert> beingRead = new HashSet<>();
    private @Nullable ReadAhead ahead;
    private int[] reads = {};
    private int present;
    private long residentBytes;
    private long readingBytes;
    private long readingRoom;
    private long room;
    private long time;
    private long found;
    private long read;
    private long bytesRead;
    private long waited;

    /**
     * @param always bytes of the weights that every token needs
     * @param limit bytes for experts beside them; negative where there is not even room for those
     */
    private ExpertMemory(long always, long limit) {
        this.always = always;
        this.limit = limit;
    }

    /**
     * Memory for the experts of one model.
     *
     * @param weightsLimit bytes for all its weights
     */
    static ExpertMemory within(long weightsLimit, WeightBytes weights) {
        boolean limited = weights.experts() > Math.max(0, weightsLimit - weights.always());
        return new ExpertMemory(
                weights.always(), limited ? weightsLimit - weights.always() : Long.MAX_VALUE);
    }

    private boolean limited() {
        return limit != Long.MAX_VALUE;
    }

    /** Adds a layer's experts; from bottom to top. */
    void add(MixtureOfExperts layer) {
        layers.add(layer);
    }

    /** All layers are there: is the limit enough for one token? */
    void check() {
        if (!limited()) {
            return;
        }
        long layer = layers.stream().mapToLong(MixtureOfExperts::bytesPerToken).max().orElse(0);
        // While one layer is at work, the next is being read.
        readingRoom = layers.size() > 1 ? layer : 0;
        long least = layer + readingRoom;
        if (limit < least) {
            throw new IllegalArgumentException(
                    "The limit of weights is %,d kB and this model needs at least %,d kB: raise it by %,d kB."
                            .formatted(
                                    (always + limit) >> 10,
                                    ((always + least) >> 10) + 1,
                                    ((least - limit) >> 10) + 1));
        }
        room = limit - readingRoom;
        reads = new int[layers.size()];
        ahead = new ReadAhead();
    }

    /** A layer has chosen its experts: has them read, and those the next layer may choose. */
    void expect(MixtureOfExperts layer, int[] chosen, float[] in, Pass pass) {
        ReadAhead reader = ahead;
        if (reader == null) {
            return;
        }
        reader.forget();
        Set<Expert> needed = experts(layer, chosen);
        // What was foretold and did not come true would take memory that nobody counts.
        for (Expert expert : beingRead) {
            if (!expert.resident() && !needed.contains(expert)) {
                expert.release();
            }
        }
        beingRead.clear();
        readingBytes = 0;
        toRead.clear();
        toRead.addAll(needed);
        sweep();
        present = layers.indexOf(layer);
        int next = present + 1;
        if (pass.count() <= FORETOLD_TOKENS && next < layers.size()) {
            int[] likely = new int[pass.count() * layers.get(next).used()];
            layers.get(next).route(in, likely, new float[likely.length], pass);
            toRead.addAll(experts(layers.get(next), likely));
        }
        readOn(reader);
    }

    /** Has as much read as the room for it holds. */
    private void readOn(ReadAhead reader) {
        while (!toRead.isEmpty() && readingBytes + toRead.getFirst().bytes() <= readingRoom) {
            Expert expert = toRead.removeFirst();
            if (beingRead.add(expert)) {
                readingBytes += expert.bytes();
                reader.read(expert);
            }
        }
    }

    /**
     * The system maps some pages around those that are read, which belong to other experts: lets
     * those of the layer that has just been passed go.
     */
    private void sweep() {
        if (reads[present] >= SWEPT_READS && layers.size() > 2) {
            layers.get(present).releaseUnused();
            reads[present] = 0;
        }
    }

    /** Those that are not in memory, in the order in which they will be used. */
    private static Set<Expert> experts(MixtureOfExperts layer, int[] chosen) {
        int[] inOrder = chosen.clone();
        Arrays.sort(inOrder);
        Set<Expert> experts = new LinkedHashSet<>();
        for (int index : inOrder) {
            Expert expert = layer.expert(index);
            if (!expert.resident()) {
                experts.add(expert);
            }
        }
        return experts;
    }

    /** An expert is about to compute: makes room for it and waits for its weights. */
    void use(Expert expert, Pass pass) {
        if (!limited()) {
            return;
        }
        time++;
        if (expert.resident()) {
            found++;
        } else {
            makeRoom(expert.bytes());
            long start = System.nanoTime();
            expert.read();
            waited += System.nanoTime() - start;
            read++;
            reads[present]++;
            bytesRead += expert.bytes();
            resident.add(expert);
            residentBytes += expert.bytes();
            passToMemory(expert);
        }
        // A long prompt needs all experts of a layer once: they must not drive out the others.
        expert.used(pass.count() > FORETOLD_TOKENS && !expert.resident() ? 1 : time);
    }

    /** What is in memory need not be read any more: there is room for the next. */
    private void passToMemory(Expert expert) {
        if (beingRead.remove(expert)) {
            readingBytes -= expert.bytes();
        } else {
            toRead.remove(expert);
        }
        if (ahead != null) {
            readOn(ahead);
        }
    }

    private void makeRoom(long bytes) {
        while (residentBytes + bytes > room && !resident.isEmpty()) {
            Expert oldest = resident.getFirst();
            for (Expert expert : resident) {
                if (expert.lastUse() < oldest.lastUse()) {
                    oldest = expert;
                }
            }
            oldest.release();
            resident.remove(oldest);
            residentBytes -= oldest.bytes();
        }
    }

    Optional<ExpertUse> use() {
        return limited()
                ? Optional.of(
                        new ExpertUse(limit, found, read, bytesRead, Duration.ofNanos(waited)))
                : Optional.empty();
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
            ahead = null;
        }
    }
}
