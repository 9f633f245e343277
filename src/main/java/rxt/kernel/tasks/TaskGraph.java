package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.LinearRecurrence;
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

/**
 * Many tiny tasks of which some need others: Dask's first example, add(inc(x), double(x)) for x = 1 … items and the sum of
 * all ({@code lecture}), or the points of a grid in a circle, row by row ({@code pi}). What a scheduler takes for a task
 * shows; {@code length} makes the tasks longer.
 *
 * <p>Items are dealt to the ranks, each of which has a graph for its own, with a tree of sums. The threads of its team run
 * that by counting what each task still waits for ({@code counters}), or as many of a pool by the JDK's {@link
 * java.util.concurrent.CompletableFuture} ({@code completable}). One sum over the ranks ends a step.
 *
 * <p>The answer: 3·n·(n+1)/2 + n, which is 50 for Dask's five; or 1 + 4·Σ⌊√(r²−y²)⌋, which is Gauss's count of points,
 * found without roots, and lies within 2√2·π·r of π·r².
 */
public class TaskGraph implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "task-graph",
                    "tasks",
                    "a graph of tiny tasks, by counters or by futures",
                    "S1 Dask delayed, S2 futures",
                    List.of(
                            Parameter.whole(
                                    "items", 20_000, 1, 10_000_000, "items over all ranks, four tasks each, or two"),
                            Parameter.choice("graph", "lecture", List.of("lecture", "pi"), "what the tasks compute"),
                            Parameter.whole(
                                    "radius",
                                    1_000_000,
                                    1,
                                    1_000_000_000,
                                    "r of pi, whose rows are dealt to its items"),
                            Parameter.whole(
                                    "length", 0, 0, 1_000_000_000, "steps of a recurrence that each task does besides"),
                            Parameter.choice(
                                    "order",
                                    "",
                                    List.of(),
                                    "more edges of lecture's items, such as 'double>inc'; no cycles"),
                            Parameter.choice(
                                    "variant",
                                    "counters",
                                    List.of("counters", "completable"),
                                    "who schedules the tasks")),
                    WeakScaling.proportional("items"),
                    TaskGraph::new)
            .requiring(TaskGraph::require)
            .allocating((params, ranks) -> Memory.heap(700.0 * Math.ceilDiv(params.longValue("items"), ranks)));

    private static final List<String> NAMES = List.of("inc", "double", "add");
    private static final Pattern EDGE = Pattern.compile("(\\w+)\\s*>\\s*(\\w+)");
    private static final Pattern EDGES = Pattern.compile("(\\s*" + EDGE + "[\\s,]*)*");

    private final Communicator world;
    private final Journal journal;
    private final long items;
    private final boolean isPi;
    private final long radius;
    private final long length;
    private final long known;
    private final Range own;
    private final TaskGraphTasks graph;
    private final int last;
    private final long[] results;
    private final TaskGraphScheduler scheduler;
    private final long expected;
    private long total;
    private long nanos;
    private long steps;
    private long wrongSteps;

    TaskGraph(Context context) {
        world = context.world();
        journal = context.journal();
        Params params = context.params();
        items = params.longValue("items");
        isPi = params.text("graph").equals("pi");
        radius = params.longValue("radius");
        length = params.longValue("length");
        known = LinearRecurrence.known(1, length);
        own = new Partition(items, world.size()).rangeOf(world.rank());
        graph = new TaskGraphTasks();
        last = isPi ? pi() : lecture(graph, own, order(params));
        graph.finish();
        results = new long[graph.size()];
        scheduler = params.text("variant").equals("counters")
                ? new TaskGraphCounters(graph, context.team(), journal)
                : new TaskGraphFutures(graph, context.team().size());
        expected = isPi ? points(radius) : 3 * (items * (items + 1) / 2) + items;
    }

    /** Without a cycle, which each item would have. */
    private static void require(Params params, int ranks, int threads) {
        TaskGraphTasks item = new TaskGraphTasks();
        item(item, order(params), 0, () -> 0);
        item.finish();
    }

    private static int[][] order(Params params) {
        String text = params.text("order");
        if (!EDGES.matcher(text).matches() || (params.text("graph").equals("pi") && !text.isBlank())) {
            throw new IllegalArgumentException("order '" + text + "' does not fit; allowed are edges between " + NAMES
                    + " of graph lecture, such as 'double>inc'");
        }
        return EDGE.matcher(text)
                .results()
                .map(edge -> new int[] {task(edge.group(1)), task(edge.group(2))})
                .toArray(int[][]::new);
    }

    private static int task(String name) {
        int task = NAMES.indexOf(name);
        if (task < 0) {
            throw new IllegalArgumentException("order names '" + name + "', which no task is called; use " + NAMES);
        }
        return task;
    }

    /** The three tasks of one number, the last of which has its sum. */
    private static int item(TaskGraphTasks tasks, int[][] order, long x, LongSupplier besides) {
        int inc = tasks.add("inc", _ -> x + 1 + besides.getAsLong());
        int twice = tasks.add("double", _ -> 2 * x + besides.getAsLong());
        int sum = tasks.add("add", all -> all[inc] + all[twice] + besides.getAsLong(), inc, twice);
        for (int[] edge : order) {
            tasks.order(inc + edge[0], inc + edge[1]);
        }
        return sum;
    }

    private int lecture(TaskGraphTasks tasks, Range of, int[][] order) {
        int[] sums = new int[(int) of.length()];
        for (int i = 0; i < sums.length; i++) {
            long x = of.from() + i + 1;
            sums[i] = item(tasks, order, x, this::besides);
        }
        return tasks.tree(sums);
    }

    private int pi() {
        Partition rows = new Partition(radius, (int) items);
        int[] counts = new int[(int) own.length()];
        for (int i = 0; i < counts.length; i++) {
            int item = (int) own.from() + i;
            counts[i] = graph.add("count", _ -> points(rows.from(item), rows.to(item)) + besides());
        }
        return graph.tree(counts);
    }

    /** Zero, in so many steps. */
    private long besides() {
        return length == 0 ? 0 : LinearRecurrence.run(1, length) - known;
    }

    /** Points right of the axis in the rows from {@code from} to {@code to}; overridden by tests. */
    long points(long from, long to) {
        long points = 0;
        for (long y = from; y < to; y++) {
            long square = radius * radius - y * y;
            long x = (long) Math.sqrt((double) square);
            while (x * x > square) {
                x--;
            }
            while ((x + 1) * (x + 1) <= square) {
                x++;
            }
            points += x;
        }
        return points;
    }

    /** The same of all rows, along the circle. */
    static long points(long radius) {
        long points = 0;
        long x = radius;
        long excess = 0; // x² + y² − r²
        for (long y = 0; y < radius; y++) {
            while (excess > 0) {
                excess -= 2 * x - 1;
                x--;
            }
            points += x;
            excess += 2 * y + 1;
        }
        return points;
    }

    /** Whole numbers only. */
    @Override
    public Work work() {
        long sums = items - Math.min(items, world.size());
        double counted = isPi ? 4.0 * radius + sums : 3.0 * items + sums;
        return new Work(counted + 2.0 * length * (isPi ? 1 : 3) * items, 0, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        long begin = journal.nanos();
        scheduler.run(results);
        nanos += journal.nanos() - begin;
        total = world.allreduce(result(), ReduceOp.SUM);
        steps++;
        wrongSteps += total == expected ? 0 : 1;
        Arrays.fill(results, 0);
    }

    /** Overridden by a mutant. */
    long result() {
        return last < 0 ? 0 : results[last];
    }

    @Override
    public Check verify() {
        Check check = Check.exact(isPi ? "points" : "total", expected, total)
                .and(Check.exact("steps with another", 0, wrongSteps));
        if (isPi) {
            double bound = 2 * Math.sqrt(2) * Math.PI * radius;
            check = check.and(Check.within("π·r²", Math.PI * radius * radius, 1 + 4.0 * total, bound));
        }
        return check.withDigest(Digest.term(isPi ? 1 : 0, total));
    }

    /** Threads of a rank share its tasks: with one, this is what a task costs and the scheduler takes for it. */
    @Override
    public List<Observation> observations() {
        double tasks = (double) steps * graph.size();
        return Observation.told(
                new Observation("tasks", "", graph.size()),
                new Observation("seconds per task", "s", nanos * 1e-9 / tasks));
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
