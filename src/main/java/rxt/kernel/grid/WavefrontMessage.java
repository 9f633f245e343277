package rxt.kernel.grid;

import java.lang.foreign.MemorySegment;

/**
 * Memory of a rank for one message of {@link Wavefront} at a time, so that none allocates its own; the last one of a
 * step may be shorter.
 *
 * @param values one for each row of the message
 * @param whole all of them
 * @param rest as many as the last message has, where that is shorter
 */
record WavefrontMessage(double[] values, MemorySegment whole, MemorySegment rest) {
    /** For messages of {@code together} of the {@code rows}, at most all. */
    static WavefrontMessage of(int rows, int together) {
        double[] values = new double[together];
        MemorySegment whole = MemorySegment.ofArray(values);
        return new WavefrontMessage(values, whole, whole.asSlice(0, (long) (rows % together) * Double.BYTES));
    }

    MemorySegment buffer(int count) {
        return count == values.length ? whole : rest;
    }
}
