package rxt.analysis.answer;

import java.util.List;
import java.util.Optional;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.PopEfficiency;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.efficiency.Reason;
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
        Answer bare = Answer.of(problem, Optional.empty());
        Optional<String> why =
                bare.best().flatMap(best -> best.efficiency().map(efficiency -> why(bare, best, efficiency)));
        return Answer.of(problem, why);
    }

    /** What the best split loses, and what its slowest rival of as many workers loses more. */
    private static String why(Answer answer, Point best, PopEfficiency efficiency) {
        String own = "in " + name(best) + ", " + efficiency.reason();
        return answer.costs().stream()
                .filter(cost -> cost.choice() == Answer.Choice.WORST && isSlower(cost, best))
                .findFirst()
                .flatMap(cost -> cost.point()
                        .efficiency()
                        .map(slower -> own + "; "
                                + Reason.against(name(cost.point()), slower.run(), name(best), efficiency.run())))
                .orElse(own);
    }

    private static boolean isSlower(Answer.Cost cost, Point best) {
        return !cost.point().isTied()
                && !cost.point().isNotCompared()
                && cost.point().cell().workers() == best.cell().workers();
    }

    private static String name(Point point) {
        Cell cell = point.cell();
        return cell.ranks() + " × " + cell.threads() + " (" + cell.transport() + ")";
    }
}
