package rxt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import rxt.spmd.ReduceOp;
import rxt.spmd.team.Range;

/** A kernel from outside the project that goes wrong on request; launched for real by the fault tests. */
public final class FaultyKernels implements KernelProvider {
    private static final List<String> PACES = List.of("free", "even", "by-launch", "unsettled", "nothing");

    private static final List<String> FAULTS = List.of(
            "none",
            "window",
            "throw",
            "throw-in-worker",
            "exit",
            "kill",
            "hang",
            "wrong",
            "nan",
            "digest",
            "out-of-memory");

    @Override
    public List<KernelType> kernels() {
        return List.of(new KernelType(
                "faulty",
                "test",
                "counts steps, until it goes wrong",
                "none",
                List.of(
                        Parameter.choice("fault", "none", FAULTS, "what goes wrong"),
                        Parameter.choice("pace", "free", PACES, "how long a step takes"),
                        Parameter.whole("rank", 0, 0, 1000, "on which rank"),
                        Parameter.whole("n", 1000, 1, 1_000_000, "indices to count")),
                WeakScaling.proportional("n"),
                Faulty::new));
    }

    private static final class Faulty implements Kernel {
        private final Context context;
        private final String fault;
        private final long n;
        private final List<long[]> hoard = new ArrayList<>();
        private final boolean doesNothing;
        private final double ofLaunch = new Random().nextDouble();
        private long counted;
        private int steps;

        Faulty(Context context) {
            this.context = context;
            this.fault = context.params().text("fault");
            this.n = context.params().longValue("n");
            this.doesNothing = context.params().text("pace").equals("nothing");
        }

        @Override
        public Work work() {
            return new Work((double) n, 8.0 * n, context.world().size());
        }

        @Override
        public void step() {
            if (doesNothing) {
                counted = n;
                return;
            }
            if (++steps == 2 && context.world().rank() == context.params().intValue("rank")) {
                goWrong();
            }
            long begin = context.journal().nanos();
            pause(millis());
            context.journal().span(0, "pause " + steps, begin, context.journal().nanos());
            if (fault.equals("window")) {
                context.world().window(Long.BYTES).close();
            }
            long mine = context.team().sumLong(Range.of(0, n), (from, to) -> to - from);
            counted = context.world().allreduce(mine, ReduceOp.SUM);
        }

        private double millis() {
            return switch (context.params().text("pace")) {
                case "even" -> 2;
                case "by-launch" -> 1 + 8 * ofLaunch;
                case "unsettled" -> steps % 20 < 10 ? 2 : 12;
                default -> 0;
            };
        }

        /** Asleep, so that a busy machine disturbs it little. */
        private static void pause(double millis) {
            long start = System.nanoTime();
            for (double left = millis * 1e6; left > 0; left = millis * 1e6 - (System.nanoTime() - start)) {
                LockSupport.parkNanos((long) left + 1);
            }
        }

        private void goWrong() {
            switch (fault) {
                case "throw" -> throw new IllegalStateException("thrown on purpose");
                case "throw-in-worker" ->
                    context.team().region(me -> {
                        if (me.thread() == me.size() - 1) {
                            throw new IllegalStateException("thrown in a worker on purpose");
                        }
                    });
                case "exit" -> Runtime.getRuntime().halt(0);
                case "kill" -> ProcessHandle.of(ProcessHandle.current().pid()).ifPresent(FaultyKernels::kill);
                case "hang" -> {
                    while (true) {
                        LockSupport.parkNanos(1_000_000_000L);
                    }
                }
                case "out-of-memory" -> {
                    while (true) {
                        hoard.add(new long[Integer.MAX_VALUE - 8]);
                    }
                }
                default -> {}
            }
        }

        @Override
        public List<Observation> observations() {
            return List.of(
                    new Observation("steps", "", steps),
                    new Observation("rank", "", context.world().rank()));
        }

        @Override
        public Check verify() {
            boolean here = context.world().rank() == context.params().intValue("rank");
            long expected = n * context.world().size();
            Check check = switch (here ? fault : "none") {
                case "wrong" -> Check.exact("count", expected, counted + 1);
                case "nan" -> Check.within("count", (double) expected, Double.NaN, Double.MAX_VALUE);
                default -> Check.exact("count", expected, counted);
            };
            return check.withDigest(here && fault.equals("digest") ? 1 : 2);
        }
    }

    /** A process cannot destroy itself through its handle, so the shell does. */
    private static void kill(ProcessHandle self) {
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(self.pid())).start().waitFor();
            LockSupport.parkNanos(10_000_000_000L);
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
