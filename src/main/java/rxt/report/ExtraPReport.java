package rxt.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;

/**
 * An analysis as input of Extra-P: a call path for each problem and transport, at each split that is measured and not
 * oversubscribed the medians of its launches.
 */
public final class ExtraPReport {
    private ExtraPReport() {}

    /**
     * The JSON text.
     *
     * @throws IllegalArgumentException where Extra-P would refuse the file, saying which cells to choose by {@code --only}
     */
    public static String of(Analysis analysis) {
        Map<String, List<ExtraP.Times>> paths = new LinkedHashMap<>();
        for (ProblemAnalysis problem : analysis.problems()) {
            for (String transport : problem.transports()) {
                List<ExtraP.Times> times = problem.points(transport).stream()
                        .filter(point -> point.sample().isEligible())
                        .map(ExtraPReport::times)
                        .toList();
                if (!times.isEmpty()) {
                    paths.put(name(problem.problem(), transport), times);
                }
            }
        }
        try {
            return ExtraP.of(paths);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + " (--only kernel=NAME,transport=NAME chooses cells)", e);
        }
    }

    private static String name(Problem problem, String transport) {
        String params = Problem.text(problem.params());
        return problem.kernel() + "(" + params + (params.isEmpty() ? "" : ", ") + transport + ")";
    }

    private static ExtraP.Times times(Point point) {
        return new ExtraP.Times(
                point.cell().ranks(),
                point.cell().threads(),
                point.sample().launches().stream()
                        .map(launch -> launch.steps().median())
                        .toList());
    }
}
