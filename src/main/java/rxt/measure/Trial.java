package rxt.measure;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import rxt.kernel.Kernel;
import rxt.record.Breakdown;
import rxt.record.JvmRow;
import rxt.record.LaunchSpec;
import rxt.record.ObservationRow;
import rxt.record.SpanRow;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;

/**
 * The timed steps of one rank. Between those of the warm-up it waits for its compilers ({@link CompilerRest}), so that
 * compiling does not go on in the steps that count. Before each step the ranks meet in a barrier; nothing stands
 * between the two clock reads but the step, and the readings of the counter ({@link Ticks}) that calls and regions are
 * counted in, whose tick is scaled so that the counted steps take as long by both.
 *
 * @param stepSeconds elapsed time of each step on this rank, warm-up included
 * @param firstStepStarted when the first step began
 * @param elapsedSeconds own time of the counted steps
 * @param commSeconds main thread's time in message passing during the counted steps
 * @param usefulSeconds time spent computing during the counted steps, summed over threads
 * @param breakdown where that time went, and what the JVM did beside every step
 */
record Trial(
        double[] stepSeconds,
        Instant firstStepStarted,
        double elapsedSeconds,
        double commSeconds,
        double usefulSeconds,
        Breakdown breakdown) {

    /** What is done outside of the times of the steps. */
    @FunctionalInterface
    interface Pauses {
        /** Before every step. */
        void beforeStep();

        /** After every step of the warm-up. */
        default void rest() {
            CompilerRest.await();
        }
    }

    static Trial run(Communicator world, Kernel kernel, LaunchSpec spec, RankClock clock, Pauses pauses) {
        int warmup = spec.warmup();
        long[] nanos = new long[warmup + spec.steps().first()];
        long ticks = 0;
        world.barrier();
        Instant firstStepStarted = Instant.now();
        JvmTimes jvm = new JvmTimes(world.rank());
        for (int step = 0; step < nanos.length; step++) {
            if (step > 0 && step <= warmup) {
                pauses.rest();
            }
            if (step == 0 || step == warmup) { // at first, too, so that its code is linked before the steps that count
                clock.reset();
                ticks = 0;
            }
            pauses.beforeStep();
            world.barrier();
            long start = System.nanoTime();
            long firstTick = Ticks.read();
            kernel.step();
            ticks += Ticks.read() - firstTick;
            nanos[step] = System.nanoTime() - start;
            jvm.step(step);
            if (step == nanos.length - 1) {
                nanos = Arrays.copyOf(nanos, nanos.length + further(world, spec, nanos));
            }
        }
        double[] seconds = Arrays.stream(nanos).mapToDouble(n -> n * 1e-9).toArray();
        double counted = Arrays.stream(seconds, warmup, seconds.length).sum();
        double tick = counted / Math.max(1, ticks);
        Breakdown breakdown = clock.breakdown(world.rank(), tick);
        return new Trial(
                seconds,
                firstStepStarted,
                counted,
                clock.messageTicks() * tick,
                (ticks - clock.messageTicks() - clock.elapsedTicks() + clock.busyTicks()) * tick,
                new Breakdown(breakdown.calls(), breakdown.regions(), breakdown.threads(), jvm.rows()));
    }

    /** The same beside what the kernel noted. */
    Trial noting(List<ObservationRow> observations, List<SpanRow> spans) {
        return new Trial(
                stepSeconds,
                firstStepStarted,
                elapsedSeconds,
                commSeconds,
                usefulSeconds,
                breakdown.noting(observations, spans));
    }

    /** How many steps are still to be made, by those of the slowest rank each; collective. */
    private static int further(Communicator world, LaunchSpec spec, long[] nanos) {
        if (spec.steps().most() == spec.steps().first()) {
            return 0;
        }
        double[] slowest = world.allreduce(Arrays.stream(nanos).asDoubleStream().toArray(), ReduceOp.MAX);
        return spec.steps().further(Arrays.copyOfRange(slowest, spec.warmup(), slowest.length));
    }

    /** Each step's maximum over ranks; collective. */
    double[] slowest(Communicator world) {
        return world.allreduce(stepSeconds, ReduceOp.MAX);
    }

    /** What the JVM did beside the counted steps. */
    List<JvmRow> countedJvm(int warmup) {
        return breakdown.jvm().stream().filter(row -> row.step() >= warmup).toList();
    }
}
