package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Pairs of workers send n doubles back and forth: as a typed {@code buffer}, or as an {@code object} that Java's own
 * serialisation turns to bytes and back each time.
 *
 * <p>Ranks 2k and 2k + 1 are a pair, thread with thread of the same number; the last of an odd number of ranks idles.
 * With one rank its threads 2k and 2k + 1 are one, over a pipe in memory, and the last of an odd number idles; a single
 * thread has both ends. The rounds, there and back, are dealt to the pairs. Threads take turns with the library unless
 * it serves all.
 *
 * <p>Each hit marks one value of the ball, so that in the end both sides know all of its ways: see {@link Ball}.
 */
public class PingPong implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "ping-pong",
                    "messages",
                    "doubles back and forth between pairs, as a buffer or an object",
                    "S3 exercise 1, S1 Pipe",
                    List.of(
                            Parameter.whole("n", 1024, 0, 1 << 27, "doubles in a message"),
                            Parameter.whole(
                                    "rounds", 1000, 1, 1_000_000_000_000L, "times there and back, over all pairs"),
                            Parameter.choice(
                                    "payload", "buffer", List.of("buffer", "object"), "what is sent: memory or bytes")),
                    WeakScaling.proportional("rounds"),
                    PingPong::new)
            .allocating((params, _) -> params.text("payload").equals("object")
                    ? Memory.heap(40.0 * params.longValue("n"))
                    : new Memory.Need(8.0 * params.longValue("n"), 16.0 * params.longValue("n")));

    private final Communicator world;
    private final Team team;
    private final int n;
    private final long rounds;
    private final boolean serialised;
    private final Partition ofPairs;
    private final Arena arena = Arena.ofShared();
    /** By thread, what begins and what comes back; null where a thread has not that end. */
    private final Ball[] begun;

    private final Ball[] returned;
    private final Team.Region playing = me -> play(me.thread());
    private long steps;

    PingPong(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().intValue("n");
        rounds = context.params().longValue("rounds");
        serialised = context.params().text("payload").equals("object");
        begun = new Ball[team.size()];
        returned = new Ball[team.size()];
        ofPairs =
                new Partition(rounds, Math.max(1, world.size() > 1 ? world.size() / 2 * team.size() : team.size() / 2));
        if (world.size() > 1) {
            pairRanks();
        } else {
            pairThreads();
        }
        for (Ball ball : begun) {
            if (ball != null) {
                ball.fill();
            }
        }
    }

    private void pairRanks() {
        Endpoint here = new Endpoint(world, team.size());
        int partner = world.rank() ^ 1;
        for (int thread = 0; thread < team.size() && partner < world.size(); thread++) {
            Ball[] side = world.rank() < partner ? begun : returned;
            side[thread] = ball(Wire.of(here, partner, thread));
        }
    }

    private void pairThreads() {
        long room = serialised ? Serial.bytes(new double[n]).length : (long) n * Double.BYTES;
        for (int thread = 0; thread == 0 || thread + 1 < team.size(); thread += 2) {
            Pipe there = new Pipe(room);
            Pipe back = new Pipe(room);
            begun[thread] = ball(Wire.of(there, back));
            returned[Math.min(thread + 1, team.size() - 1)] = ball(Wire.of(back, there));
        }
    }

    private Ball ball(Wire wire) {
        return serialised ? Ball.object(wire, n) : Ball.buffer(wire, n, arena);
    }

    /** A mark for each way; a message is read and written once. */
    @Override
    public Work work() {
        return new Work(2.0 * rounds, 2.0 * rounds * 2 * Double.BYTES * n, world.size() > 1 ? 2.0 * rounds : 0);
    }

    @Override
    public void step() {
        team.region(playing);
        steps++;
    }

    private void play(int thread) {
        Ball mine = begun[thread];
        Ball theirs = returned[thread];
        if (mine == null && theirs == null) {
            return;
        }
        long share = ofPairs.lengthOf(pair(thread));
        for (long round = steps * share; round < (steps + 1) * share; round++) {
            if (mine != null) {
                hit(mine, 2 * round);
            }
            if (theirs != null) {
                theirs.await();
                hit(theirs, 2 * round + 1);
            }
            if (mine != null) {
                mine.await();
            }
        }
    }

    private int pair(int thread) {
        return world.size() > 1 ? world.rank() / 2 * team.size() + thread : thread / 2;
    }

    /** Overridden by a mutant. */
    void hit(Ball ball, long number) {
        ball.hit(number);
    }

    @Override
    public Check verify() {
        long wrong = 0;
        long received = 0;
        for (int thread = 0; thread < team.size(); thread++) {
            for (Ball ball : new Ball[] {begun[thread], returned[thread]}) {
                if (ball != null && hits(thread) > 0) {
                    wrong += ball.wrong(hits(thread));
                    received += ball.received();
                }
            }
        }
        long ways = world.allreduce(received, ReduceOp.SUM);
        long digest = world.allreduce(world.rank() == 0 ? begun[0].digest(hits(0)) : 0, ReduceOp.SUM);
        return Check.exact("wrong values", 0, world.allreduce(wrong, ReduceOp.SUM))
                .and(Check.exact("messages received", 2 * rounds * steps, ways))
                .withDigest(digest + Digest.term(n, ways / steps));
    }

    private long hits(int thread) {
        return 2 * steps * ofPairs.lengthOf(pair(thread));
    }

    @Override
    public List<Observation> observations() {
        for (Ball[] side : List.of(begun, returned)) {
            if (side[0] != null) {
                return List.of(new Observation("bytes of a message", "byte", side[0].bytes()));
            }
        }
        return List.of();
    }

    @Override
    public void close() {
        arena.close();
    }
}
