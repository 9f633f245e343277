package rxt.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Variants of a kernel at one split: measured cells of several problems that differ in one parameter alone, whose
 * values are words, such as {@code variant}. Where they are numbers the problems differ in size, and by some words in
 * what is computed: these are no rivals.
 *
 * <p>The best is the fastest of those with launches enough for an interval; of all, where fewer than two have so many.
 * The others are compared with it as splits are ({@link Comparison}). Oversubscribed cells take part, since all are so.
 *
 * @param parameter name of the parameter
 * @param rivals the best first, then those with an interval, each kind the faster first
 */
public record Variants(String parameter, List<Rival> rivals) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w+-]*");

    /** Parameters of kernels that say what is computed, where others say how. */
    private static final Set<String> OTHER_PROBLEMS = Set.of(
            "matrix",
            "file",
            "terms",
            "cost",
            "work",
            "integrand",
            "graph",
            "order",
            "set",
            "jobs",
            "operation",
            "code");

    /**
     * One of them.
     *
     * @param problem its number in the analysis, from 1
     * @param variant value of the parameter
     * @param point its cell
     * @param comparison how many times as long as the best it takes
     */
    public record Rival(int problem, String variant, Point point, Comparison comparison) {}

    /** A cell as it takes part: of which problem, and which variant it is. */
    private record Entrant(int problem, String variant, Point point) {}

    /** What entrants have in common. */
    private record Contest(String parameter, Problem problem, String transport, int nodes, String split) {}

    public Variants {
        rivals = List.copyOf(rivals);
    }

    /** Of all kernels, in the order of the analysis. */
    public static List<Variants> of(Analysis analysis) {
        Map<Contest, List<Entrant>> contests = new LinkedHashMap<>();
        int number = 0;
        for (ProblemAnalysis problem : analysis.problems()) {
            number++;
            for (Map.Entry<String, String> param : problem.problem().params().entrySet()) {
                if (!OTHER_PROBLEMS.contains(param.getKey())
                        && WORD.matcher(param.getValue()).matches()) {
                    enter(contests, number, problem, param);
                }
            }
        }
        Resampler resampler = new Resampler(Analysis.SEED);
        return contests.entrySet().stream()
                .filter(contest -> contest.getValue().size() > 1)
                .map(contest -> new Variants(contest.getKey().parameter(), compared(contest.getValue(), resampler)))
                .toList();
    }

    private static void enter(
            Map<Contest, List<Entrant>> contests,
            int number,
            ProblemAnalysis problem,
            Map.Entry<String, String> param) {
        Problem own = problem.problem();
        Map<String, String> rest = new TreeMap<>(own.params());
        rest.remove(param.getKey());
        Problem common = new Problem(own.kernel(), rest, own.growing(), own.scaling(), own.team(), own.pinning());
        problem.points().stream()
                .filter(point -> point.summary().isPresent() && !point.cell().isProgram())
                .forEach(point -> contests.computeIfAbsent(
                                new Contest(
                                        param.getKey(),
                                        common,
                                        point.cell().transport(),
                                        point.cell().nodes(),
                                        point.cell().split()),
                                _ -> new ArrayList<>())
                        .add(new Entrant(number, param.getValue(), point)));
    }

    private static List<Rival> compared(List<Entrant> entrants, Resampler resampler) {
        List<Measurement> all = entrants.stream()
                .map(entrant -> Measurement.of(entrant.point().sample(), resampler))
                .toList();
        List<Measurement> repeated =
                all.stream().filter(m -> m.bootstrap().hasReplicates()).toList();
        Map<Integer, Comparison> comparisons = Comparison.among(repeated.size() > 1 ? repeated : all, all);
        return entrants.stream()
                .map(e -> new Rival(
                        e.problem(),
                        e.variant(),
                        e.point(),
                        comparisons.get(e.point().sample().number())))
                .sorted(Comparator.<Rival, Boolean>comparing(
                                r -> !r.comparison().best())
                        .thenComparing(r -> r.comparison().notCompared())
                        .thenComparingDouble(r -> r.comparison().ratio().ratio()))
                .toList();
    }
}
