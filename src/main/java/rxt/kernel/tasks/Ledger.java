package rxt.kernel.tasks;

import java.util.function.IntToLongFunction;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Digest;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * Results of a rank's tasks, added up over the steps, in each of which a task has the same: a task that was left out or done
 * twice in one of them shows.
 */
final class Ledger {
    private final long[] sums;

    Ledger(int tasks) {
        sums = new long[tasks];
    }

    int size() {
        return sums.length;
    }

    void add(int slot, long result) {
        sums[slot] += result;
    }

    /**
     * Holds each task's sum against the known one. Collective.
     *
     * @param steps so many results were added to each
     * @param task number of the task over all ranks that has a slot
     * @param expected result of a task
     */
    Check check(Communicator world, long steps, IntToLongFunction task, LongUnaryOperator expected) {
        long times = Math.max(1, steps);
        long wrong = 0;
        long digest = 0;
        for (int slot = 0; slot < sums.length; slot++) {
            long number = task.applyAsLong(slot);
            long known = expected.applyAsLong(number);
            wrong += sums[slot] == times * known ? 0 : 1;
            digest += Digest.term(number, sums[slot] - (times - 1) * known);
        }
        return Check.exact("wrong results", 0, world.allreduce(wrong, ReduceOp.SUM))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }
}
