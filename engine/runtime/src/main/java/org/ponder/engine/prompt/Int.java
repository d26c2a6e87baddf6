package org.ponder.engine.prompt;

import java.math.BigInteger;

/** A whole number of any size, as in Python; arithmetic bounds the size. */
record Int(BigInteger value) implements Value {
    static final Int ZERO = of(0);

    static Int of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    /** The number as an index or a count; what does not fit becomes the nearest that does. */
    int clamped() {
        if (value.bitLength() < 32) {
            return value.intValue();
        }
        return value.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    @Override
    public String typeName() {
        return "int";
    }

    @Override
    public boolean truthy() {
        return value.signum() != 0;
    }
}
