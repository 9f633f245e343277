package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Each rank's values go once around: every rank sends to its right what came from its left, adds it, and after ranks − 1
 * shifts has the sum over all ranks. {@code sendrecv} is the library's call that cannot deadlock; in {@code even-odd},
 * built of blocking calls, even ranks send first and odd ones receive first.
 *
 * <p>A rank's threads add what came, a part of the values each. One rank sends nothing.
 *
 * <p>The sums are known: see {@link Contribution}.
 */
public class Ring implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "ring",
                    "messages",
                    "values shifted around all ranks, and added by each",
                    "S3, passing data around processes",
                    List.of(
                            Parameter.whole("n", 10_000, 1, 1 << 30, "values of a rank"),
                            Parameter.choice(
                                    "variant",
                                    "sendrecv",
                                    List.of("sendrecv", "even-odd"),
                                    "how ranks do not deadlock")),
                    WeakScaling.proportional("n"),
                    Ring::new)
            .allocating((params, _) -> Memory.outside(32.0 * (params.longValue("n") + 1)));

    private static final int TAG = 1;

    private final Communicator world;
    private final Contribution contribution;
    private final long n;
    private final boolean evenOdd;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment own;
    private final MemorySegment sums;
    private final TeamAdder adder;
    private MemorySegment moving;
    private MemorySegment incoming;
    private long steps;

    Ring(Context context) {
        world = context.world();
        n = context.params().longValue("n");
        evenOdd = context.params().text("variant").equals("even-odd");
        contribution = new Contribution(world, n);
        own = FirstTouch.bytes(arena, contribution.bytes());
        context.team().forEach(Range.of(0, n + 1), (from, to) -> contribution.fill(own, from, to));
        sums = arena.allocate(contribution.bytes(), Long.BYTES);
        moving = arena.allocate(contribution.bytes(), Long.BYTES);
        incoming = arena.allocate(contribution.bytes(), Long.BYTES);
        adder = adder(context.team());
    }

    /** Overridden by a mutant. */
    TeamAdder adder(Team team) {
        return new TeamAdder(team);
    }

    /** Every rank adds the values of every rank; two are read and one is written. */
    @Override
    public Work work() {
        double ranks = world.size();
        double additions = ranks * ranks * (n + 1);
        return new Work(additions, 3 * Long.BYTES * additions, ranks * (ranks - 1));
    }

    @Override
    public void step() {
        adder.add(sums, own);
        moving.copyFrom(own);
        for (int shift = 1; shift < world.size(); shift++) {
            shift();
            adder.add(sums, incoming);
            MemorySegment sent = moving;
            moving = incoming;
            incoming = sent;
        }
        steps++;
    }

    private void shift() {
        int right = (world.rank() + 1) % world.size();
        int left = (world.rank() + world.size() - 1) % world.size();
        if (!evenOdd) {
            world.sendrecv(moving, right, TAG, incoming, left, TAG, ElementType.LONG);
        } else if (world.rank() % 2 == 0) {
            world.send(moving, ElementType.LONG, right, TAG);
            world.recv(incoming, ElementType.LONG, left, TAG);
        } else {
            world.recv(incoming, ElementType.LONG, left, TAG);
            world.send(moving, ElementType.LONG, right, TAG);
        }
    }

    @Override
    public Check verify() {
        return contribution.check(sums, steps);
    }

    @Override
    public void close() {
        arena.close();
    }
}
