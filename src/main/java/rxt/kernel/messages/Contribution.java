package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.Check;
import rxt.kernel.Digest;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;

/**
 * What each rank gives to a sum over all ranks. The whole numbers 1 to 27720 are dealt to the ranks, and value i &lt; n of a
 * rank is i + 1 times the sum of its own: over all ranks that is the same however many there are. The last value, n, is
 * the rank counted from 1, which no rank can leave out unnoticed.
 */
final class Contribution {
    private static final long NUMBERS = 27720;

    private final Communicator world;
    private final long n;

    Contribution(Communicator world, long n) {
        this.world = world;
        this.n = n;
    }

    /** Bytes of the n + 1 values. */
    long bytes() {
        return (n + 1) * Long.BYTES;
    }

    /** Value i of this rank. */
    long value(long i) {
        Partition numbers = new Partition(NUMBERS, world.size());
        long from = numbers.from(world.rank());
        long to = numbers.to(world.rank());
        return i == n ? world.rank() + 1 : (i + 1) * (to * (to + 1) / 2 - from * (from + 1) / 2);
    }

    /** Value i of the sum over all ranks. */
    long sum(long i) {
        long ranks = world.size();
        return i == n ? ranks * (ranks + 1) / 2 : (i + 1) * (NUMBERS * (NUMBERS + 1) / 2);
    }

    void fill(MemorySegment own, long from, long to) {
        for (long i = from; i < to; i++) {
            own.setAtIndex(ValueLayout.JAVA_LONG, i, value(i));
        }
    }

    /** Holds what a rank has added up in so many steps against the known sums. Collective. */
    Check check(MemorySegment sums, long steps) {
        long wrong = 0;
        long digest = 0;
        for (long i = 0; i <= n; i++) {
            long sum = sums.getAtIndex(ValueLayout.JAVA_LONG, i);
            wrong += sum == steps * sum(i) ? 0 : 1;
            digest += i == n ? 0 : Digest.term(i, sum / steps);
        }
        long ofRanks = world.allreduce(sums.getAtIndex(ValueLayout.JAVA_LONG, n) / steps, ReduceOp.MIN);
        return Check.exact("sum of the ranks", sum(n), ofRanks)
                .and(Check.exact("wrong sums", 0, world.allreduce(wrong, ReduceOp.SUM)))
                .withDigest(world.allreduce(world.rank() == 0 ? digest : 0, ReduceOp.SUM));
    }
}
