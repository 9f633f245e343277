package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
 * Shopska salads: seven steps each, of which some wait for others, a pantry in which few can be at once, and a countertop
 * through which they pass on what they make.
 *
 * <p>Ranks are kitchens and their threads cooks; salads are dealt to kitchens in blocks. Cooks make salads from beginning to end
 * ({@code salads}), take whatever step is ready ({@code steps}), or are the threads of an executor under a graph of
 * CompletableFutures ({@code futures}). The pantry, visited by the steps 1, 3 and 7 ({@code slowness} times as long there), is the kitchen's or, where ranks share
 * memory, the program's. The countertop is the kitchen's: after its work each step fills a bowl of {@code countertop_kib} there,
 * from the bowls of the steps that it waited for. All bowls together are larger than caches, so cooks share a way to memory; who
 * makes a salad from beginning to end finds the last bowls still near.
 *
 * <p>The answer: every step's generator ends where jumping ahead says, and its bowl holds those of all steps before it, too; each
 * step after those it waits for, no more cooks in the pantry than it has places; and the makespan in units of work lies between
 * the critical path and one cook's.
 */
public class Kitchen implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "kitchen",
                    "tasks",
                    "salads of seven steps: cooks, one pantry, one countertop",
                    "S0 шопска салата",
                    Stream.concat(
                                    Stream.of(
                                            Parameter.whole("salads", 32, 1, 1_000_000, "over all kitchens"),
                                            Parameter.choice(
                                                    "graph",
                                                    "1>2 2>5 3>4 4>6 5>6 6>7",
                                                    List.of(),
                                                    "which step comes before which"),
                                            Parameter.choice(
                                                    "sharing",
                                                    "steps",
                                                    List.of("salads", "steps", "futures"),
                                                    "what the cooks of a kitchen share"),
                                            Parameter.whole("places", 1, 1, 1_000_000, "in a pantry"),
                                            Parameter.whole(
                                                    "slowness", 1, 1, 1000, "times that a step takes in the pantry"),
                                            Parameter.choice(
                                                    "pantry", "rank", List.of("rank", "program"), "whose it is"),
                                            Parameter.choice(
                                                    "semaphore",
                                                    "textbook",
                                                    List.of("textbook", "jdk"),
                                                    "at the pantry's door"),
                                            Parameter.whole("countertop_kib", 256, 0, 1 << 20, "KiB of a step's bowl")),
                                    WorkUnit.parameters(20_000).stream())
                            .toList(),
                    WeakScaling.proportional("salads"),
                    Kitchen::new)
            .requiring(Kitchen::require)
            .allocating((params, ranks) -> Memory.heap(
                    7.0 * params.longValue("salads") / ranks * (1024.0 * params.longValue("countertop_kib") + 60)));

    private static final List<String> STEPS =
            List.of("vegetables", "wash", "cheese", "grate", "chop", "combine", "serve");
    private static final double[] COSTS = {2, 2, 2, 3, 4, 2, 1};
    private static final boolean[] IN_PANTRY = {true, false, true, false, false, false, true};

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final WorkUnit unit;
    private final int salads;
    private final long firstTask;
    private final int ownSalads;
    private final int places;
    private final double[] costs;
    private final Recipe followed;
    private final String sharing;
    private final Countertop countertop;
    private final ReadyTasks ready;
    private final ExecutorService executor;
    private final ThreadNumbers threads = new ThreadNumbers();
    private final long[] waitedNanos;
    private final StepFigures waits = new StepFigures();
    private final Ledger ledger;
    private final KitchenLog log;
    private final Pantry pantry;
    private long steps;
    private long outOfOrder;
    private long outOfBounds;

    Kitchen(Context context) {
        this(context, recipe(context.params()));
    }

    private static Recipe recipe(Params params) {
        return Recipe.parse(params.text("graph"), STEPS.size());
    }

    /** Units of work in each step of a salad. */
    private static double[] costs(Params params) {
        double slowness = params.longValue("slowness");
        return IntStream.range(0, COSTS.length)
                .mapToDouble(step -> COSTS[step] * (IN_PANTRY[step] ? slowness : 1))
                .toArray();
    }

    private static void require(Params params, int ranks, int threads) {
        recipe(params);
        Pantry.require(params);
        double most = Math.ceilDiv(params.longValue("salads"), ranks);
        WorkUnit.require(params, most * Arrays.stream(costs(params)).sum());
    }

    /** Whose cooks go by a recipe of their own. */
    Kitchen(Context context, Recipe followed) {
        this.followed = followed;
        world = context.world();
        team = context.team();
        journal = context.journal();
        unit = WorkUnit.of(context);
        salads = context.params().intValue("salads");
        Recipe graph = recipe(context.params());
        costs = costs(context.params());
        Partition kitchens = new Partition(salads, world.size());
        firstTask = kitchens.from(world.rank()) * STEPS.size();
        ownSalads = (int) kitchens.lengthOf(world.rank());
        places = context.params().intValue("places");
        sharing = context.params().text("sharing");
        int words = context.params().intValue("countertop_kib") * (1024 / Long.BYTES);
        countertop = new Countertop(graph, ownSalads, words, team);
        ready = new ReadyTasks(followed, ownSalads);
        waitedNanos = new long[team.size()];
        ledger = new Ledger(ownSalads * STEPS.size());
        log = new KitchenLog(graph, costs, IN_PANTRY, ownSalads, team.size(), places);
        pantry = Pantry.of(context, places);
        executor = sharing.equals("futures")
                ? Executors.newFixedThreadPool(
                        team.size(), Thread.ofPlatform().daemon().factory())
                : null;
    }

    /** A multiplication and an addition in each turn, and for each word that comes from another bowl or is added up. */
    @Override
    public Work work() {
        double words = salads * countertop.traffic();
        double tasks = (double) salads * STEPS.size();
        return new Work(
                unit.operations(salads * Arrays.stream(costs).sum()) + words, Long.BYTES * (words + 2 * tasks), 0);
    }

    @Override
    public void step() {
        log.clear();
        Arrays.fill(waitedNanos, 0);
        switch (sharing) {
            case "salads" -> team.region(this::makeSalads);
            case "steps" -> {
                ready.clear();
                team.region(this::takeSteps);
            }
            default -> futures();
        }
        waits.add(Arrays.stream(waitedNanos).sum());
        outOfOrder += log.outOfOrder();
        double rounding = 1e-9 * log.upperBound();
        boolean within = log.makespan() >= log.lowerBound() - rounding && log.makespan() <= log.upperBound() + rounding;
        outOfBounds += within ? 0 : 1;
        steps++;
    }

    private void makeSalads(Team.Member cook) {
        cook.share(Range.of(0, ownSalads).inBlocksOf(1), Schedule.dynamic(1), (from, to) -> {
            for (int salad = (int) from; salad < to; salad++) {
                for (int step : followed.order()) {
                    cook(salad * STEPS.size() + step, cook.thread());
                }
            }
        });
    }

    private void takeSteps(Team.Member cook) {
        for (int task = ready.take(); task >= 0; task = ready.take()) {
            cook(task, cook.thread());
            ready.ended(task);
        }
    }

    private void futures() {
        CompletableFuture<?>[] ends = new CompletableFuture<?>[ownSalads * STEPS.size()];
        for (int salad = 0; salad < ownSalads; salad++) {
            int first = salad * STEPS.size();
            for (int step : followed.order()) {
                CompletableFuture<?>[] earlier = followed.before().get(step).stream()
                        .map(other -> ends[first + other])
                        .toArray(CompletableFuture<?>[]::new);
                ends[first + step] = CompletableFuture.allOf(earlier)
                        .thenRunAsync(() -> cook(first + step, threads.mine()), executor);
            }
        }
        Pool.join(CompletableFuture.allOf(ends));
    }

    /** One step of one salad. */
    private void cook(int task, int cook) {
        int step = task % STEPS.size();
        try {
            if (IN_PANTRY[step]) {
                enterPantry(cook);
            }
            log.begins(task, cook);
            long begin = journal.nanos();
            long result = workWhereItIs(task, step);
            ledger.add(task, result + countertop.fill(task, result, steps));
            journal.span(cook, STEPS.get(step), begin, journal.nanos());
            log.ends(task);
        } catch (Throwable e) {
            ready.abandon();
            pantry.abandon();
            throw e;
        }
    }

    private void enterPantry(int cook) {
        long begin = journal.nanos();
        pantry.enter();
        waitedNanos[cook] += journal.nanos() - begin;
    }

    /** Who is in the pantry leaves it. */
    private long workWhereItIs(int task, int step) {
        try {
            return work(firstTask + task, costs[step]);
        } finally {
            if (IN_PANTRY[step]) {
                pantry.leave();
            }
        }
    }

    /** Overridden by a mutant. */
    long work(long task, double cost) {
        return unit.run(WorkUnit.seed(task), cost);
    }

    @Override
    public Check verify() {
        long crowded = Math.max(0, pantry.most() - places);
        long[] wrong = world.allreduce(new long[] {outOfOrder, outOfBounds, crowded}, ReduceOp.SUM);
        return ledger.check(world, steps, slot -> firstTask + slot, this::expected)
                .and(Check.exact("steps before those that they wait for", 0, wrong[0]))
                .and(Check.exact("makespans out of their bounds", 0, wrong[1]))
                .and(Check.exact("cooks too many in a pantry", 0, wrong[2]));
    }

    private long expected(long task) {
        int step = (int) (task % STEPS.size());
        return result(task) + countertop.expected(step, other -> result(task - step + other));
    }

    private long result(long task) {
        return unit.after(WorkUnit.seed(task), costs[(int) (task % STEPS.size())]);
    }

    /** Makespans of the last step; waits of all cooks of a kitchen together, in the median step. */
    @Override
    public List<Observation> observations() {
        return Observation.told(
                new Observation("makespan", "unit", log.makespan()),
                new Observation("makespan at best", "unit", log.lowerBound()),
                new Observation("waited for the pantry", "s", 1e-9 * waits.median()),
                new Observation("most in the pantry", "", pantry.most()));
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
        pantry.close();
    }
}
