package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.Digest;
import rxt.spmd.ElementType;

/**
 * Doubles that go back and forth over a wire, as one side has them. Value i is i at first; hit number h (from 0) adds 1 to
 * value h mod n, so that what got lost on any way is missing to the end.
 */
abstract class Ball {
    final int n;
    private final Wire wire;
    private long hits;

    Ball(Wire wire, int n) {
        this.wire = wire;
        this.n = n;
    }

    /** Values in memory that is sent as it is. */
    static Ball buffer(Wire wire, int n, Arena arena) {
        return new Buffer(wire, arena.allocate((long) n * Double.BYTES, Double.BYTES), n);
    }

    /** An array that is serialised for every way. */
    static Ball object(Wire wire, int n) {
        return new Serialised(wire, n);
    }

    abstract double value(int i);

    abstract void set(int i, double value);

    abstract void send(Wire over);

    /** Takes what comes in the place of what was there. */
    abstract void recv(Wire over);

    /** Bytes of one message. */
    abstract long bytes();

    /** The side that begins puts the ball in play. */
    final void fill() {
        for (int i = 0; i < n; i++) {
            set(i, i);
        }
    }

    /** Marks it, and sends it over. */
    final void hit(long number) {
        if (n > 0) {
            int place = (int) (number % n);
            set(place, value(place) + 1);
        }
        send(wire);
    }

    final void await() {
        recv(wire);
        hits++;
    }

    /** Times that it came over to this side. */
    final long received() {
        return hits;
    }

    /** Values that differ from those after so many hits. */
    final long wrong(long after) {
        long wrong = 0;
        for (int i = 0; i < n; i++) {
            wrong += value(i) == i + marks(i, after) ? 0 : 1;
        }
        return wrong;
    }

    /** Hash of the values less their marks. */
    final long digest(long after) {
        long digest = 0;
        for (int i = 0; i < n; i++) {
            digest += Digest.term(i, value(i) - marks(i, after));
        }
        return digest;
    }

    private long marks(int i, long after) {
        return after > i ? (after - 1 - i) / n + 1 : 0;
    }

    static void requireBytes(long expected, long actual) {
        if (actual != expected) {
            throw new IllegalStateException("a message of " + actual + " bytes came, not of " + expected);
        }
    }

    private static final class Buffer extends Ball {
        private final MemorySegment values;

        Buffer(Wire wire, MemorySegment values, int n) {
            super(wire, n);
            this.values = values;
        }

        @Override
        double value(int i) {
            return values.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
        }

        @Override
        void set(int i, double value) {
            values.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
        }

        @Override
        void send(Wire over) {
            over.send(values, ElementType.DOUBLE);
        }

        @Override
        void recv(Wire over) {
            requireBytes(bytes(), over.recv(values, ElementType.DOUBLE));
        }

        @Override
        long bytes() {
            return values.byteSize();
        }
    }

    private static final class Serialised extends Ball {
        private final byte[] incoming;
        private double[] values;

        Serialised(Wire wire, int n) {
            super(wire, n);
            values = new double[n];
            incoming = new byte[Serial.bytes(values).length];
        }

        @Override
        double value(int i) {
            return values[i];
        }

        @Override
        void set(int i, double value) {
            values[i] = value;
        }

        @Override
        void send(Wire over) {
            over.send(MemorySegment.ofArray(Serial.bytes(values)), ElementType.BYTE);
        }

        @Override
        void recv(Wire over) {
            requireBytes(bytes(), over.recv(MemorySegment.ofArray(incoming), ElementType.BYTE));
            values = (double[]) Serial.object(incoming);
            requireBytes((long) n * Double.BYTES, (long) values.length * Double.BYTES);
        }

        @Override
        long bytes() {
            return incoming.length;
        }
    }
}
