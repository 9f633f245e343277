package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
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
 * Periodic tasks by earliest deadline first: without interrupts, with interrupts, and with regions in which a job blocks.
 *
 * <p>Sets of tasks are dealt to the ranks in blocks and to their threads one by one, and each is one worker's: partitioned
 * scheduling. A worker runs the units of work itself, or hands its core to a thread per task, at every checkpoint.
 *
 * <p>The answer: results from jumping ahead, and the very schedule, with the deadlines it misses in units of work, of
 * an exact simulator; with interrupts none is missed. Which deadlines are missed in seconds is measured, and no part of
 * the answer: {@link EdfClock}.
 */
public class Edf implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "edf",
                    "tasks",
                    "periodic tasks by earliest deadline first, three ways",
                    "S1, the three figures of EDF",
                    Stream.concat(
                                    Stream.of(
                                            Parameter.whole("sets", 64, 1, 1_000_000, "of tasks, over all ranks"),
                                            Parameter.choice(
                                                    "set",
                                                    "random",
                                                    List.of(),
                                                    "random, figure (" + EdfSet.FIGURE + "), or such a list"),
                                            Parameter.whole("tasks", 4, 1, EdfSet.MOST_TASKS, "in a random set"),
                                            Parameter.real("utilisation", 0.95, 0.1, 10, "of a random set, at most"),
                                            Parameter.choice(
                                                    "mode",
                                                    "preemptive",
                                                    List.of("cooperative", "preemptive", "blocking"),
                                                    "when a job gives way to one that is due earlier"),
                                            Parameter.choice(
                                                    "jobs_on",
                                                    "worker",
                                                    List.of("worker", "threads"),
                                                    "whose thread runs a unit of work"),
                                            Parameter.real(
                                                    "slack",
                                                    0.25,
                                                    0,
                                                    100,
                                                    "of deadlines by the clock, as part of the period")),
                                    WorkUnit.parameters(2000).stream())
                            .toList(),
                    WeakScaling.proportional("sets"),
                    Edf::new)
            .requiring(Edf::require)
            .allocating((params, ranks) -> Memory.heap(500.0 * params.longValue("sets") / ranks));

    private final Communicator world;
    private final Team team;
    private final WorkUnit unit;
    private final long sets;
    private final long first;
    private final EdfSet fixed;
    private final int tasks;
    private final double utilisation;
    private final EdfMode mode;
    private final EdfSet[] own;
    private final EdfWorker[] workers;
    private final EdfClock[] clocks;
    private final StepFigures byClock = new StepFigures();
    private final EdfThreads[] threads;
    private final Ledger ledger;
    private final Team.Region running = this::run;
    private long steps;
    private long missed;

    Edf(Context context) {
        world = context.world();
        team = context.team();
        unit = WorkUnit.of(context);
        sets = context.params().longValue("sets");
        tasks = context.params().intValue("tasks");
        utilisation = context.params().doubleValue("utilisation");
        fixed = fixed(context.params().text("set"));
        mode = EdfMode.named(context.params().text("mode"));
        Partition parts = new Partition(sets, world.size());
        first = parts.from(world.rank());
        own = new EdfSet[(int) parts.lengthOf(world.rank())];
        Arrays.setAll(own, i -> set(first + i));
        ledger = new Ledger(own.length);
        threads = new EdfThreads[context.params().text("jobs_on").equals("threads") ? team.size() : 0];
        double slack = context.params().doubleValue("slack");
        long longest = Arrays.stream(own).mapToLong(EdfSet::hyperperiod).max().orElse(0);
        clocks = new EdfClock[team.size()];
        Arrays.setAll(clocks, _ -> new EdfClock(context.journal(), slack, longest));
        Arrays.setAll(threads, w -> new EdfThreads(set(0).tasks().size(), state -> clocks[w].timed(this::work, state)));
        workers = new EdfWorker[team.size()];
        Arrays.setAll(workers, w -> new EdfWorker(mode, processor(w), clocks[w], bars(context.journal(), w)));
    }

    private static void require(Params params, int ranks, int threads) {
        EdfSet fixed = fixed(params.text("set"));
        double utilisation = params.doubleValue("utilisation");
        if (fixed == null && utilisation > 1) {
            throw new IllegalArgumentException(
                    "utilisation = " + utilisation + " is above 1: no order meets all deadlines; allowed is up to 1");
        }
        EdfSet first = fixed == null ? EdfSet.random(0, params.intValue("tasks"), utilisation) : fixed;
        WorkUnit.require(params, (double) Math.ceilDiv(params.longValue("sets"), ranks) * first.hyperperiod());
    }

    private static EdfSet fixed(String set) {
        return switch (set) {
            case "random" -> null;
            case "figure" -> EdfSet.parse(EdfSet.FIGURE);
            default -> EdfSet.parse(set);
        };
    }

    private EdfSet set(long number) {
        return fixed == null ? EdfSet.random(number, tasks, utilisation) : fixed;
    }

    private EdfWorker.Processor processor(int worker) {
        return threads.length > 0 ? threads[worker] : (_, state) -> clocks[worker].timed(this::work, state);
    }

    /** A row for each thread that works. */
    private EdfWorker.Bars bars(Journal journal, int worker) {
        int rows = threads.length > 0 ? set(0).tasks().size() : 1;
        return (task, begin, end, late) -> journal.span(
                worker * rows + Math.min(task, rows - 1), "task " + task + (late ? " late" : ""), begin, end);
    }

    /** A unit; overridden by a mutant. */
    long work(long state) {
        return unit.run(state, 1);
    }

    /** A multiplication and an addition in each turn; a task's state is read and written with each unit. */
    @Override
    public Work work() {
        double units = 0;
        for (long set = 0; set < sets; set++) {
            units += set(set).units();
        }
        return new Work(unit.operations(units), 2.0 * Long.BYTES * units, 0);
    }

    @Override
    public void step() {
        for (EdfWorker worker : workers) {
            worker.clear();
        }
        team.region(running);
        missed += sum(EdfWorker::missed);
        byClock.add(Arrays.stream(clocks).mapToLong(EdfClock::missed).sum());
        steps++;
    }

    private void run(Team.Member me) {
        me.share(Range.of(0, own.length).inBlocksOf(1), Schedule.dynamic(1), (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                ledger.add(i, run(workers[me.thread()], own[i], first + i));
            }
        });
    }

    /** Overridden by a mutant. */
    long run(EdfWorker worker, EdfSet set, long number) {
        return worker.run(set, number);
    }

    private long sum(ToLongFunction<EdfWorker> of) {
        return Arrays.stream(workers).mapToLong(of).sum();
    }

    @Override
    public Check verify() {
        long simulated = 0;
        for (EdfSet set : own) {
            simulated += steps * EdfSimulator.trace(set, mode).missed();
        }
        long[] sums = world.allreduce(new long[] {simulated, missed}, ReduceOp.SUM);
        return ledger.check(world, steps, slot -> first + slot, this::expected)
                .and(Check.exact("deadlines missed", mode == EdfMode.PREEMPTIVE ? 0 : sums[0], sums[1]));
    }

    private long expected(long number) {
        EdfSet set = set(number);
        long[] states = new long[set.tasks().size()];
        for (int task = 0; task < states.length; task++) {
            states[task] = EdfWorker.seed(number, task);
            long units = set.jobs(task) * set.tasks().get(task).cost();
            states[task] = unit.after(states[task], (double) units);
        }
        return EdfWorker.hash(states, states.length)
                + EdfSimulator.trace(set, mode).hash();
    }

    /** By units, of the last step; by the clock, of the median of the steps. */
    @Override
    public List<Observation> observations() {
        long worst = Arrays.stream(workers).mapToLong(EdfWorker::worst).max().orElse(0);
        return Observation.told(
                new Observation("deadlines missed", "", sum(EdfWorker::missed)),
                new Observation("interrupts", "", sum(EdfWorker::interrupted)),
                new Observation("largest lateness", "unit", worst),
                new Observation(
                        "deadlines",
                        "",
                        Arrays.stream(own).mapToLong(EdfSet::jobs).sum()),
                new Observation("deadlines missed by the clock", "", byClock.median()));
    }

    @Override
    public void close() {
        for (EdfThreads ofWorker : threads) {
            ofWorker.close();
        }
    }
}
