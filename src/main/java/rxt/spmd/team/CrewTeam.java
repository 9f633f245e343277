package rxt.spmd.team;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;

/**
 * A team of any kind: regions run on its {@link Crew}, loops are dealt by {@link Deal}, reductions follow
 * {@link Blocks}, recursive tasks have the threads of {@link Tasks}, and {@link Placement} binds threads to CPUs.
 */
final class CrewTeam implements Team {
    /** Workers that a {@link java.util.concurrent.ForkJoinPool} can have. */
    private static final int MOST_THREADS = 32_767;

    private static final Thread CLOSED = new Thread("closed team");

    private final Crew crew;
    private final LoopRegion loop = new LoopRegion();
    private final DoubleSum doubleSum;
    private final LongSum longSum;
    private final Tasks tasks;
    private final AtomicReference<Thread> owner = new AtomicReference<>();

    /** See {@link Team#named(String, int, Pinning, Share)}. */
    static CrewTeam of(String name, int size, Pinning pinning, Share share) {
        if (name.equals("virtual") && pinning != Pinning.NONE) {
            throw new IllegalArgumentException("a virtual team has no threads that could be bound to CPUs;"
                    + " its pinning must be none, not " + pinning.name().toLowerCase(Locale.ROOT));
        }
        checkSize(size);
        return of(name, size, Placement.of(pinning, size, share));
    }

    static CrewTeam of(String name, int size, Placement placement) {
        checkSize(size);
        return new CrewTeam(
                switch (name) {
                    case "forkjoin" -> new PoolCrew(size, placement);
                    case "spin" -> new ThreadCrew(size, false, placement);
                    case "virtual" -> new ThreadCrew(size, true, placement);
                    default ->
                        throw new IllegalArgumentException(
                                "no team is called '" + name + "'; there are forkjoin, spin and virtual");
                });
    }

    private static void checkSize(int size) {
        if (size < 1 || size > MOST_THREADS) {
            throw new IllegalArgumentException("a team has 1 to " + MOST_THREADS + " threads, not " + size);
        }
    }

    /** Takes the crew over and binds its members; a crew that cannot be bound is closed. */
    private CrewTeam(Crew crew) {
        this.crew = crew;
        this.doubleSum = new DoubleSum(crew.size);
        this.longSum = new LongSum(crew.size);
        this.tasks = new Tasks(crew);
        try {
            crew.run(me -> crew.placement.settle(me.thread()));
        } catch (Throwable t) {
            close();
            throw t;
        }
    }

    @Override
    public String name() {
        return crew.name();
    }

    @Override
    public List<String> masks() {
        String[] masks = new String[crew.size];
        region(me -> masks[me.thread()] = Placement.mask());
        return Arrays.asList(masks);
    }

    @Override
    public int size() {
        return crew.size;
    }

    @Override
    public void region(Region body) {
        enter();
        try {
            crew.run(body);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public void forEach(Range range, Schedule schedule, Loop body) {
        enter();
        try {
            loop.open(range, schedule, body);
            crew.run(loop);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public <R> R reduce(Range range, R identity, Block<R> block, BinaryOperator<R> combine) {
        enter();
        try {
            Reduction<R> reduction = new Reduction<>(crew.size, range, block, combine);
            crew.run(reduction);
            return reduction.result(identity);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public double sum(Range range, DoubleBlock block) {
        enter();
        try {
            doubleSum.open(range, block);
            crew.run(doubleSum);
            return doubleSum.result();
        } finally {
            owner.set(null);
        }
    }

    @Override
    public long sumLong(Range range, LongBlock block) {
        enter();
        try {
            longSum.open(range, block);
            crew.run(longSum);
            return longSum.result();
        } finally {
            owner.set(null);
        }
    }

    @Override
    public <R> R invoke(ForkJoinTask<R> task) {
        enter();
        try {
            return tasks.invoke(task);
        } finally {
            owner.set(null);
        }
    }

    boolean isClosed() {
        return CLOSED.equals(owner.get());
    }

    @Override
    public void close() {
        if (isClosed()) {
            return;
        }
        enter();
        owner.set(CLOSED);
        try {
            crew.close();
        } finally {
            try {
                tasks.close();
            } finally {
                crew.placement.restore();
            }
        }
    }

    private void enter() {
        Thread me = Thread.currentThread();
        Thread holder = owner.compareAndExchange(null, me);
        if (holder == null) {
            return;
        }
        if (holder.equals(CLOSED)) {
            throw new IllegalStateException("the team is closed");
        }
        String how = holder.equals(me) || crew.employs(me) || me instanceof ForkJoinWorkerThread
                ? "regions of one team do not nest; a member that wants threads has inner(size)"
                : "thread '" + holder.getName() + "' has it";
        throw new IllegalStateException(
                "the team is already in a region: " + how + "; open one after the other, from one thread");
    }

    /** A loop as a region, used again for every call. */
    private static final class LoopRegion implements Region {
        private Range range = Range.of(0, 0);
        private Schedule schedule = Schedule.STATIC;
        private Loop body = (_, _) -> {};

        void open(Range over, Schedule by, Loop of) {
            range = over;
            schedule = by;
            body = of;
        }

        @Override
        public void run(Member me) {
            ((Seat) me).share(range, schedule, body);
        }
    }
}
