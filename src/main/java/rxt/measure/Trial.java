package rxt.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import rxt.kernel.Kernel;
import rxt.record.LaunchSpec;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * The timed steps of one rank. Before each step the ranks meet in a barrier; nothing stands between the two clock reads
 * but the step.
 *
 * @param stepSeconds elapsed time of each step on this rank, warm-up included
 * @param firstStepStarted when the first step began
 * @param commSeconds main thread's time in message passing during the counted steps
 * @param usefulSeconds time spent computing during the counted steps, summed over threads
 * @param gcSeconds of this process during the counted steps
 * @param jitSeconds of this process during the counted steps
 */
record Trial(
        double[] stepSeconds,
        Instant firstStepStarted,
        double commSeconds,
        double usefulSeconds,
        double gcSeconds,
        double jitSeconds) {

    static Trial run(Communicator world, Kernel kernel, LaunchSpec spec, RankClocks clocks, ProgressMark mark) {
        long[] nanos = new long[spec.warmup() + spec.steps()];
        double gc = 0;
        double jit = 0;
        world.barrier();
        Instant firstStepStarted = Instant.now();
        for (int step = 0; step < nanos.length; step++) {
            if (step == spec.warmup()) {
                gc = collectorSeconds();
                jit = compilerSeconds();
                clocks.reset();
            }
            mark.touch();
            world.barrier();
            long start = System.nanoTime();
            kernel.step();
            nanos[step] = System.nanoTime() - start;
        }
        double[] seconds = Arrays.stream(nanos).mapToDouble(n -> n * 1e-9).toArray();
        double counted = Arrays.stream(seconds, spec.warmup(), seconds.length).sum();
        double comm = clocks.messages().seconds();
        double outsideTeam = Math.max(0, counted - comm - clocks.threads().callSeconds());
        return new Trial(
                seconds,
                firstStepStarted,
                comm,
                clocks.threads().busySeconds() + outsideTeam,
                collectorSeconds() - gc,
                compilerSeconds() - jit);
    }

    /** Each step's maximum over ranks; collective. */
    double[] slowest(Communicator world) {
        return world.allreduce(stepSeconds, ReduceOp.MAX);
    }

    private static double collectorSeconds() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()
                * 1e-3;
    }

    private static double compilerSeconds() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean(); // null under -Xint
        return compiler == null ? 0 : compiler.getTotalCompilationTime() * 1e-3;
    }
}
