package rxt.spmd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * A {@link ReduceOp} on two buffers, element by element, for transports that reduce in Java.
 *
 * <p>Integer sums and products wrap around; MIN and MAX of a NaN and anything are NaN.
 */
public final class Reduction {
    private Reduction() {}

    /**
     * Replaces {@code left} by {@code left op right}.
     *
     * @throws CommunicationException for an operation that is not defined on the type
     */
    public static void combine(MemorySegment left, MemorySegment right, ElementType type, ReduceOp op) {
        requireDefined(type, op);
        long n = type.count(left.byteSize());
        switch (type) {
            case BYTE -> bytes(left, right, n, integer(op));
            case INT -> ints(left, right, n, integer(op));
            case LONG -> longs(left, right, n, op);
            case FLOAT -> floats(left, right, n, floating(op));
            case DOUBLE -> doubles(left, right, n, op);
        }
    }

    /** Refuses bitwise operations on floating-point elements. */
    public static void requireDefined(ElementType type, ReduceOp op) {
        if (!op.accepts(type)) {
            throw new CommunicationException(
                    op + " is not defined on " + type + " elements; BYTE, INT and LONG have it");
        }
    }

    private static LongBinaryOperator integer(ReduceOp op) {
        return switch (op) {
            case SUM -> (a, b) -> a + b;
            case PROD -> (a, b) -> a * b;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case BAND -> (a, b) -> a & b;
            case BOR -> (a, b) -> a | b;
            case BXOR -> (a, b) -> a ^ b;
        };
    }

    private static DoubleBinaryOperator floating(ReduceOp op) {
        return switch (op) {
            case SUM -> (a, b) -> a + b;
            case PROD -> (a, b) -> a * b;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case BAND, BOR, BXOR -> throw new IllegalStateException("refused by requireDefined");
        };
    }

    private static void bytes(MemorySegment left, MemorySegment right, long n, LongBinaryOperator f) {
        for (long i = 0; i < n; i++) {
            left.set(JAVA_BYTE, i, (byte) f.applyAsLong(left.get(JAVA_BYTE, i), right.get(JAVA_BYTE, i)));
        }
    }

    private static void ints(MemorySegment left, MemorySegment right, long n, LongBinaryOperator f) {
        for (long at = 0; at < n * Integer.BYTES; at += Integer.BYTES) {
            int value = (int) f.applyAsLong(left.get(JAVA_INT_UNALIGNED, at), right.get(JAVA_INT_UNALIGNED, at));
            left.set(JAVA_INT_UNALIGNED, at, value);
        }
    }

    private static void longs(MemorySegment left, MemorySegment right, long n, ReduceOp op) {
        if (op == ReduceOp.SUM) {
            // Its own loop without a call: sums of long arrays are the common case, and C2 vectorises it.
            for (long i = 0; i < n; i++) {
                long sum = left.getAtIndex(JAVA_LONG_UNALIGNED, i) + right.getAtIndex(JAVA_LONG_UNALIGNED, i);
                left.setAtIndex(JAVA_LONG_UNALIGNED, i, sum);
            }
            return;
        }
        LongBinaryOperator f = integer(op);
        for (long i = 0; i < n; i++) {
            long a = left.getAtIndex(JAVA_LONG_UNALIGNED, i);
            left.setAtIndex(JAVA_LONG_UNALIGNED, i, f.applyAsLong(a, right.getAtIndex(JAVA_LONG_UNALIGNED, i)));
        }
    }

    private static void floats(MemorySegment left, MemorySegment right, long n, DoubleBinaryOperator f) {
        for (long i = 0; i < n; i++) {
            // Through double: one sum or product of floats rounded once more to float has the same bits.
            double a = left.getAtIndex(JAVA_FLOAT_UNALIGNED, i);
            left.setAtIndex(
                    JAVA_FLOAT_UNALIGNED, i, (float) f.applyAsDouble(a, right.getAtIndex(JAVA_FLOAT_UNALIGNED, i)));
        }
    }

    private static void doubles(MemorySegment left, MemorySegment right, long n, ReduceOp op) {
        if (op == ReduceOp.SUM) {
            // As for longs.
            for (long i = 0; i < n; i++) {
                double sum = left.getAtIndex(JAVA_DOUBLE_UNALIGNED, i) + right.getAtIndex(JAVA_DOUBLE_UNALIGNED, i);
                left.setAtIndex(JAVA_DOUBLE_UNALIGNED, i, sum);
            }
            return;
        }
        DoubleBinaryOperator f = floating(op);
        for (long i = 0; i < n; i++) {
            double a = left.getAtIndex(JAVA_DOUBLE_UNALIGNED, i);
            left.setAtIndex(JAVA_DOUBLE_UNALIGNED, i, f.applyAsDouble(a, right.getAtIndex(JAVA_DOUBLE_UNALIGNED, i)));
        }
    }
}
