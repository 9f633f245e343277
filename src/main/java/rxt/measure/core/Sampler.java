package rxt.measure.core;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/** Warms an operation up and times its batches; rank 0 decides how many repetitions, all make them. */
final class Sampler {
    private static final double BATCH_SECONDS = 2e-3;
    private static final int MOST_REPETITIONS = 1_000_000;
    private static final double WARM_SECONDS = 0.1;
    private static final long WARM_REPETITIONS = 20_000;
    private static final double QUIET_SECONDS = 0.06;
    /** Compilers count calls, not seconds: where a repetition takes long, they are quiet for a while between two stages. */
    private static final long QUIET_REPETITIONS = 1_000;

    private static final double MOST_WARM_SECONDS = 5;

    private final Communicator world;
    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private final long[] agreed = new long[1];

    Sampler(Communicator world) {
        this.world = world;
    }

    /**
     * What the warm-up came to.
     *
     * @param batch repetitions in a batch of about 2 ms
     * @param repetitions made in all
     */
    record WarmUp(int batch, long repetitions) {}

    /** Repeats it until the compilers have nothing left to do. Collective. */
    WarmUp warmUp(Operation operation) {
        double spent = 0;
        long made = 0;
        double quietSeconds = 0;
        long quietRepetitions = 0;
        int size = operation.multiple();
        double compiled = compilerSeconds();
        for (int count = (int) agreed(size); count > 0; ) {
            double seconds = seconds(operation, count);
            operation.reference(count);
            operation.wrong();
            spent += seconds;
            made += count;
            double before = compiled;
            compiled = compilerSeconds();
            boolean enough = spent >= WARM_SECONDS || made >= WARM_REPETITIONS;
            int now = size(operation, count, seconds);
            size = enough ? Math.max(size, now) : now; // a batch that was disturbed must not set the size
            boolean quiet = enough && compiled == before;
            quietSeconds = quiet ? quietSeconds + seconds : 0;
            quietRepetitions = quiet ? quietRepetitions + (long) count * operation.per() : 0;
            boolean done = (quietSeconds >= QUIET_SECONDS && quietRepetitions >= QUIET_REPETITIONS)
                    || spent >= MOST_WARM_SECONDS;
            int next = enough ? size : Math.min(2 * count, Math.max(size, count));
            count = (int) agreed(done ? 0 : next);
        }
        return new WarmUp((int) agreed(size), made);
    }

    private static int size(Operation operation, int count, double seconds) {
        double wanted = Math.clamp(BATCH_SECONDS * count / Math.max(seconds, 1e-9), 1, MOST_REPETITIONS);
        int multiple = operation.multiple();
        return ((int) wanted + multiple - 1) / multiple * multiple;
    }

    /** Seconds of this rank for that many repetitions, begun by all together. */
    double seconds(Operation operation, int count) {
        operation.prepare();
        world.barrier();
        long start = System.nanoTime();
        operation.repeat(count);
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Seconds of this rank for what is done beside that many repetitions. */
    double referenceSeconds(Operation operation, int count) {
        long start = System.nanoTime();
        operation.reference(count);
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Rank 0's number. Collective. */
    long agreed(long number) {
        agreed[0] = number;
        world.bcast(agreed, 0);
        return agreed[0];
    }

    /** How long the compilers of all ranks have worked; ranks of one JVM count them once each. Collective. */
    double compilerSeconds() {
        return world.allreduce(compilers.getTotalCompilationTime(), ReduceOp.SUM) * 1e-3;
    }
}
