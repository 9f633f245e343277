package rxt.analysis.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.PopEfficiency;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.RatioOfMedians;
import rxt.analysis.Work;
import rxt.analysis.efficiency.Reason;
import rxt.analysis.efficiency.RunTime;
import rxt.record.Cell;

/** The answers of a study: the one place that says why. */
public final class Answers {
    private Answers() {}

    /** One for each problem, in the order of the analysis. */
    public static List<Answer> of(Analysis analysis) {
        return analysis.problems().stream().map(Answers::of).toList();
    }

    /** The answer to one problem. */
    public static Answer of(ProblemAnalysis problem) {
        Optional<String> why =
                problem.best().flatMap(best -> best.efficiency().flatMap(efficiency -> why(problem, best, efficiency)));
        return Answer.of(problem, why);
    }

    /**
     * What the slowest split loses more than the best: the slowest of as many workers, else of more; where all that are
     * slower have fewer, that, and what the best loses. Where none is slower beyond the interval, that, and the slowest as
     * measured; nothing where none took longer.
     */
    private static Optional<String> why(ProblemAnalysis problem, Point best, PopEfficiency efficiency) {
        int workers = best.cell().workers();
        List<Point> slower = problem.points().stream().filter(Answers::isSlower).toList();
        if (!slower.isEmpty() && slower.stream().allMatch(p -> p.cell().workers() < workers)) {
            return Optional.of("every slower split has fewer workers; in " + name(best) + ", " + efficiency.reason());
        }
        List<Point> rivals = slower.isEmpty()
                ? problem.points().stream().filter(Answers::tookLonger).toList()
                : slower;
        String certainty = slower.isEmpty() ? "no split is slower for certain; as measured, " : "";
        return slowest(rivals, p -> p.cell().workers() == workers)
                .or(() -> slowest(rivals, p -> p.cell().workers() > workers))
                .map(rival -> certainty + Reason.against(name(rival), work(rival, best), name(best), work(best, best)));
    }

    private static boolean isSlower(Point point) {
        return point.overall()
                .filter(o -> o.ratio().verdict() == RatioOfMedians.Verdict.SLOWER)
                .isPresent();
    }

    private static boolean tookLonger(Point point) {
        return point.overall().filter(o -> o.ratio().ratio() > 1).isPresent();
    }

    /** Of those that tell where their time went. */
    private static Optional<Point> slowest(List<Point> slower, Predicate<Point> isWanted) {
        return slower.stream()
                .filter(isWanted.and(p -> p.efficiency().isPresent()))
                .max(Comparator.comparingDouble(
                        p -> p.overall().orElseThrow().ratio().ratio()));
    }

    /** Where the time goes for the work of one step of {@code best}. */
    private static RunTime work(Point point, Point best) {
        PopEfficiency efficiency = point.efficiency().orElseThrow();
        return efficiency.run().per(efficiency.steps() * Work.ratio(point.sample(), best.sample()));
    }

    private static String name(Point point) {
        Cell cell = point.cell();
        return cell.ranks() + " × " + cell.threads() + (cell.nodes() == 1 ? "" : " on " + cell.nodes() + " nodes")
                + " (" + cell.transport() + ")";
    }
}
