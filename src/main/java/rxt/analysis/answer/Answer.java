package rxt.analysis.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import rxt.analysis.Comparison;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;
import rxt.record.Cell;

/**
 * The answer to one problem.
 *
 * @param problem the problem
 * @param best the best split over all transports; absent where no cell takes part
 * @param tied splits that cannot be told from it
 * @param unknown splits that might be tied, since there are too few launches to tell
 * @param costs what the other choices cost, the worst first
 * @param why what the others lose more than the best, one sentence; absent without efficiencies, and where none took longer
 */
public record Answer(
        ProblemAnalysis problem,
        Optional<Point> best,
        List<Point> tied,
        List<Point> unknown,
        List<Cost> costs,
        Optional<String> why) {

    /** Which choice it is that costs. */
    public enum Choice {
        /** The slowest split of as many workers as the best, or more. */
        WORST,
        /** As many ranks as there are workers at most, of one thread. */
        RANKS_ALONE,
        /** One rank of as many threads, on several nodes one on each. */
        THREADS_ALONE
    }

    /**
     * What a choice costs.
     *
     * @param choice which
     * @param point its split, measured; it may be the best itself
     * @param comparison how many times as long as the best it takes
     */
    public record Cost(Choice choice, Point point, Comparison comparison) {}

    public Answer {
        tied = List.copyOf(tied);
        unknown = List.copyOf(unknown);
        costs = List.copyOf(costs);
    }

    /** The answer to {@code problem}, for the reason {@code why}. */
    public static Answer of(ProblemAnalysis problem, Optional<String> why) {
        List<Point> rivals = problem.points().stream()
                .filter(p -> p.overall().isPresent() && !p.isBest())
                .toList();
        Optional<Point> best = problem.best();
        return new Answer(
                problem,
                best,
                rivals.stream().filter(Point::isTied).toList(),
                rivals.stream().filter(Point::isNotCompared).toList(),
                best.map(point -> costs(problem, point)).orElse(List.of()),
                why);
    }

    private static List<Cost> costs(ProblemAnalysis problem, Point best) {
        List<Point> rivals =
                problem.points().stream().filter(p -> p.overall().isPresent()).toList();
        List<Cost> costs = new ArrayList<>();
        rivals.stream()
                .filter(p -> !p.isBest() && p.cell().workers() >= best.cell().workers())
                .max(Comparator.comparingDouble(Answer::ratio))
                .ifPresent(worst -> costs.add(cost(Choice.WORST, worst)));
        int workers = rivals.stream()
                .filter(p -> p.cell().transport().equals(best.cell().transport()))
                .mapToInt(p -> p.cell().workers())
                .max()
                .orElse(1);
        if (workers > 1) {
            List<Point> widest =
                    rivals.stream().filter(p -> p.cell().workers() == workers).toList();
            natural(widest, best, cell -> cell.threads() == 1).ifPresent(p -> costs.add(cost(Choice.RANKS_ALONE, p)));
            natural(widest, best, cell -> cell.ranksPerNode() == 1)
                    .ifPresent(p -> costs.add(cost(Choice.THREADS_ALONE, p)));
        }
        return costs;
    }

    /** Through the best split's transport: the choice is one of ranks and threads. */
    private static Optional<Point> natural(List<Point> rivals, Point best, Predicate<Cell> isChosen) {
        return rivals.stream()
                .filter(p -> p.cell().transport().equals(best.cell().transport()))
                .filter(p -> isChosen.test(p.cell()))
                .findFirst();
    }

    private static Cost cost(Choice choice, Point point) {
        return new Cost(choice, point, point.overall().orElseThrow());
    }

    private static double ratio(Point point) {
        return point.overall().orElseThrow().ratio().ratio();
    }
}
