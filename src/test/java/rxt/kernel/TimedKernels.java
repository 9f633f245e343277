package rxt.kernel;

import java.util.List;

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
        @Override
        public Work work() {
            return new Work(1, 1, 0);
        }

        @Override
        public void step() {
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.onSpinWait();
            }
        }

        @Override
        public Check verify() {
            return Check.exact("steps", 1, 1);
        }
    }
}
