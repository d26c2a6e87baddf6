package org.ponder.engine.gguf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.AbstractList;
import java.util.RandomAccess;

/** An array of numbers or flags in the form it has in the file; boxed when asked for. */
final class NumberList extends AbstractList<Object> implements RandomAccess {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private final ValueType type;
    private final ByteBuffer bytes;

    NumberList(ValueType type, byte[] bytes) {
        this.type = type;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An element: a Long, a BigInteger where that is too small, a Double or a Boolean. */
    @Override
    public Object get(int index) {
        int at = Math.multiplyExact(index, type.leastBytes());
        return switch (type) {
            case UINT8 -> bytes.get(at) & 0xFFL;
            case INT8 -> (long) bytes.get(at);
            case UINT16 -> bytes.getShort(at) & 0xFFFFL;
            case INT16 -> (long) bytes.getShort(at);
            case UINT32 -> bytes.getInt(at) & 0xFFFF_FFFFL;
            case INT32 -> (long) bytes.getInt(at);
            case UINT64 -> unsigned(bytes.getLong(at));
            case INT64 -> bytes.getLong(at);
            case FLOAT32 -> (double) bytes.getFloat(at);
            case FLOAT64 -> bytes.getDouble(at);
            case BOOL -> bytes.get(at) != 0;
            case STRING, ARRAY -> throw new IllegalStateException("not a number: " + type);
        };
    }

    @Override
    public int size() {
        return bytes.capacity() / type.leastBytes();
    }

    private static Object unsigned(long value) {
        return value >= 0 ? (Object) value : BigInteger.valueOf(value).add(TWO_TO_64);
    }
}
