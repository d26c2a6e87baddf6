package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ponder.engine.transformer.WeightBytes;

/** Who loads a model that memory does not hold is told so before it computes. */
class WeightsLimitTest {
    private final List<LoadNotice> told = new ArrayList<>();
    private final LoadOptions options = LoadOptions.defaults(told::add);
    private final long memory = MachineMemory.bytes();

    @Test
    void aModelThatFitsIsNotSpokenOf() {
        told.clear();
        assertEquals(Long.MAX_VALUE, options.weightsLimit(new WeightBytes(memory / 2, 0, 0)));
        assertEquals(List.of(), told);
    }

    @Test
    void aModelLargerThanMemoryIsToldOfOnceWithBothSizes() {
        told.clear();
        assertEquals(Long.MAX_VALUE, options.weightsLimit(new WeightBytes(memory * 2, 0, 0)));
        assertEquals(1, told.size());
        LoadNotice notice = told.getFirst();
        assertEquals(LoadNotice.Kind.LARGER_THAN_MEMORY, notice.kind());
        assertEquals(List.of((memory * 2) >> 20, memory >> 20), notice.details());
        assertTrue(notice.sentence().contains("%,d MB".formatted(memory >> 20)), notice.sentence());
    }

    @Test
    void expertsComeFromTheFileInstead() {
        told.clear();
        assertEquals(
                memory / 10 * 7,
                options.weightsLimit(new WeightBytes(memory / 10, memory, memory / 10)));
        assertEquals(
                List.of(LoadNotice.Kind.EXPERTS_FROM_FILE),
                told.stream().map(LoadNotice::kind).toList());
    }
}
