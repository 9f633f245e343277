package rxt.kernel.sparse;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.grid.Partition;

/**
 * Fetches the values of a vector that a rank's rows need of others: the rank's own values lie first, in their order, then
 * those of others by rank and number. Values for one rank are packed into one message.
 */
final class CgFileExchange {
    private static final int TAG = 31_000;

    private final Communicator world;
    private final int first;
    private final int length;
    /** Numbers of the values of others, rising. */
    private final int[] others;
    /** Per rank the first of its values in {@link #others}, and where the last one's end. */
    private final int[] othersOf;
    /** Own values that others need, counted from the first, by rank. */
    private final int[] given;

    private final int[] givenTo;
    private final double[] packed;
    private final double[] vector;
    private final Request[] requests;

    /**
     * An exchange for the rows of this rank.
     *
     * @param whole the symmetric matrix
     * @param parts the ranks' rows
     */
    CgFileExchange(SparseRows whole, Partition parts, Communicator world) {
        this.world = world.as("halo exchange");
        this.first = (int) parts.from(world.rank());
        this.length = (int) parts.lengthOf(world.rank());
        BitSet needed = new BitSet();
        BitSet[] wanted = new BitSet[world.size()];
        Arrays.setAll(wanted, _ -> new BitSet());
        for (int row = first; row < first + length; row++) {
            for (int entry = whole.start()[row]; entry < whole.start()[row + 1]; entry++) {
                int column = whole.columns()[entry];
                int owner = parts.ownerOf(column);
                if (owner != world.rank()) {
                    needed.set(column);
                    wanted[owner].set(row - first);
                }
            }
        }
        this.others = needed.stream().toArray();
        this.othersOf = new int[world.size() + 1];
        this.givenTo = new int[world.size() + 1];
        for (int rank = 0; rank < world.size(); rank++) {
            othersOf[rank + 1] = othersOf[rank]
                    + needed.get((int) parts.from(rank), (int) parts.to(rank)).cardinality();
            givenTo[rank + 1] = givenTo[rank] + wanted[rank].cardinality();
        }
        this.given = Arrays.stream(wanted).flatMapToInt(BitSet::stream).toArray();
        this.packed = new double[given.length];
        this.vector = new double[length + others.length];
        this.requests = new Request[2 * world.size()];
    }

    double[] vector() {
        return vector;
    }

    /** How many ranks get values of this one. */
    int receivers() {
        int count = 0;
        for (int rank = 0; rank < world.size(); rank++) {
            count += givenTo[rank] < givenTo[rank + 1] ? 1 : 0;
        }
        return count;
    }

    /** Where the value of a column lies in the vector. */
    int place(int column) {
        return column >= first && column < first + length
                ? column - first
                : length + Arrays.binarySearch(others, column);
    }

    void start() {
        for (int i = 0; i < given.length; i++) {
            packed[i] = vector[given[i]];
        }
        for (int rank = 0; rank < world.size(); rank++) {
            if (othersOf[rank] < othersOf[rank + 1]) {
                MemorySegment in = part(vector, length + othersOf[rank], length + othersOf[rank + 1]);
                requests[2 * rank] = world.irecv(in, ElementType.DOUBLE, rank, TAG);
            }
        }
        for (int rank = 0; rank < world.size(); rank++) {
            if (givenTo[rank] < givenTo[rank + 1]) {
                MemorySegment out = part(packed, givenTo[rank], givenTo[rank + 1]);
                requests[2 * rank + 1] = world.isend(out, ElementType.DOUBLE, rank, TAG);
            }
        }
    }

    private static MemorySegment part(double[] of, int from, int to) {
        return MemorySegment.ofArray(of).asSlice((long) from * Double.BYTES, (long) (to - from) * Double.BYTES);
    }

    void finish() {
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] != null) {
                requests[i].await();
                requests[i] = null;
            }
        }
    }
}
