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
        combine(left, 0, right, 0, left.byteSize(), type, op);
    }

    /**
     * Replaces {@code bytes} bytes of {@code left} from {@code leftAt} on by themselves combined with those of
     * {@code right} from {@code rightAt} on. Allocates nothing.
     *
     * @throws CommunicationException for an operation that is not defined on the type
     */
    public static void combine(
            MemorySegment left,
            long leftAt,
            MemorySegment right,
            long rightAt,
            long bytes,
            ElementType type,
            ReduceOp op) {
        requireDefined(type, op);
        long distance = rightAt - leftAt;
        long end = leftAt + bytes;
        switch (type) {
            case BYTE -> bytes(left, right, leftAt, end, distance, integer(op));
            case INT -> ints(left, right, leftAt, end, distance, integer(op));
            case LONG -> longs(left, right, leftAt, end, distance, op);
            case FLOAT -> floats(left, right, leftAt, end, distance, floating(op));
            case DOUBLE -> doubles(left, right, leftAt, end, distance, op);
        }
    }

    /** Refuses bitwise operations on floating-point elements. */
    public static void requireDefined(ElementType type, ReduceOp op) {
        if (!op.accepts(type)) {
            throw new CommunicationException(
                    op + " is not defined on " + type + " elements; BYTE, INT and LONG have it");
        }
    }

    /** The operation on integers, widened to longs. */
    public static LongBinaryOperator integer(ReduceOp op) {
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

    /** The operation on floating-point numbers, floats widened to doubles; bitwise ones are refused. */
    public static DoubleBinaryOperator floating(ReduceOp op) {
        return switch (op) {
            case SUM -> (a, b) -> a + b;
            case PROD -> (a, b) -> a * b;
            case MIN -> Math::min;
            case MAX -> Math::max;
            case BAND, BOR, BXOR -> throw new IllegalStateException("refused by requireDefined");
        };
    }

    private static void bytes(
            MemorySegment left, MemorySegment right, long from, long end, long distance, LongBinaryOperator f) {
        for (long at = from; at < end; at++) {
            left.set(JAVA_BYTE, at, (byte) f.applyAsLong(left.get(JAVA_BYTE, at), right.get(JAVA_BYTE, at + distance)));
        }
    }

    private static void ints(
            MemorySegment left, MemorySegment right, long from, long end, long distance, LongBinaryOperator f) {
        for (long at = from; at < end; at += Integer.BYTES) {
            int a = left.get(JAVA_INT_UNALIGNED, at);
            left.set(JAVA_INT_UNALIGNED, at, (int) f.applyAsLong(a, right.get(JAVA_INT_UNALIGNED, at + distance)));
        }
    }

    private static void longs(
            MemorySegment left, MemorySegment right, long from, long end, long distance, ReduceOp op) {
        if (op == ReduceOp.SUM) {
            // Its own loop without a call: sums of long arrays are the common case, and C2 vectorises it.
            for (long at = from; at < end; at += Long.BYTES) {
                long sum = left.get(JAVA_LONG_UNALIGNED, at) + right.get(JAVA_LONG_UNALIGNED, at + distance);
                left.set(JAVA_LONG_UNALIGNED, at, sum);
            }
            return;
        }
        LongBinaryOperator f = integer(op);
        for (long at = from; at < end; at += Long.BYTES) {
            long a = left.get(JAVA_LONG_UNALIGNED, at);
            left.set(JAVA_LONG_UNALIGNED, at, f.applyAsLong(a, right.get(JAVA_LONG_UNALIGNED, at + distance)));
        }
    }

    private static void floats(
            MemorySegment left, MemorySegment right, long from, long end, long distance, DoubleBinaryOperator f) {
        for (long at = from; at < end; at += Float.BYTES) {
            // Through double: one sum or product of floats rounded once more to float has the same bits.
            double a = left.get(JAVA_FLOAT_UNALIGNED, at);
            double b = right.get(JAVA_FLOAT_UNALIGNED, at + distance);
            left.set(JAVA_FLOAT_UNALIGNED, at, (float) f.applyAsDouble(a, b));
        }
    }

    private static void doubles(
            MemorySegment left, MemorySegment right, long from, long end, long distance, ReduceOp op) {
        if (op == ReduceOp.SUM) {
            // As for longs.
            for (long at = from; at < end; at += Double.BYTES) {
                double sum = left.get(JAVA_DOUBLE_UNALIGNED, at) + right.get(JAVA_DOUBLE_UNALIGNED, at + distance);
                left.set(JAVA_DOUBLE_UNALIGNED, at, sum);
            }
            return;
        }
        DoubleBinaryOperator f = floating(op);
        for (long at = from; at < end; at += Double.BYTES) {
            double a = left.get(JAVA_DOUBLE_UNALIGNED, at);
            left.set(JAVA_DOUBLE_UNALIGNED, at, f.applyAsDouble(a, right.get(JAVA_DOUBLE_UNALIGNED, at + distance)));
        }
    }
}
