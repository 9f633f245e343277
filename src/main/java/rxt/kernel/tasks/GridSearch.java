package rxt.kernel.tasks;

import java.util.List;
import java.util.Locale;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
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
 * Which λ of a grid is best for a ridge regression, by cross-validation: for each λ and each fold that is left out, weights
 * from the other folds and their error on it, as scikit-learn's {@code GridSearchCV} hands them to joblib's workers.
 *
 * <p>Pairs of λ and fold are dealt to the ranks, and a rank's to its team, one by one. All threads of a rank read its one
 * copy of the samples, which it made itself ({@code data: copy}) or which rank 0 broadcasts in every step ({@code
 * broadcast}), as joblib sends them with the tasks. One sum of all errors over the ranks ends a step.
 *
 * <p>The answer: each error is known in closed form, since the samples' columns are orthogonal ({@link RidgeSamples}), to
 * 10⁻⁹ of itself and the targets' size; so is the best λ. One worker finds an error alone: the same bits for every split.
 */
public class GridSearch implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "grid-search",
                    "tasks",
                    "cross-validation of ridge regressions over a grid of λ",
                    "S2 joblib, scikit",
                    List.of(
                            Parameter.whole("grid", 12, 1, 100_000, "values of λ, from 0.01 to 100 times the samples"),
                            Parameter.whole("folds", 5, 2, 1_000, "folds, each left out once"),
                            Parameter.whole("features", 32, 1, 1_024, "features of a sample"),
                            Parameter.whole("blocks", 4, 1, 10_000, "samples of a fold in units of its features"),
                            Parameter.choice(
                                    "data", "copy", List.of("copy", "broadcast"), "each rank's own, or rank 0's")),
                    WeakScaling.proportional("grid"),
                    GridSearch::new)
            .requiring(GridSearch::require)
            .allocating((params, _) -> Memory.heap(8.0 * numbers(params)));

    private static final double TOLERANCE = 1e-9;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final int grid;
    private final RidgeSamples shape;
    private final boolean broadcasts;
    private final double[] samples;
    private final Range own;
    private final RidgeRegression[] regressions;
    private final Schedule oneByOne = Schedule.dynamic(1);
    private final Team.Region searching = this::search;
    private double[] errors;
    private double[] firstErrors;
    private long wrongSteps;
    private long broadcastNanos;
    private long steps;

    GridSearch(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        Params params = context.params();
        grid = params.intValue("grid");
        shape = shape(params);
        broadcasts = params.text("data").equals("broadcast");
        samples = broadcasts && world.rank() > 0 ? new double[(int) numbers(params)] : shape.samples();
        own = new Partition((long) grid * shape.folds, world.size()).rangeOf(world.rank());
        regressions = new RidgeRegression[team.size()];
        team.region(me -> regressions[me.thread()] = new RidgeRegression(shape));
        errors = new double[grid * shape.folds];
        firstErrors = errors;
    }

    private static void require(Params params, int ranks, int threads) {
        if (numbers(params) > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the samples are %.0f numbers, and an array of Java holds 2³¹; use fewer folds or blocks",
                    numbers(params)));
        }
    }

    private static RidgeSamples shape(Params params) {
        return new RidgeSamples(params.intValue("folds"), params.intValue("features"), params.intValue("blocks"));
    }

    private static double numbers(Params params) {
        RidgeSamples shape = shape(params);
        return (double) shape.folds * shape.rows * shape.width();
    }

    @Override
    public Work work() {
        int others = world.size() - 1;
        double pairs = (double) grid * shape.folds;
        return new Work(
                pairs * RidgeRegression.flops(shape),
                pairs * samples.length * Double.BYTES,
                (broadcasts ? 3.0 : 2.0) * others);
    }

    @Override
    public void step() {
        long begin = journal.nanos();
        if (broadcasts) {
            world.bcast(samples, 0);
        }
        broadcastNanos += journal.nanos() - begin;
        errors = new double[grid * shape.folds];
        team.region(searching);
        errors = world.allreduce(errors, ReduceOp.SUM); // of one number and zeros
        firstErrors = steps == 0 ? errors : firstErrors;
        steps++;
        wrongSteps += hash(errors) == hash(firstErrors) ? 0 : 1;
    }

    private void search(Team.Member me) {
        RidgeRegression regression = regressions[me.thread()];
        me.share(own, oneByOne, (from, to) -> {
            for (int pair = (int) from; pair < to; pair++) {
                errors[pair] = error(regression, lambda(pair / shape.folds), pair % shape.folds);
            }
        });
    }

    /** Overridden by a mutant. */
    double error(RidgeRegression regression, double lambda, int leftOut) {
        return regression.error(samples, lambda, leftOut);
    }

    /** From 0.01 to 100 times the samples of a fold, in equal ratios. */
    private double lambda(int i) {
        return shape.rows * StrictMath.pow(10, grid == 1 ? 0 : 4.0 * i / (grid - 1) - 2);
    }

    @Override
    public Check verify() {
        double[] known = new double[errors.length];
        double worst = 0;
        for (int pair = 0; pair < known.length; pair++) {
            known[pair] = shape.knownError(lambda(pair / shape.folds), pair % shape.folds);
            worst = Math.max(worst, Math.abs(errors[pair] - known[pair]) / (1 + known[pair]));
        }
        return Check.residual("error of the errors", worst, TOLERANCE)
                .and(Check.exact("best λ's number", best(known), best(errors)))
                .and(Check.exact("steps with other bits", 0, wrongSteps))
                .withDigest(hash(errors) + Digest.term(errors.length, best(errors)));
    }

    /** The λ with the least sum of its folds' errors; the first of equals. */
    private int best(double[] of) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < grid; i++) {
            double sum = 0;
            for (int fold = 0; fold < shape.folds; fold++) {
                sum += of[i * shape.folds + fold];
            }
            best = sum < least ? i : best;
            least = Math.min(least, sum);
        }
        return best;
    }

    private static long hash(double[] values) {
        long hash = 0;
        for (int i = 0; i < values.length; i++) {
            hash += Digest.term(i, values[i]);
        }
        return hash;
    }

    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("best λ's number", "", best(errors)),
                new Observation("broadcast seconds", "s", broadcastNanos * 1e-9 / steps));
    }
}
