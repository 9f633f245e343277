package rxt.kernel.tasks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.UnavailableException;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * What it costs to start something that does next to nothing and to wait for its end: a platform thread, a virtual
 * thread, a task of a pool whose threads are there, or a rank in a JVM of its own, {@link SpawnProgram}, without and
 * with the AOT cache that ranks begin with.
 *
 * <p>They are dealt to the ranks, and a rank's to its team; every worker starts its own, one after the other, and joins
 * each before the next. The pool of a rank has as many threads as its team. One sum over the ranks ends a step.
 *
 * <p>The answer: all have run once, each with its own number, and none is left. Threads leave a hash of their number; a
 * JVM its exit code, which tells the number modulo 100.
 */
public class Spawn implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "spawn",
                    "tasks",
                    "starts and joins threads, pooled tasks or processes that do nothing",
                    "S1 Process, S2 Pool, S4 Thread",
                    List.of(
                            Parameter.whole("count", 256, 1, 100_000_000, "starts over all workers"),
                            Parameter.choice(
                                    "kind",
                                    "platform",
                                    List.of("platform", "virtual", "pooled", "jvm", "jvm-aot"),
                                    "what is started: threads, a pool's task, a rank's JVM without and with an AOT cache")),
                    WeakScaling.proportional("count"),
                    Spawn::new)
            .requiring(Spawn::require);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_JVMS = 10_000;
    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long count;
    private final String kind;
    private final long first;
    private final Partition members;
    private final ExecutorService pool;
    private final SpawnedJvm jvm;
    private final LongAdder ran = new LongAdder();
    private final LongAdder sum = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder coldStarts = new LongAdder();
    private final long[] slowest;
    private final Team.Region starting = this::startOwn;
    private long nanos;
    private long steps;
    private long wrongSteps;
    private long checksum;
    private long expected;

    Spawn(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        count = context.params().longValue("count");
        kind = context.params().text("kind");
        Partition ranks = new Partition(count, world.size());
        first = ranks.from(world.rank());
        members = new Partition(ranks.lengthOf(world.rank()), team.size());
        slowest = new long[PAD * team.size()];
        for (long number = first; number < ranks.to(world.rank()); number++) {
            expected += Digest.term(number, 1L);
        }
        expected = world.allreduce(expected, ReduceOp.SUM);
        jvm = kind.startsWith("jvm") ? jvm() : null;
        pool = kind.equals("pooled") ? Executors.newFixedThreadPool(team.size()) : null;
    }

    private static void require(Params params, int ranks, int threads) {
        long count = params.longValue("count");
        if (params.text("kind").startsWith("jvm") && count > MOST_JVMS) {
            throw new IllegalArgumentException("spawn starts " + MOST_JVMS + " JVMs at most, and count is " + count
                    + "; use a smaller count, or threads");
        }
    }

    private SpawnedJvm jvm() {
        Optional<Path> cache = kind.equals("jvm-aot") ? SpawnedJvm.cache() : Optional.empty();
        if (kind.equals("jvm-aot") && world.allreduce(cache.isPresent() ? 1 : 0, ReduceOp.MIN) == 0) {
            throw new UnavailableException("kind jvm-aot needs an AOT cache, which a rank's JVM has neither in"
                    + " its property rxt.aot nor in -XX:AOTCache; jobs/rxt gives them one where it can write beside its"
                    + " jar, except under mpj: there, use kind jvm");
        }
        return new SpawnedJvm(cache);
    }

    /** Each start counts as one operation. */
    @Override
    public Work work() {
        return new Work(count, 0, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        sum.reset();
        long begin = journal.nanos();
        team.region(starting);
        nanos += journal.nanos() - begin;
        checksum = world.allreduce(sum.sum(), ReduceOp.SUM);
        steps++;
        wrongSteps += checksum == expected ? 0 : 1;
    }

    private void startOwn(Team.Member me) {
        int member = me.thread();
        long begin = journal.nanos();
        long last = begin;
        long longest = slowest[PAD * member];
        for (long i = members.from(member); i < members.to(member); i++) {
            startAndJoin(first + i);
            long now = journal.nanos();
            longest = Math.max(longest, now - last);
            last = now;
        }
        slowest[PAD * member] = longest;
        journal.span(member, kind, begin, last);
    }

    private void startAndJoin(long number) {
        try {
            switch (kind) {
                case "platform" -> join(Thread.ofPlatform().daemon().start(() -> body(number)));
                case "virtual" -> join(Thread.ofVirtual().start(() -> body(number)));
                case "pooled" -> pool.submit(() -> body(number)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                default -> runJvm(number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for what was started", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a pool's task has not ended as it should", e);
        }
    }

    private void join(Thread thread) throws InterruptedException {
        left.add(thread.join(PATIENCE) ? 0 : 1);
    }

    private void runJvm(long number) throws InterruptedException {
        SpawnedJvm.Life life = jvm.run(number, journal);
        if (life.exitCode() != SpawnProgram.exitCode(number)) {
            throw new IllegalStateException(
                    "a rank ended with exit code " + life.exitCode() + ", not " + SpawnProgram.exitCode(number));
        }
        coldStarts.add(life.coldStart());
        body(number);
    }

    /** What is started does this; for a JVM, who started it. Overridden by a mutant. */
    void body(long number) {
        ran.increment();
        sum.add(Digest.term(number, 1L));
    }

    @Override
    public Check verify() {
        return Check.exact("that ran", steps * count, world.allreduce(ran.sum(), ReduceOp.SUM))
                .and(Check.exact("left over", 0, world.allreduce(left.sum(), ReduceOp.SUM)))
                .and(Check.exact("hash of the numbers", expected, checksum))
                .and(Check.exact("steps with a wrong hash", 0, wrongSteps))
                .withDigest(checksum);
    }

    /**
     * Seconds from start to join, on average over this rank's own with its workers side by side, and the longest; of
     * JVMs also from start to their barrier.
     */
    @Override
    public List<Observation> observations() {
        long longest = Arrays.stream(slowest).max().orElse(0);
        double each = nanos * 1e-9 / steps / Math.max(1, members.lengthOf(0));
        double cold = jvm == null ? Double.NaN : coldStarts.sum() * 1e-9 / steps / members.length();
        return Observation.told(
                new Observation("start and join", "s", each),
                new Observation("longest start", "s", longest * 1e-9),
                new Observation("cold start", "s", cold));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
