package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;

/**
 * An analysis as input of Extra-P: a call path for each problem and transport, at each split that is measured, rightly
 * bound and not oversubscribed the medians of its launches. Where a path has ranks that are processes, splits whose ranks
 * are threads of one JVM are left out of it.
 *
 * <p>A path is named after kernel, parameters and transport; where two problems share these, also after what tells them
 * apart of scaling, team, pinning and growing parameters.
 */
public final class ExtraPReport {
    private static final List<Function<Problem, String>> TRAITS = List.of(
            problem -> problem.scaling() + " scaling",
            problem -> "team " + problem.team(),
            problem -> "pinned " + problem.pinning(),
            problem -> problem.growing().isEmpty() ? "nothing grows" : Problem.text(problem.growing()));

    private ExtraPReport() {}

    /**
     * The JSON text.
     *
     * @throws IllegalArgumentException where Extra-P would refuse the file, or two call paths have one name, saying
     * which cells to
     *     choose by {@code --only}
     */
    public static String of(Analysis analysis) {
        Map<String, List<ExtraP.Times>> paths = new LinkedHashMap<>();
        for (ProblemAnalysis problem : analysis.problems()) {
            for (String transport : problem.transports()) {
                List<ExtraP.Times> times = fittable(problem.points(transport)).stream()
                        .map(ExtraPReport::times)
                        .toList();
                String name = name(problem.problem(), transport, analysis.problems());
                if (!times.isEmpty() && paths.put(name, times) != null) {
                    throw new IllegalArgumentException("Extra-P takes each call path once; the study has " + name
                            + " twice (--only kernel=NAME,transport=NAME chooses cells)");
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

    private static List<Point> fittable(List<Point> points) {
        List<Point> eligible = points.stream()
                .filter(point -> point.sample().isEligible() && !point.sample().isWronglyBound())
                .toList();
        boolean hasProcesses = eligible.stream()
                .anyMatch(point -> point.cell().ranks() > 1 && !point.sample().hasSharedJvm());
        return eligible.stream()
                .filter(point -> !hasProcesses
                        || point.cell().ranks() == 1
                        || !point.sample().hasSharedJvm())
                .toList();
    }

    private static String name(Problem problem, String transport, List<ProblemAnalysis> all) {
        List<Problem> namesakes = all.stream()
                .map(ProblemAnalysis::problem)
                .filter(other -> other.kernel().equals(problem.kernel())
                        && other.params().equals(problem.params()))
                .toList();
        List<String> parts = new ArrayList<>();
        if (!problem.params().isEmpty()) {
            parts.add(Problem.text(problem.params()));
        }
        for (Function<Problem, String> trait : TRAITS) {
            if (namesakes.stream().map(trait).distinct().count() > 1) {
                parts.add(trait.apply(problem));
            }
        }
        parts.add(transport);
        return problem.kernel() + "(" + String.join(", ", parts) + ")";
    }

    private static ExtraP.Times times(Point point) {
        return new ExtraP.Times(
                point.cell().nodes(),
                point.cell().ranks(),
                point.cell().threads(),
                point.sample().launches().stream()
                        .map(launch -> launch.steps().median())
                        .toList());
    }
}
