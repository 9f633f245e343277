package rxt.kernel.tasks;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.LinearRecurrence;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * Many waits handed to few workers, who take them in waves; threads that cost next to nothing take all at once. {@code
 * team} deals them as a textbook does; {@code executor} and {@code completable} hand them to a pool of as many platform
 * threads; {@code virtual} starts a virtual thread for each. {@code work: compute} is the twin that computes as long as
 * the delay would have been, counted once by rank 0.
 *
 * <p>Waits are dealt to the ranks; the threads of a rank's team, or a pool as large, take its own. One sum over the ranks
 * ends a step.
 *
 * <p>The answer: each wait's result once, and bounds that hold in any order: w workers have no more than w waits under
 * way at once, and n of them are not done sooner than in ⌈n/w⌉ delays (one, on virtual threads).
 */
public class Futures implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "futures",
                    "tasks",
                    "waits in waves on pools of threads, or all at once on virtual ones",
                    "S2 concurrent.futures, asyncio, ray",
                    List.of(
                            Parameter.whole("waits", 32, 1, 100_000, "waits over all ranks"),
                            Parameter.whole("delay", 1_000, 0, 1_000_000, "microseconds of each, 1 s at most"),
                            Parameter.choice("work", "wait", List.of("wait", "compute"), "what fills the delay"),
                            Parameter.choice(
                                    "variant",
                                    "executor",
                                    List.of("team", "executor", "completable", "virtual"),
                                    "who takes the waits")),
                    WeakScaling.proportional("waits"),
                    Futures::new)
            .requiring(Futures::require);

    /** Longer steps would look like a hang. */
    private static final double MOST_SECONDS = 120;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final int waits;
    private final Duration delay;
    private final boolean computes;
    private final String variant;
    private final long computeSteps;
    private final Range own;
    private final ExecutorService pool;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder sum = new LongAdder();
    private final Schedule oneByOne = Schedule.dynamic(1);
    private final long expected;
    private long least = Long.MAX_VALUE;
    private long checksum;
    private long wrongSteps;

    Futures(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        Params params = context.params();
        waits = params.intValue("waits");
        delay = Duration.of(params.longValue("delay"), ChronoUnit.MICROS);
        variant = params.text("variant");
        computes = params.text("work").equals("compute");
        Partition ranks = new Partition(waits, world.size());
        own = ranks.rangeOf(world.rank());
        long[] perMicro = {computes && world.rank() == 0 ? LinearRecurrence.stepsPerMicrosecond(journal) : 0};
        world.bcast(perMicro, 0);
        computeSteps = params.longValue("delay") * perMicro[0];
        long sumOfAll = 0;
        for (int wait = 0; wait < waits; wait++) {
            sumOfAll += Digest.term(wait, 1L);
        }
        expected = sumOfAll;
        pool = switch (variant) {
            case "team" -> null;
            case "virtual" -> Executors.newVirtualThreadPerTaskExecutor();
            default -> Executors.newFixedThreadPool(team.size());
        };
    }

    private static void require(Params params, int ranks, int threads) {
        long waits = params.longValue("waits");
        long delay = params.longValue("delay");
        if (Math.ceilDiv(Math.ceilDiv(waits, ranks), threads) * delay * 1e-6 > MOST_SECONDS) {
            throw new IllegalArgumentException("a step of futures would last longer than " + MOST_SECONDS + " s: "
                    + waits + " waits of " + delay + " µs each; use fewer waits or a shorter delay");
        }
    }

    /** Each wait counts as one operation; computing, a product and a sum for each step of a recurrence. */
    @Override
    public Work work() {
        return new Work(waits * (1 + 2.0 * computeSteps), 0, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        sum.reset();
        long begin = journal.nanos();
        switch (variant) {
            case "team" -> team.forEach(own, oneByOne, this::waitAll);
            case "completable" -> awaitCompletable();
            default -> awaitSubmitted();
        }
        long end = journal.nanos();
        least = Math.min(least, end - begin);
        journal.span(0, variant, begin, end);
        checksum = world.allreduce(sum.sum(), ReduceOp.SUM);
        wrongSteps += checksum == expected ? 0 : 1;
    }

    private void waitAll(long from, long to) {
        for (long wait = from; wait < to; wait++) {
            take(wait);
        }
    }

    private void awaitSubmitted() {
        List<Future<?>> futures = new ArrayList<>();
        for (long wait = own.from(); wait < own.to(); wait++) {
            long number = wait;
            futures.add(pool.submit(() -> take(number)));
        }
        futures.forEach(Futures::await);
    }

    private void awaitCompletable() {
        CompletableFuture<?>[] futures = new CompletableFuture<?>[(int) own.length()];
        for (int i = 0; i < futures.length; i++) {
            long number = own.from() + i;
            futures[i] = CompletableFuture.runAsync(() -> take(number), pool);
        }
        await(CompletableFuture.allOf(futures));
    }

    private static void await(Future<?> future) {
        try {
            future.get((long) (2 * MOST_SECONDS), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a future", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a future has not ended as it should", e);
        }
    }

    private void take(long wait) {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        long right = computes ? compute(wait) : pause();
        underWay.decrementAndGet();
        sum.add(Digest.term(wait, right));
    }

    /** Overridden by a mutant. */
    long pause() {
        try {
            Thread.sleep(delay);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** 1 if the result is the known one. */
    private long compute(long wait) {
        return LinearRecurrence.run(wait, computeSteps) == LinearRecurrence.known(wait, computeSteps) ? 1 : 0;
    }

    /** Delays that a step of this rank lasts at least. */
    private long waves() {
        return own.length() == 0 || variant.equals("virtual")
                ? Math.min(own.length(), 1)
                : Math.ceilDiv(own.length(), team.size());
    }

    @Override
    public Check verify() {
        long atOnce = variant.equals("virtual") ? own.length() : team.size();
        long tooMany = most.get() > atOnce ? 1 : 0;
        // Clocks and timers may differ by a hundredth.
        long tooSoon = !computes && least < waves() * delay.toNanos() * 0.99 ? 1 : 0;
        return Check.exact("checksum of the waits", expected, checksum)
                .and(Check.exact("steps with a wrong checksum", 0, wrongSteps))
                .and(Check.exact("ranks with too many at once", 0, world.allreduce(tooMany, ReduceOp.SUM)))
                .and(Check.exact("ranks done too soon", 0, world.allreduce(tooSoon, ReduceOp.SUM)))
                .withDigest(checksum);
    }

    /** The fastest step in delays; what that can be at best; and the most that were under way at once. */
    @Override
    public List<Observation> observations() {
        double delays = delay.isZero() ? Double.NaN : (double) least / delay.toNanos();
        return Observation.told(
                new Observation("waves", "", delays),
                new Observation("waves at best", "", waves()),
                new Observation("waits at once", "", most.get()));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
