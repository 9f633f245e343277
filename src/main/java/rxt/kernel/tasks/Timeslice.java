package rxt.kernel.tasks;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * The same load four ways: one task after the other ({@code serial}), all of them in turn by slices, as functions that
 * a loop calls ({@code concurrent}) or as threads of their own ({@code threads}), or side by side ({@code parallel}).
 * Concurrency lets all make progress; only parallelism is faster.
 *
 * <p>{@code parallel} deals the tasks to the ranks in blocks and to their threads one by one. The others have one worker's
 * time in all, that of the first thread of rank 0, while the others rest: in {@code threads} it waits, and of its threads,
 * one for each task, one at a time has the turn. With {@code jdk} executors do what the loop and the team do, and those
 * threads are virtual.
 *
 * <p>The answer: every task's generator ends where jumping ahead says; and with one worker the number of tasks begun before
 * the first ended is 1 in serial and all of them in slices, by as many threads as there are tasks where each has one.
 */
public class Timeslice implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "timeslice",
                    "tasks",
                    "the same tasks in series, in turns on one worker, or in parallel",
                    "S1 concurrency against parallelism",
                    Stream.concat(
                                    Stream.of(
                                            Parameter.whole("tasks", 8, 1, 1_000_000, "over all ranks"),
                                            Parameter.whole("length", 20, 1, 1_000_000, "units of work in a task"),
                                            Parameter.whole("slice", 1, 1, 1_000_000, "units until the next turn"),
                                            Parameter.choice(
                                                    "mode",
                                                    "concurrent",
                                                    List.of("serial", "concurrent", "threads", "parallel"),
                                                    "how the tasks run"),
                                            Parameter.choice(
                                                    "variant",
                                                    "textbook",
                                                    List.of("textbook", "jdk"),
                                                    "a loop and the team, or executors and virtual threads")),
                                    WorkUnit.parameters(50_000).stream())
                            .toList(),
                    WeakScaling.proportional("tasks"),
                    Timeslice::new)
            .requiring(Timeslice::require)
            .allocating((params, _) -> Memory.heap(24.0 * params.longValue("tasks")));

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final WorkUnit unit;
    private final int tasks;
    private final long length;
    private final long slice;
    private final String mode;
    private final boolean jdk;
    private final int first;
    private final long[] states;
    private final long[] done;
    private final Ledger ledger;
    private final ExecutorService executor;
    private final Turns turns;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger begunAtFirstEnd = new AtomicInteger();
    private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();
    private volatile int atWorkAtFirstEnd;
    private long steps;
    /** Steps in which more or fewer tasks than possible were begun when the first ended. */
    private long strange;

    Timeslice(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        unit = WorkUnit.of(context);
        tasks = context.params().intValue("tasks");
        length = context.params().longValue("length");
        slice = context.params().longValue("slice");
        mode = context.params().text("mode");
        jdk = context.params().text("variant").equals("jdk");
        boolean parallel = mode.equals("parallel");
        Partition parts = new Partition(tasks, world.size());
        first = parallel ? (int) parts.from(world.rank()) : 0;
        int own = parallel ? (int) parts.lengthOf(world.rank()) : world.rank() == 0 ? tasks : 0;
        states = new long[own];
        done = new long[own];
        ledger = new Ledger(own);
        turns = mode.equals("threads") ? new Turns(own, jdk) : null;
        executor = jdk && turns == null
                ? Executors.newFixedThreadPool(
                        parallel ? team.size() : 1, Thread.ofPlatform().daemon().factory())
                : null;
    }

    private static void require(Params params, int ranks, int threads) {
        String mode = params.text("mode");
        double units = (double) params.longValue("tasks") * params.longValue("length");
        WorkUnit.require(params, units / (mode.equals("parallel") ? ranks : 1));
        if (mode.equals("threads") && params.text("variant").equals("textbook")) {
            Turns.require(params.longValue("tasks"));
        }
    }

    /** A multiplication and an addition in each turn; a result for each task. */
    @Override
    public Work work() {
        return new Work(unit.operations((double) tasks * length), 2.0 * Long.BYTES * tasks, 0);
    }

    @Override
    public void step() {
        begun.set(0);
        begunAtFirstEnd.set(0);
        atWork.clear();
        atWorkAtFirstEnd = 0;
        for (int task = 0; task < states.length; task++) {
            states[task] = WorkUnit.seed(first + task);
            done[task] = 0;
        }
        if (mode.equals("parallel")) {
            parallel();
        } else if (turns != null) {
            turns.run(task -> run(task, task, slice));
        } else if (jdk) {
            queueUp(executor, mode.equals("serial") ? length : slice);
        } else {
            takeTurns(mode.equals("serial") ? length : slice);
        }
        strange += isStrange(begunAtFirstEnd.get(), atWorkAtFirstEnd) ? 1 : 0;
        steps++;
    }

    private boolean isStrange(int progress, int threads) {
        if (states.length == 0) {
            return progress != 0;
        }
        int inTurn = slice < length ? tasks : 1;
        return switch (mode) {
            case "serial" -> progress != 1 || threads != 1;
            case "concurrent" -> progress != inTurn || threads != 1;
            case "threads" -> progress != inTurn || threads != inTurn;
            default -> Math.min(progress, threads) < 1 || progress > Math.min(team.size(), states.length);
        };
    }

    private void parallel() {
        if (jdk) {
            CompletableFuture<?>[] all = new CompletableFuture<?>[states.length];
            for (int task = 0; task < all.length; task++) {
                int number = task;
                all[task] = CompletableFuture.runAsync(() -> run(number, number % team.size(), length), executor);
            }
            Pool.join(CompletableFuture.allOf(all));
        } else {
            team.region(me -> me.share(Range.of(0, states.length).inBlocksOf(1), Schedule.monotonic(1), (from, to) -> {
                for (long task = from; task < to; task++) {
                    run((int) task, me.thread(), length);
                }
            }));
        }
    }

    /** Round and round on this thread, so many units of each that is not done. */
    private void takeTurns(long units) {
        for (int left = states.length; left > 0; ) {
            for (int task = 0; task < states.length; task++) {
                if (done[task] < length && run(task, 0, units)) {
                    left--;
                }
            }
        }
    }

    /**
     * The same by an executor's queue, in which a task that is not done stands at the end again. The executor's own thread
     * queues them up: were it this one, the first task could be done before the last stands in the queue.
     */
    private void queueUp(Executor one, long units) {
        CompletableFuture<?>[] ends = new CompletableFuture<?>[states.length];
        for (int task = 0; task < ends.length; task++) {
            ends[task] = new CompletableFuture<>();
        }
        one.execute(() -> {
            for (int task = 0; task < ends.length; task++) {
                int number = task;
                one.execute(() -> queueUp(one, units, number, ends[number]));
            }
        });
        Pool.join(CompletableFuture.allOf(ends));
    }

    private void queueUp(Executor one, long units, int task, CompletableFuture<?> end) {
        try {
            if (run(task, 0, units)) {
                end.complete(null);
            } else {
                one.execute(() -> queueUp(one, units, task, end));
            }
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    /** So many units of a task, or what is left; whether it is done. */
    private boolean run(int task, int worker, long units) {
        if (done[task] == 0) {
            atWork.add(worker());
            begun.incrementAndGet();
        }
        long begin = journal.nanos();
        long turn = Math.min(units, length - done[task]);
        states[task] = advance(states[task], turn);
        done[task] += turn;
        journal.span(worker, "task " + (first + task), begin, journal.nanos());
        boolean ended = done[task] == length;
        if (ended) {
            if (begunAtFirstEnd.compareAndSet(0, begun.get())) {
                atWorkAtFirstEnd = atWork.size();
            }
            ledger.add(task, states[task]);
        }
        return ended;
    }

    /** Who works; overridden by a mutant. */
    Thread worker() {
        return Thread.currentThread();
    }

    /** Overridden by a mutant. */
    long advance(long state, long units) {
        return unit.run(state, (double) units);
    }

    @Override
    public Check verify() {
        return ledger.check(
                        world,
                        steps,
                        slot -> (long) first + slot,
                        task -> unit.after(WorkUnit.seed(task), (double) length))
                .and(Check.exact("steps of strange progress", 0, world.allreduce(strange, ReduceOp.SUM)));
    }

    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("jobs begun before the first ended", "", begunAtFirstEnd.get()),
                new Observation("threads at work before the first job ended", "", atWorkAtFirstEnd));
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
        if (turns != null) {
            turns.close();
        }
    }
}
