package rxt.transport.local;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Reduction;

/** Atomic operations on aligned elements of off-heap memory. */
final class Atomics {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private Atomics() {}

    /** The word at the beginning. */
    static long first(MemorySegment memory) {
        return (long) LONG.getVolatile(memory, 0L);
    }

    /** Adds to the word at the beginning. */
    static void add(MemorySegment memory, long change) {
        long before = (long) LONG.getAndAdd(memory, 0L, change);
        assert before != 0 : "an unlock of what nobody holds";
    }

    static long compareAndExchange(MemorySegment memory, long at, long expected, long value) {
        return (long) LONG.compareAndExchange(memory, at, expected, value);
    }

    /** Combines a long with the one at {@code at}; answers what was there. */
    static long getAndCombine(MemorySegment memory, long at, long value, ReduceOp op) {
        long before = (long) LONG.getVolatile(memory, at);
        while (true) {
            long found =
                    compareAndExchange(memory, at, before, Reduction.integer(op).applyAsLong(before, value));
            if (found == before) {
                return before;
            }
            before = found;
        }
    }

    /** Combines an element of {@code origin} into one of {@code memory}, whose size is a multiple of 8 bytes. */
    static void combine(
            MemorySegment memory, long at, MemorySegment origin, long originAt, ElementType type, ReduceOp op) {
        switch (type) {
            case LONG -> getAndCombine(memory, at, origin.get(JAVA_LONG_UNALIGNED, originAt), op);
            case DOUBLE -> combineDouble(memory, at, origin.get(JAVA_DOUBLE_UNALIGNED, originAt), op);
            case INT -> combineInt(memory, at, origin.get(JAVA_INT_UNALIGNED, originAt), op);
            case FLOAT -> combineFloat(memory, at, origin.get(JAVA_FLOAT_UNALIGNED, originAt), op);
            case BYTE -> combineByte(memory, at, origin.get(JAVA_BYTE, originAt), op);
        }
    }

    private static void combineDouble(MemorySegment memory, long at, double value, ReduceOp op) {
        long before;
        double after;
        do {
            before = (long) LONG.getVolatile(memory, at);
            after = Reduction.floating(op).applyAsDouble(Double.longBitsToDouble(before), value);
        } while (!LONG.compareAndSet(memory, at, before, Double.doubleToRawLongBits(after)));
    }

    private static void combineInt(MemorySegment memory, long at, int value, ReduceOp op) {
        int before;
        int after;
        do {
            before = (int) INT.getVolatile(memory, at);
            after = (int) Reduction.integer(op).applyAsLong(before, value);
        } while (!INT.compareAndSet(memory, at, before, after));
    }

    private static void combineFloat(MemorySegment memory, long at, float value, ReduceOp op) {
        int before;
        float after;
        do {
            before = (int) INT.getVolatile(memory, at);
            after = (float) Reduction.floating(op).applyAsDouble(Float.intBitsToFloat(before), value);
        } while (!INT.compareAndSet(memory, at, before, Float.floatToRawIntBits(after)));
    }

    /** By the word around it: processors and memory segments have no atomic bytes. */
    private static void combineByte(MemorySegment memory, long at, byte value, ReduceOp op) {
        long word = at & -Integer.BYTES;
        int place = (int) (at - word);
        int shift = Byte.SIZE * (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? place : 3 - place);
        int before;
        int after;
        do {
            before = (int) INT.getVolatile(memory, word);
            int mine = (int) Reduction.integer(op).applyAsLong((byte) (before >> shift), value) & 0xff;
            after = (before & ~(0xff << shift)) | (mine << shift);
        } while (!INT.compareAndSet(memory, word, before, after));
    }
}
