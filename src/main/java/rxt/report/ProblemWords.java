package rxt.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.record.Telling;

/** What tells each problem of a study from the others of its kernel. */
public final class ProblemWords {
    private ProblemWords() {}

    /** Such as {@code lock} or {@code library permits=2} for each of them; "" for the only one of its kernel. */
    public static List<String> of(List<ProblemAnalysis> problems) {
        Map<String, List<Map<String, String>>> kernels = problems.stream()
                .map(ProblemAnalysis::problem)
                .collect(Collectors.groupingBy(
                        Problem::kernel, Collectors.mapping(ProblemWords::particulars, Collectors.toList())));
        return problems.stream()
                .map(ProblemAnalysis::problem)
                .map(own -> Telling.words(Telling.apart(particulars(own), kernels.get(own.kernel()))))
                .toList();
    }

    private static Map<String, String> particulars(Problem problem) {
        Map<String, String> all =
                Telling.particulars(problem.params(), problem.scaling(), problem.team(), problem.pinning());
        all.putAll(problem.growing());
        return all;
    }
}
