package rxt.spmd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * A message buffer of the contract, with guard bytes around it that no call may touch.
 *
 * @param segment the buffer itself
 * @param type type of its elements
 * @param whole the buffer with its guards
 */
record ContractBuffer(MemorySegment segment, ElementType type, MemorySegment whole) {
    private static final byte GUARD = 0x5a;
    /** What fills a fresh buffer, byte by byte. */
    private static final byte FRESH = 0x77;

    /** Where a buffer lies. */
    enum Kind {
        HEAP,
        HEAP_SLICE,
        /** In a byte array, at an odd address, whatever the element type. */
        HEAP_FOREIGN,
        OFF_HEAP,
        OFF_HEAP_SLICE;

        private static final List<Kind> KINDS = List.of(values());

        /** Kind n, beginning again after the last. */
        static Kind of(int n) {
            return KINDS.get(n % KINDS.size());
        }

        /** The next kind, so that a call's two buffers differ. */
        Kind next() {
            return switch (this) {
                case HEAP -> HEAP_SLICE;
                case HEAP_SLICE -> HEAP_FOREIGN;
                case HEAP_FOREIGN -> OFF_HEAP;
                case OFF_HEAP -> OFF_HEAP_SLICE;
                case OFF_HEAP_SLICE -> HEAP;
            };
        }
    }

    static ContractBuffer of(Kind kind, ElementType type, int count) {
        int size = type.bytes();
        int lead = kind == Kind.HEAP || kind == Kind.OFF_HEAP ? 0 : kind == Kind.HEAP_FOREIGN ? 3 : 5 * size;
        int length = lead + count * size + 2 * size;
        MemorySegment whole = switch (kind) {
            case HEAP, HEAP_SLICE -> array(type, length / size);
            case HEAP_FOREIGN -> MemorySegment.ofArray(new byte[length]);
            case OFF_HEAP, OFF_HEAP_SLICE -> Arena.ofAuto().allocate(length, 8);
        };
        whole.fill(GUARD);
        MemorySegment segment = whole.asSlice(lead, (long) count * size);
        segment.fill(FRESH);
        return new ContractBuffer(segment, type, whole);
    }

    private static MemorySegment array(ElementType type, int length) {
        return switch (type) {
            case BYTE -> MemorySegment.ofArray(new byte[length]);
            case INT -> MemorySegment.ofArray(new int[length]);
            case LONG -> MemorySegment.ofArray(new long[length]);
            case FLOAT -> MemorySegment.ofArray(new float[length]);
            case DOUBLE -> MemorySegment.ofArray(new double[length]);
        };
    }

    int count() {
        return Math.toIntExact(segment.byteSize() / type.bytes());
    }

    ContractBuffer fill(IntToLongFunction values) {
        int count = count();
        MemorySegment elements = MemorySegment.ofArray(new byte[count * type.bytes()]);
        for (int i = 0; i < count; i++) {
            set(elements, i, values.applyAsLong(i));
        }
        segment.copyFrom(elements);
        return this;
    }

    /** Changes some elements and leaves the others alone. */
    void fillWhere(IntPredicate where, long value) {
        for (int i = 0; i < count(); i++) {
            if (where.test(i)) {
                set(segment, i, value);
            }
        }
    }

    private void set(MemorySegment in, int i, long value) {
        long at = (long) i * type.bytes();
        switch (type) {
            case BYTE -> in.set(ValueLayout.JAVA_BYTE, at, (byte) value);
            case INT -> in.set(ValueLayout.JAVA_INT_UNALIGNED, at, (int) value);
            case LONG -> in.set(ValueLayout.JAVA_LONG_UNALIGNED, at, value);
            case FLOAT -> in.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at, (float) value);
            case DOUBLE -> in.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at, (double) value);
        }
    }

    private double element(MemorySegment in, int i) {
        long at = (long) i * type.bytes();
        return switch (type) {
            case BYTE -> in.get(ValueLayout.JAVA_BYTE, at);
            case INT -> in.get(ValueLayout.JAVA_INT_UNALIGNED, at);
            case LONG -> in.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
            case FLOAT -> in.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
            case DOUBLE -> in.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at);
        };
    }

    /** Demands these elements (wrapped to the type) and whole guards. */
    void expect(String what, IntToLongFunction values) {
        int count = count();
        // Copied at once: elements of segments of all kinds, each by itself, take most of the contract's time.
        MemorySegment elements = MemorySegment.ofArray(segment.toArray(ValueLayout.JAVA_BYTE));
        for (int i = 0; i < count; i++) {
            double expected = wrapped(values.applyAsLong(i));
            double actual = element(elements, i);
            if (actual != expected) {
                throw new AssertionError(
                        what + ": element " + i + " of " + count + " " + type + " is " + actual + ", not " + expected);
            }
        }
        expectGuards(what);
    }

    /** Demands that nothing was written from element {@code from} on. */
    void expectFreshFrom(String what, int from) {
        byte[] bytes = segment.toArray(ValueLayout.JAVA_BYTE);
        for (int at = from * type.bytes(); at < bytes.length; at++) {
            if (bytes[at] != FRESH) {
                throw new AssertionError(what + ": byte " + at + " of the receive buffer was written");
            }
        }
        expectGuards(what);
    }

    private void expectGuards(String what) {
        long lead = whole.byteSize() - segment.byteSize() - 2L * type.bytes();
        for (long at = 0; at < whole.byteSize(); at++) {
            boolean outside = at < lead || at >= lead + segment.byteSize();
            if (outside && whole.get(ValueLayout.JAVA_BYTE, at) != GUARD) {
                throw new AssertionError(what + ": byte " + (at - lead) + ", outside the buffer, was written");
            }
            if (at == lead) {
                at += Math.max(segment.byteSize() - 1, 0);
            }
        }
    }

    private double wrapped(long value) {
        return switch (type) {
            case BYTE -> (byte) value;
            case INT -> (int) value;
            case LONG, FLOAT, DOUBLE -> value;
        };
    }
}
