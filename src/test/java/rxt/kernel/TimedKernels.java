package rxt.kernel;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Kernels whose steps last as long as they are told, whatever else the machine does; {@code RXT_TEST_SLOWDOWN} in the
 * environment of the ranks, such as 1.1, makes the steps of {@code slowed} last so many times as long, as a worse build
 * would.
 */
public final class TimedKernels implements KernelProvider {
    @Override
    public List<KernelType> kernels() {
        return List.of(type("steady", 1), type("slowed", slowdown()));
    }

    private static double slowdown() {
        String factor = System.getenv("RXT_TEST_SLOWDOWN");
        return factor == null ? 1 : Double.parseDouble(factor);
    }

    private static KernelType type(String name, double slowdown) {
        return new KernelType(
                name,
                "test",
                "waits by the clock",
                "none",
                List.of(Parameter.whole("micros", 4000, 1, 1_000_000, "how long a step lasts")),
                WeakScaling.proportional("micros"),
                context -> new Timed(Math.round(context.params().longValue("micros") * 1e3 * slowdown)));
    }

    private record Timed(long nanos) implements Kernel {
        private static final long SPUN_NANOS = 100_000;

        @Override
        public Work work() {
            return new Work(1, 1, 0);
        }

        /**
         * Asleep nearly all the time, so that a busy machine disturbs it little; the last tenth of a millisecond by
         * spinning.
         */
        @Override
        public void step() {
            long start = System.nanoTime();
            for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
                if (left > SPUN_NANOS) {
                    LockSupport.parkNanos(left - SPUN_NANOS);
                } else {
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        public Check verify() {
            return Check.exact("steps", 1, 1);
        }
    }
}
