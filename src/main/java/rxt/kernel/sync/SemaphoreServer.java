package rxt.kernel.sync;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A web server that lets in so many at a time: requests of many threads, each served under one of k permits.
 *
 * <p>Requests are dealt to the ranks, each a server with permits of its own; a rank's threads take its requests one by
 * one, get a permit, serve and give it back. A request is calibrated work ({@code compute}: so many steps of a
 * recurrence) or waiting ({@code wait}), under the textbook's semaphore or the library's. With more permits than threads the
 * semaphore lets everybody in.
 *
 * <p>Nobody but those with a permit is inside, so that never more than k are; every request is served once, and what the
 * loop computes is known by its closed form.
 */
public class SemaphoreServer implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "semaphore",
            "sync",
            "requests to a server that lets k in at a time",
            "S1 Semaphores, S2 web application",
            List.of(
                    Parameter.whole("requests", 200, 1, 1_000_000_000, "requests over all workers"),
                    Parameter.whole("permits", 2, 1, 1_000_000, "requests that a rank serves at a time"),
                    Parameter.choice("variant", "textbook", List.of("textbook", "library"), "whose semaphore it is"),
                    Parameter.choice("request", "compute", List.of("compute", "wait"), "what a request does"),
                    Parameter.whole("length", 50_000, 1, 1_000_000_000, "steps of a request that computes"),
                    Parameter.whole("micros", 100, 1, 1_000_000, "how long a request waits that waits, in µs")),
            WeakScaling.proportional("requests"),
            SemaphoreServer::new);

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long requests;
    private final int permits;
    private final boolean library;
    private final boolean waits;
    private final long length;
    private final long nanos;
    private final Range own;
    private final CountingSemaphore textbook;
    private final LibrarySemaphore semaphore;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder served = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final Team.Region serving = this::member;
    /** Sum of the last step's answers. */
    private long last;

    private long steps;

    SemaphoreServer(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        requests = context.params().longValue("requests");
        permits = context.params().intValue("permits");
        library = context.params().text("variant").equals("library");
        waits = context.params().text("request").equals("wait");
        length = context.params().longValue("length");
        nanos = 1000 * context.params().longValue("micros");
        own = new Partition(requests, world.size()).rangeOf(world.rank());
        textbook = new CountingSemaphore(permits);
        semaphore = new LibrarySemaphore(permits);
    }

    /** Two operations for each step, or one for a wait; a request's number is read and its answer written. */
    @Override
    public Work work() {
        return new Work((double) requests * (waits ? 1 : 2.0 * length), 2.0 * Long.BYTES * requests, 0);
    }

    @Override
    public void step() {
        long before = answers.sum();
        team.region(serving);
        last = answers.sum() - before;
        steps++;
    }

    private void member(Team.Member me) {
        me.share(own, Schedule.monotonic(1), (from, to) -> {
            for (long request = from; request < to; request++) {
                serve(me.thread(), request);
            }
        });
    }

    private void serve(int member, long request) {
        enter();
        int together = inside.incrementAndGet();
        try {
            if (together > most.get()) {
                most.accumulateAndGet(together, Math::max);
            }
            long begin = journal.nanos();
            answers.add(Digest.term(request, answer(request)));
            served.increment();
            journal.span(member, "request", begin, journal.nanos());
        } finally {
            inside.decrementAndGet();
            leave();
        }
    }

    /** Overridden by a mutant. */
    void enter() {
        if (library) {
            semaphore.acquire();
        } else {
            textbook.acquire();
        }
    }

    /** Overridden by a mutant. */
    void leave() {
        if (library) {
            semaphore.release();
        } else {
            textbook.release();
        }
    }

    /** Overridden by a mutant. */
    long answer(long request) {
        if (waits) {
            pause();
            return Calibrated.steps(request, 0);
        }
        return Calibrated.compute(request, length);
    }

    private void pause() {
        long end = journal.nanos() + nanos;
        for (long left = nanos; left > 0; left = end - journal.nanos()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public Check verify() {
        long expected = team.sumLong(own.inBlocksOf(256), (from, to) -> {
            long sum = 0;
            for (long request = from; request < to; request++) {
                sum += Digest.term(request, Calibrated.steps(request, waits ? 0 : length));
            }
            return sum;
        });
        long wrong = world.allreduce(answers.sum() == steps * expected ? 0L : 1L, ReduceOp.SUM);
        long crowd = world.allreduce((long) most.get(), ReduceOp.MAX);
        return Check.residual("most inside at a time", (double) crowd, permits)
                .and(Check.exact("requests served", steps * requests, world.allreduce(served.sum(), ReduceOp.SUM)))
                .and(Check.exact("ranks with wrong answers", 0, wrong))
                .withDigest(world.allreduce(last, ReduceOp.SUM));
    }

    /** Over all steps, of this rank. */
    @Override
    public List<Observation> observations() {
        return List.of(new Observation("most inside", "", most.get()));
    }
}
