package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.LinearRecurrence;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * One rank has all the data and would have help: it sends each other rank a part, all work on theirs, and the parts are sent
 * back. What passes both ways is the same however little there is to do: so many {@code turns} for each value.
 *
 * <p>Rank 0 keeps the first part, and takes no time for the others' while it works. A rank's threads share its part in
 * its memory, where nothing passes; so does a single rank the whole. Parts go as they lie in memory, or as an
 * {@code object} that Java's own serialisation turns to bytes and back.
 *
 * <p>A turn is x ← a·x + c modulo 2⁶⁴, from x = i for value i: after any number of turns the value is known.
 */
public class ScatterGather implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "scatter-gather",
                    "messages",
                    "data handed out to ranks, worked on and handed back",
                    "S1 passing too much data between processes",
                    List.of(
                            Parameter.whole("n", 2_000_000, 1, 1 << 27, "values of 8 bytes that rank 0 has"),
                            Parameter.whole("turns", 16, 1, 1_000_000_000, "work on each value: products and sums"),
                            Parameter.choice(
                                    "payload", "buffer", List.of("buffer", "object"), "what is sent: memory or bytes")),
                    WeakScaling.proportional("n"),
                    ScatterGather::new)
            .allocating((params, ranks) -> new Memory.Need(
                    ranks > 1 && params.text("payload").equals("object") ? 24.0 * params.longValue("n") : 0,
                    8.0 * params.longValue("n")));

    private static final int TAG = 1;

    private final Communicator world;
    private final Team team;
    private final long turns;
    private final boolean serialised;
    private final Partition parts;
    private final Arena arena = Arena.ofShared();
    /** All of them on rank 0, elsewhere the own part. */
    private final MemorySegment values;

    private final Range own;
    private final Team.Loop working = this::work;
    private long steps;

    ScatterGather(Context context) {
        world = context.world();
        team = context.team();
        long n = context.params().longValue("n");
        turns = context.params().longValue("turns");
        serialised = context.params().text("payload").equals("object");
        parts = new Partition(n, world.size());
        own = Range.of(0, parts.lengthOf(world.rank()));
        Range held = world.rank() == 0 ? Range.of(0, n) : own;
        values = FirstTouch.longs(arena, held.length());
        team.forEach(held, (from, to) -> {
            for (long i = from; i < to; i++) {
                values.setAtIndex(ValueLayout.JAVA_LONG, i, i);
            }
        });
    }

    /** A product and a sum in a turn; a value is read and written once where it is worked on. */
    @Override
    public Work work() {
        return new Work(2.0 * turns * parts.length(), 2.0 * Long.BYTES * parts.length(), 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        if (world.rank() == 0) {
            for (int rank = 1; rank < world.size(); rank++) {
                send(part(rank), rank);
            }
            team.forEach(own, working);
            for (int rank = 1; rank < world.size(); rank++) {
                recv(part(rank), rank);
            }
        } else {
            recv(values, 0);
            team.forEach(own, working);
            send(values, 0);
        }
        steps++;
    }

    private MemorySegment part(int rank) {
        return values.asSlice(parts.from(rank) * Long.BYTES, parts.lengthOf(rank) * Long.BYTES);
    }

    /** Overridden by a mutant. */
    void work(long from, long to) {
        for (long i = from; i < to; i++) {
            long x = values.getAtIndex(ValueLayout.JAVA_LONG, i);
            values.setAtIndex(ValueLayout.JAVA_LONG, i, LinearRecurrence.run(x, turns));
        }
    }

    private void send(MemorySegment part, int dest) {
        if (serialised) {
            byte[] bytes = Serial.bytes(part.toArray(ValueLayout.JAVA_LONG));
            world.send(MemorySegment.ofArray(bytes), ElementType.BYTE, dest, TAG);
        } else {
            world.send(part, ElementType.LONG, dest, TAG);
        }
    }

    private void recv(MemorySegment part, int source) {
        if (serialised) {
            byte[] bytes = new byte[Math.toIntExact(world.probe(source, TAG).bytes())];
            world.recv(MemorySegment.ofArray(bytes), ElementType.BYTE, source, TAG);
            part.copyFrom(MemorySegment.ofArray((long[]) Serial.object(bytes)));
        } else {
            world.recv(part, ElementType.LONG, source, TAG);
        }
    }

    /** Compares every value that rank 0 has with the power of a turn. */
    @Override
    public Check verify() {
        LinearRecurrence.Jump all = LinearRecurrence.jump(steps * turns);
        Range held = Range.of(0, world.rank() == 0 ? parts.length() : 0);
        long wrong = team.sumLong(held, (from, to) -> {
            long count = 0;
            for (long i = from; i < to; i++) {
                count += values.getAtIndex(ValueLayout.JAVA_LONG, i) == all.of(i) ? 0 : 1;
            }
            return count;
        });
        long digest = team.sumLong(held, (from, to) -> {
            long sum = 0;
            for (long i = from; i < to; i++) {
                sum += Digest.term(i, values.getAtIndex(ValueLayout.JAVA_LONG, i));
            }
            return sum;
        });
        return Check.exact("wrong values", 0, world.allreduce(wrong, ReduceOp.SUM))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    @Override
    public void close() {
        arena.close();
    }
}
