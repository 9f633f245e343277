package rxt.spmd.team;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;

/**
 * The team {@code forkjoin}: every region is forked to the workers of an own {@link ForkJoinPool} and joined.
 *
 * <p>Regions run on {@link Crew}, loops are dealt by {@link Deal}, reductions follow {@link Blocks}. Recursive tasks
 * have a second pool, as many workers strong as the team: their caller cannot help, since what a thread outside of a
 * pool forks goes to the common one. A team of one thread has no crew and runs all but recursive tasks in place.
 */
final class ForkJoinTeam implements Team {
    /** Workers that a {@link ForkJoinPool} can have. */
    private static final int MOST_THREADS = 32_767;

    private static final Thread CLOSED = new Thread("closed team");

    private final int size;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Crew crew;
    private final Member alone = new Alone();
    private final LoopRegion loop;
    private final DoubleSum doubleSum;
    private final LongSum longSum;
    private final AtomicReference<Thread> owner = new AtomicReference<>();
    private ForkJoinPool tasks;

    ForkJoinTeam(int size) {
        if (size < 1 || size > MOST_THREADS) {
            throw new IllegalArgumentException("a team has 1 to " + MOST_THREADS + " threads, not " + size);
        }
        this.size = size;
        this.crew = size == 1 ? null : new Crew(size);
        this.loop = new LoopRegion(size);
        this.doubleSum = new DoubleSum(size);
        this.longSum = new LongSum(size);
    }

    @Override
    public String name() {
        return "forkjoin";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void region(Region body) {
        enter();
        try {
            run(body);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public void forEach(Range range, Schedule schedule, Loop body) {
        enter();
        try {
            loop.open(range, schedule, body);
            run(loop);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public <R> R reduce(Range range, R identity, Block<R> block, BinaryOperator<R> combine) {
        enter();
        try {
            Reduction<R> reduction = new Reduction<>(size, range, block, combine);
            run(reduction);
            return reduction.result(identity);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public double sum(Range range, DoubleBlock block) {
        enter();
        try {
            int groups = doubleSum.open(range, block);
            run(doubleSum);
            return groups == 0 ? 0 : doubleSum.result(groups);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public long sumLong(Range range, LongBlock block) {
        enter();
        try {
            int groups = longSum.open(range, block);
            run(longSum);
            return longSum.result(groups);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public <R> R invoke(ForkJoinTask<R> task) {
        enter();
        try {
            if (tasks == null) {
                tasks = taskPool();
            }
            return tasks.invoke(task);
        } finally {
            owner.set(null);
        }
    }

    @Override
    public void close() {
        if (CLOSED.equals(owner.get())) {
            return;
        }
        enter();
        owner.set(CLOSED);
        if (crew != null) {
            crew.close();
        }
        if (tasks != null) {
            Pools.close(tasks);
        }
    }

    private void run(Region body) {
        if (crew == null) {
            body.run(alone);
        } else {
            crew.run(body);
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
        String how = holder.equals(me) || me instanceof ForkJoinWorkerThread
                ? "regions of one team do not nest"
                : "thread '" + holder.getName() + "' has it";
        throw new IllegalStateException(
                "the team is already in a region: " + how + "; open one after the other, from one thread");
    }

    private ForkJoinPool taskPool() {
        AtomicInteger count = new AtomicInteger();
        ForkJoinPool.ForkJoinWorkerThreadFactory factory = pool -> {
            ForkJoinWorkerThread worker = new ForkJoinWorkerThread(pool) {};
            worker.setName("rxt-task-" + count.getAndIncrement());
            worker.setContextClassLoader(loader);
            return worker;
        };
        return new ForkJoinPool(size, factory, null, false, size, size, 0, _ -> true, 1, TimeUnit.MINUTES);
    }

    /** A loop as a region, used again for every call. */
    private static final class LoopRegion implements Region {
        private final Deal deal;
        private Loop body = (_, _) -> {};

        LoopRegion(int size) {
            deal = new Deal(size);
        }

        void open(Range range, Schedule schedule, Loop of) {
            deal.open(range, schedule);
            body = of;
        }

        @Override
        public void run(Member me) {
            deal.run(me.thread(), body);
        }
    }

    private record Alone() implements Member {
        @Override
        public int thread() {
            return 0;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public void barrier() {}
    }
}
