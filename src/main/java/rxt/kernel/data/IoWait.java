package rxt.kernel.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
import rxt.spmd.team.Team;

/**
 * Requests to a server that takes its time, over real sockets: what waits gains from threads, far more of them than cores,
 * and what computes does not. {@code work: compute} is the twin: the server answers at once, and the worker then computes
 * as long as the delay would have been, counted once by rank 0.
 *
 * <p>Requests are dealt to the ranks, and a rank's to its team, each of whose members has a connection of its own to the
 * server of its rank. One lock per rank stands for a global interpreter lock: {@code held} for all of a request,
 * {@code released} while it is under way and held for the rest. One sum over the ranks ends a step.
 *
 * <p>The answer: the requests that the servers counted and every byte that the workers got.
 */
public class IoWait implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "io-wait",
                    "data",
                    "requests to a loopback server that answers after a delay",
                    "S4 I/O-bound, S2 GIL",
                    List.of(
                            Parameter.whole("requests", 32, 1, 100_000, "requests over all ranks"),
                            Parameter.whole("delay", 1_000, 0, 1_000_000, "microseconds until an answer, 1 s at most"),
                            Parameter.whole("bytes", 1_024, 1, 1_048_576, "bytes of an answer"),
                            Parameter.choice("work", "wait", List.of("wait", "compute"), "what fills the delay"),
                            Parameter.choice(
                                    "lock",
                                    "none",
                                    List.of("none", "held", "released"),
                                    "one per rank; released during I/O")),
                    WeakScaling.proportional("requests"),
                    IoWait::new)
            .requiring(IoWait::require);

    private static final int PAD = 16;

    /** Longer steps would look like a hang. */
    private static final double MOST_SECONDS = 120;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final int requests;
    private final int bytes;
    private final boolean held;
    private final boolean released;
    private final long computeSteps;
    private final int first;
    private final Partition members;
    private final ReentrantLock lock = new ReentrantLock();
    private final Connection[] connections;
    private final long[] sums;
    private final Team.Region asking = this::ask;
    private DelayServer server;
    private long checksum;
    private long steps;
    private long wrongSteps;
    private long expected;

    IoWait(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        Params params = context.params();
        requests = params.intValue("requests");
        bytes = params.intValue("bytes");
        held = params.text("lock").equals("held");
        released = params.text("lock").equals("released");
        Duration delay = Duration.of(params.longValue("delay"), ChronoUnit.MICROS);
        boolean computes = params.text("work").equals("compute");
        computeSteps = computes ? calibrated(params.longValue("delay")) : 0;
        Partition ranks = new Partition(requests, world.size());
        first = (int) ranks.from(world.rank());
        members = new Partition(ranks.lengthOf(world.rank()), team.size());
        connections = new Connection[team.size()];
        sums = new long[PAD * team.size()];
        for (int request = 0; request < requests; request++) {
            expected += known(request);
        }
        open(computes ? Duration.ZERO : delay);
    }

    /** The steps of a recurrence that take so many microseconds on rank 0. */
    private long calibrated(long micros) {
        long[] perMicro = {world.rank() == 0 ? LinearRecurrence.stepsPerMicrosecond(journal) : 0};
        world.bcast(perMicro, 0);
        return micros * perMicro[0];
    }

    private static void require(Params params, int ranks, int threads) {
        long requests = params.longValue("requests");
        long delay = params.longValue("delay");
        int atOnce = params.text("lock").equals("held") ? 1 : threads;
        if (Math.ceilDiv(requests, ranks) * (delay * 1e-6) / atOnce > MOST_SECONDS) {
            throw new IllegalArgumentException("a step of io-wait would last longer than " + MOST_SECONDS + " s: "
                    + requests + " requests of " + delay + " µs each; use fewer requests or a shorter delay");
        }
    }

    private void open(Duration delay) {
        try {
            server = new DelayServer(delay, bytes, team.size() + 16);
            team.region(me -> connections[me.thread()] = new Connection(server.port(), delay, bytes));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("io-wait has no server on the loopback interface", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Bytes that a request sends and gets, written and read on both sides; whole numbers where workers compute. */
    @Override
    public Work work() {
        double moved = 4.0 * requests * (bytes + Long.BYTES);
        return new Work(2.0 * requests * computeSteps, moved, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        Arrays.fill(sums, 0);
        team.region(asking);
        long own = 0;
        for (int member = 0; member < team.size(); member++) {
            own += sums[PAD * member];
        }
        checksum = world.allreduce(own, ReduceOp.SUM);
        steps++;
        wrongSteps += checksum == expected ? 0 : 1;
    }

    private void ask(Team.Member me) {
        int member = me.thread();
        long begin = journal.nanos();
        long sum = 0;
        for (long r = members.from(member); r < members.to(member); r++) {
            sum += request(connections[member], first + (int) r);
        }
        sums[PAD * member] = sum;
        journal.span(member, held ? "requests, locked" : "requests", begin, journal.nanos());
    }

    /** One request, under the lock if it is held, and what is made of its answer. */
    private long request(Connection connection, int request) {
        if (held) {
            lock();
        }
        try {
            exchange(connection, request);
            if (released) {
                lock();
            }
            long computed = LinearRecurrence.run(request, computeSteps);
            long right = LinearRecurrence.known(request, computeSteps);
            return Digest.term(request, hash(connection.answer())) + computed - right;
        } finally {
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    /** Overridden by a mutant. */
    void exchange(Connection connection, int request) {
        connection.exchange(request);
    }

    private void lock() {
        try {
            if (!lock.tryLock((long) (2 * MOST_SECONDS), TimeUnit.SECONDS)) {
                throw new IllegalStateException("a worker has waited for the lock longer than any step may last");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the lock", e);
        }
    }

    private static long hash(byte[] answer) {
        long hash = 0;
        for (byte b : answer) {
            hash = 31 * hash + b;
        }
        return hash;
    }

    private long known(int request) {
        long hash = 0;
        for (int place = 0; place < bytes; place++) {
            hash = 31 * hash + DelayServer.answer(request, place);
        }
        return Digest.term(request, hash);
    }

    @Override
    public Check verify() {
        long served = world.allreduce(server.served(), ReduceOp.SUM);
        long got = 0;
        for (Connection connection : connections) {
            got += connection.received();
        }
        return Check.exact("requests that the servers answered", steps * requests, served)
                .and(Check.exact("bytes", steps * requests * bytes, world.allreduce(got, ReduceOp.SUM)))
                .and(Check.exact("checksum of the answers", expected, checksum))
                .and(Check.exact("steps with a wrong checksum", 0, wrongSteps))
                .withDigest(checksum);
    }

    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("requests at once", "", server.mostAtOnce()),
                new Observation("requests answered", "", server.served()));
    }

    @Override
    public void close() {
        for (Connection connection : connections) {
            if (connection != null) {
                connection.close();
            }
        }
        if (server != null) {
            server.close();
        }
    }
}
