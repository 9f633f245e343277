package rxt.kernel;

import java.util.Arrays;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * What is remembered of every step's answer, {@link Kernel#witness}, to be held against the last one's, which {@link
 * Kernel#verify} sees whole: a step in the midst that went wrong makes a launch invalid, as the last one does.
 */
public final class StepWitness {
    private static final long NONE = Long.MAX_VALUE;

    private final Kernel kernel;
    private long[] seen = new long[64];
    /** Steps that were begun. */
    private int begun;

    /** Of a kernel that has made no step yet. */
    public StepWitness(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Remembers the answer of the step before, if there was one; outside of the time of either. */
    public void beforeStep() {
        if (begun > 0) {
            int step = begun - 1;
            if (step == seen.length) {
                seen = Arrays.copyOf(seen, 2 * step);
            }
            seen[step] = kernel.witness(step);
        }
        begun++;
    }

    /** Whether all steps had the answer of the last, as far as it was looked at. Collective, after the last step. */
    public Check check(Communicator world) {
        long first = world.allreduce(first(), ReduceOp.MIN);
        String actual = first == NONE ? "none" : "step " + first;
        return new Check("first step with another answer than the last", "none", actual, first == NONE, "");
    }

    /** On this rank. */
    long first() {
        for (int step = 0; step < begun - 1; step++) {
            if (seen[step] != kernel.witness(step)) {
                return step;
            }
        }
        return NONE;
    }
}
