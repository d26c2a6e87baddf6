package org.ponder.engine.prompt;

import java.util.AbstractList;
import java.util.List;

/** The whole numbers from start to stop (not included) by step, which is not 0. */
record Range(long start, long stop, long step) implements Value {
    /** As in Jinja's sandbox. */
    private static final int MAX_SIZE = 100_000;

    Range {
        if (step == 0) {
            throw new TemplateFailure("the step of range() must not be zero");
        }
        if (size(start, stop, step) > MAX_SIZE) {
            throw new TemplateFailure("a range() is longer than " + MAX_SIZE);
        }
    }

    List<Value> items() {
        int size = (int) size(start, stop, step);
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return Int.of(start + index * step);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private static long size(long start, long stop, long step) {
        long span = step > 0 ? stop - start : start - stop;
        long stride = Math.abs(step);
        return span <= 0 ? 0 : (span - 1) / stride + 1;
    }

    @Override
    public String typeName() {
        return "range";
    }

    @Override
    public boolean truthy() {
        return size(start, stop, step) > 0;
    }
}
