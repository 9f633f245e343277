package rxt.kernel.memory;

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
import rxt.kernel.Memory;
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
 * Every element of an array becomes its negative, with a lock or without: the lectures' shared Array, whose lock every
 * access takes.
 *
 * <p>Ranks have blocks of the array, members blocks of their rank's. With {@code lock: array} a member holds the rank's one
 * lock while it negates {@code together} elements: no element is anyone else's, so the lock buys nothing, and its price
 * shows.
 *
 * <p>Memory is off the heap, each member's block touched first by itself.
 */
public class Negate implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "negate",
                    "memory",
                    "a ← −a, with and without a lock",
                    "S1 Value and Array",
                    List.of(
                            Parameter.whole("n", 4_000_000, 1, 1_000_000_000_000L, "elements"),
                            Parameter.choice(
                                    "lock",
                                    "none",
                                    List.of("none", "array"),
                                    "whether an access takes the array's lock"),
                            Parameter.whole("together", 1, 1, 1_000_000_000, "elements per access")),
                    WeakScaling.proportional("n"),
                    Negate::new)
            .allocating((params, ranks) -> Memory.outside(8.0 * params.longValue("n") / ranks));

    private final Communicator world;
    private final Team team;
    private final long n;
    private final boolean locked;
    private final int together;
    private final long first;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment a;
    private final long address;
    private final Range own;
    private final Section[] sections;
    private final Team.Region region = this::member;
    private long steps;

    Negate(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().longValue("n");
        locked = context.params().text("lock").equals("array");
        together = context.params().intValue("together");
        Partition ranks = new Partition(n, world.size());
        first = ranks.from(world.rank());
        own = Range.of(0, ranks.lengthOf(world.rank()));
        a = FirstTouch.doubles(arena, own.length());
        address = a.address();
        sections = new Section[team.size()];
        for (int member = 0; member < sections.length; member++) {
            sections[member] = new Section();
        }
        team.forEach(own, (from, to) -> {
            for (long i = from; i < to; i++) {
                a.setAtIndex(ValueLayout.JAVA_DOUBLE, i, start(i));
            }
        });
    }

    private double start(long index) {
        return first + index + 1.0;
    }

    /** What a member does while it holds the lock. */
    private final class Section implements Team.Loop, Runnable {
        private Team.Member member;
        private long from;
        private int count;

        @Override
        public void run(long fromIndex, long toIndex) {
            for (long i = fromIndex; i < toIndex; i += together) {
                int some = (int) Math.min(toIndex - i, together);
                if (locked) {
                    from = i;
                    count = some;
                    member.critical(this);
                } else {
                    negate(address + i * Double.BYTES, some);
                }
            }
        }

        @Override
        public void run() {
            negate(address + from * Double.BYTES, count);
        }
    }

    /**
     * So many elements from an address on; overridden by a mutant.
     *
     * @param at address of the first
     */
    void negate(long at, int count) {
        Doubles.negate(at, count);
    }

    /** One operation, a read and a write for each element. */
    @Override
    public Work work() {
        return new Work(n, 2.0 * Double.BYTES * n, 0);
    }

    @Override
    public void step() {
        team.region(region);
        steps++;
    }

    private void member(Team.Member me) {
        Section section = sections[me.thread()];
        section.member = me;
        me.share(own, Schedule.STATIC, section);
    }

    /** Before and after one more step, since after an even number of them an element that nobody touched looks right. */
    @Override
    public Check verify() {
        Check before = check();
        step();
        return before.and(check());
    }

    private Check check() {
        double sign = steps % 2 == 0 ? 1 : -1;
        long wrong = team.sumLong(own, (from, to) -> {
            long count = 0;
            for (long i = from; i < to; i++) {
                count += a.getAtIndex(ValueLayout.JAVA_DOUBLE, i) == sign * start(i) ? 0 : 1;
            }
            return count;
        });
        long digest = team.sumLong(own, (from, to) -> {
            long sum = 0;
            for (long i = from; i < to; i++) {
                sum += Digest.term(first + i, sign * a.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
            }
            return sum;
        });
        return Check.exact("wrong elements", 0, world.allreduce(wrong, ReduceOp.SUM))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    @Override
    public void close() {
        arena.close();
    }
}
