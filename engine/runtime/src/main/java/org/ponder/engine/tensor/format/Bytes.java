package org.ponder.engine.tensor.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers in a byte array, at any alignment. */
final class Bytes {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    static int u8(byte[] source, int at) {
        return source[at] & 0xFF;
    }

    static int u16(byte[] source, int at) {
        return (short) SHORT.get(source, at) & 0xFFFF;
    }

    static int i32(byte[] source, int at) {
        return (int) INT.get(source, at);
    }

    /** An IEEE half-precision number. */
    static float half(byte[] source, int at) {
        return Float.float16ToFloat((short) SHORT.get(source, at));
    }
}
