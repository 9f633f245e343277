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
import rxt.spmd.ReduceOp;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * The ranks' values added up on every rank: by the {@code library}, by a {@code ring} of parts, or by
 * {@code recursive-doubling}, both built of messages.
 *
 * <p>A rank's threads add what came in the textbook ways, and the result to what there was in all, a part of the values
 * each. One rank sends nothing.
 *
 * <p>The sums are known: see {@link Contribution}.
 */
public class Allreduce implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "allreduce",
                    "messages",
                    "the ranks' values added up on every rank",
                    "S3, reductions over processes",
                    List.of(
                            Parameter.whole("n", 10_000, 1, 1 << 30, "values of a rank"),
                            Parameter.choice(
                                    "variant",
                                    "library",
                                    List.of("library", "ring", "recursive-doubling"),
                                    "who adds them up, and how")),
                    WeakScaling.proportional("n"),
                    Allreduce::new)
            .allocating((params, _) -> Memory.outside(32.0 * (params.longValue("n") + 1)));

    private final Communicator world;
    private final Contribution contribution;
    private final String variant;
    private final long n;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment own;
    private final MemorySegment result;
    private final MemorySegment sums;
    private final TeamAdder adder;
    private final SumsOverMessages textbook;
    private long steps;

    Allreduce(Context context) {
        world = context.world();
        n = context.params().longValue("n");
        variant = context.params().text("variant");
        contribution = new Contribution(world, n);
        own = FirstTouch.bytes(arena, contribution.bytes());
        context.team().forEach(Range.of(0, n + 1), (from, to) -> contribution.fill(own, from, to));
        result = arena.allocate(contribution.bytes(), Long.BYTES);
        sums = arena.allocate(contribution.bytes(), Long.BYTES);
        adder = adder(context.team());
        textbook = new SumsOverMessages(world, adder, arena, n + 1);
    }

    /** Overridden by a mutant. */
    TeamAdder adder(Team team) {
        return new TeamAdder(team);
    }

    /** As many additions as any way needs, and one more for each rank's total. */
    @Override
    public Work work() {
        double ranks = world.size();
        double additions = (2 * ranks - 1) * (n + 1);
        double messages = switch (variant) {
            case "ring" -> textbook.ringMessages();
            case "recursive-doubling" -> textbook.recursiveDoublingMessages();
            default -> 2 * (ranks - 1);
        };
        return new Work(additions, 3 * Long.BYTES * additions, messages);
    }

    @Override
    public void step() {
        switch (variant) {
            case "ring" -> textbook.ring(result.copyFrom(own));
            case "recursive-doubling" -> textbook.recursiveDoubling(result.copyFrom(own));
            default -> world.allreduce(own, result, ElementType.LONG, ReduceOp.SUM);
        }
        adder.add(sums, result);
        steps++;
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
