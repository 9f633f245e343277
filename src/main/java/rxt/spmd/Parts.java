package rxt.spmd;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Where the ranks' parts lie in one buffer of a collective: counts and displacements, both in elements. */
public final class Parts {
    private final int[] counts;
    private final int[] displs;
    private final ElementType type;

    /**
     * @param counts length of each rank's part, in elements
     * @param displs offset of each rank's part, in elements
     * @param type element type of the buffer
     */
    public Parts(int[] counts, int[] displs, ElementType type) {
        this.counts = counts.clone();
        this.displs = displs.clone();
        this.type = type;
    }

    /** {@code size} equal parts, one behind the other. */
    public static Parts equal(int count, int size, ElementType type) {
        int[] counts = new int[size];
        int[] displs = new int[size];
        Arrays.fill(counts, count);
        Arrays.setAll(displs, r -> Math.multiplyExact(r, count));
        return new Parts(counts, displs, type);
    }

    /** The part of rank {@code r}. */
    public MemorySegment of(MemorySegment buffer, int r) {
        return buffer.asSlice((long) displs[r] * type.bytes(), (long) counts[r] * type.bytes());
    }

    /**
     * This, if it describes {@code size} parts inside {@code buffer}.
     *
     * @param call the collective, for the message
     * @throws CommunicationException naming the part that is wrong
     */
    public Parts within(MemorySegment buffer, int size, String call) {
        if (counts.length != size || displs.length != size) {
            throw new CommunicationException(call + ": " + size + " ranks need " + size
                    + " counts and displacements, not " + counts.length + " and " + displs.length);
        }
        int length = type.count(buffer.byteSize());
        for (int r = 0; r < size; r++) {
            if (counts[r] < 0 || displs[r] < 0 || (long) displs[r] + counts[r] > length) {
                throw new CommunicationException(call + ": the part of rank " + r + ", " + counts[r] + " elements from "
                        + displs[r] + ", is not inside the buffer of " + length + " elements");
            }
        }
        return this;
    }

    /** Length of each rank's part, in elements. */
    public int[] counts() {
        return counts.clone();
    }

    /** Offset of each rank's part, in elements. */
    public int[] displs() {
        return displs.clone();
    }
}
