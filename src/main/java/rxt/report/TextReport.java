package rxt.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import rxt.analysis.Analysis;
import rxt.analysis.Bootstrap;
import rxt.analysis.Environments;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Scaling;
import rxt.analysis.answer.Answers;
import rxt.analysis.model.MeasuredRoof;
import rxt.analysis.model.SeriesModels.Target;
import rxt.record.StudyFile;

/**
 * An analysis for people, at most 80 columns wide and readable without colour: what the figures are, each problem
 * ({@link ProblemText}), and a list of the best splits.
 */
public final class TextReport {
    /** Problems that can be read one after the other; of more there is a line for each first. */
    private static final int FEW = 12;

    private TextReport() {}

    /** The report of {@code analysis} in the characters of {@code alphabet}. */
    public static String of(Analysis analysis, Alphabet alphabet) {
        return of(analysis, List.of(), alphabet);
    }

    /** The same with forecasts of {@code targets} in place of twice and four times the widest split. */
    public static String of(Analysis analysis, List<Target> targets, Alphabet alphabet) {
        Page page = new Page();
        heading(page, analysis);
        Optional<MeasuredRoof> roof = MeasuredRoof.of(analysis);
        roof.ifPresent(measured -> page.paragraph(0, RateText.of(measured)));
        List<ProblemAnalysis> problems = analysis.problems();
        IntStream.range(0, problems.size())
                .parallel()
                .mapToObj(i -> new ProblemText(i + 1, problems.get(i), targets, roof, alphabet).page())
                .toList()
                .forEach(page::add);
        if (problems.size() > 1) {
            summary(page.blank(), problems);
        }
        VariantsText.print(page, analysis);
        ObservedText.print(page, analysis);
        SteadyText.drifts(analysis).forEach(sentence -> page.blank().paragraph(0, sentence));
        result(page.blank(), analysis);
        return alphabet.adapt(page.toString());
    }

    /** Whether a study has more problems than are read one after the other. */
    public static boolean isLong(Analysis analysis) {
        return analysis.problems().size() > FEW;
    }

    /** A line for each problem of a long study, whether all is right, and how to ask for more. */
    public static String overview(Analysis analysis, Alphabet alphabet) {
        Page page = new Page();
        title(page, analysis);
        page.blank();
        overview(page, analysis);
        String kernel = analysis.problems().getFirst().problem().kernel();
        page.blank()
                .paragraph(
                        0,
                        "Every split with its interval, laws, variants and what was found beside the time: --only kernel="
                                + kernel + " for a kernel, --details for all");
        result(page.blank(), analysis);
        return alphabet.adapt(page.toString());
    }

    private static void overview(Page page, Analysis analysis) {
        OverviewText.print(page, analysis);
        environments(page, analysis.problems());
        Page caveats = new Page();
        caveats(caveats, analysis);
        if (!caveats.toString().isEmpty()) {
            page.blank().add(caveats);
        }
    }

    /** What is lost of a damaged results file, which the report of the rest must not hide. */
    public static String damage(List<String> faults, Alphabet alphabet) {
        Page page = new Page();
        faults.forEach(fault -> page.paragraph(0, "DAMAGED: " + fault));
        return alphabet.adapt(page.toString());
    }

    /** The best split of each problem and whether all is right, as a run ends. */
    public static String summary(Analysis analysis, Alphabet alphabet) {
        Page page = new Page();
        if (isLong(analysis)) {
            overview(page, analysis);
        } else {
            each(page, analysis);
        }
        result(page.blank(), analysis);
        return alphabet.adapt(page.toString());
    }

    private static void each(Page page, Analysis analysis) {
        summary(page, analysis.problems());
        page.paragraph(2, "tied: how many other splits cannot be told from it");
        int number = 0;
        for (ProblemAnalysis problem : analysis.problems()) {
            page.blank().paragraph(0, "[" + ++number + "] " + name(problem, analysis.problems()));
            AnswerText.of(Answers.of(problem)).forEach(sentence -> page.paragraph(2, sentence));
        }
        VariantsText.print(page, analysis);
        ObservedText.print(page, analysis);
        caveats(page.blank(), analysis);
    }

    private static void caveats(Page page, Analysis analysis) {
        caveat(
                page,
                analysis.problems(),
                problem -> notCompared(problem) > 0,
                "splits not compared with the best (?), since they or it have fewer than " + Bootstrap.LAUNCHES_NEEDED
                        + " launches");
        caveat(
                page,
                analysis.problems(),
                TextReport::isTooFast,
                "faster than its workers explain: inspect" + " (a base case still warming up, or a cache)");
        caveat(
                page,
                analysis.problems(),
                problem -> problem.points().stream()
                        .anyMatch(point -> point.sample().steadiness().isCapped()),
                "splits whose interval is wider than the study's target, for their launches or their time were used up");
        SteadyText.drifts(analysis).forEach(sentence -> page.paragraph(2, sentence));
    }

    private static void caveat(
            Page page, List<ProblemAnalysis> problems, Predicate<ProblemAnalysis> which, String words) {
        List<String> numbers = IntStream.range(0, problems.size())
                .filter(i -> which.test(problems.get(i)))
                .mapToObj(i -> "[" + (i + 1) + "]")
                .toList();
        if (!numbers.isEmpty()) {
            String told = numbers.size() > FEW
                    ? numbers.size() + " of " + problems.size() + " problems"
                    : String.join(" ", numbers);
            page.paragraph(2, told + ": " + words);
        }
    }

    private static long notCompared(ProblemAnalysis problem) {
        return problem.points().stream().filter(Point::isNotCompared).count();
    }

    /** Whether the interval of the best split's efficiency lies above 1; the flag alone may be chance. */
    private static boolean isTooFast(ProblemAnalysis problem) {
        return problem.best()
                .flatMap(Point::scaling)
                .flatMap(Scaling::efficiencyInterval)
                .filter(efficiency -> efficiency.low() > 1)
                .isPresent();
    }

    /** How many splits tie with the best; of those not compared it says so. */
    static String tied(ProblemAnalysis problem) {
        long tied = problem.points().stream().filter(Point::isTied).count();
        long notCompared = notCompared(problem);
        return tied + (notCompared == 0 ? "" : " + " + notCompared + "?");
    }

    /** The kernel, and what tells this problem from others of the same kernel. */
    private static String name(ProblemAnalysis problem, List<ProblemAnalysis> all) {
        Map<String, String> params = new TreeMap<>(problem.problem().params());
        List<Map<String, String>> others = all.stream()
                .map(ProblemAnalysis::problem)
                .filter(other -> other.kernel().equals(problem.problem().kernel()))
                .map(Problem::params)
                .toList();
        params.entrySet()
                .removeIf(param ->
                        others.stream().allMatch(other -> param.getValue().equals(other.get(param.getKey()))));
        return (problem.problem().kernel() + " " + Problem.text(params)).strip();
    }

    /** As HPCG closes its report. */
    private static void result(Page page, Analysis analysis) {
        long invalid = analysis.invalid();
        if (analysis.measured() == 0) {
            page.line("Result: INVALID, no cell is measured and right");
        } else if (invalid > 0) {
            page.line("Result: INVALID, " + TransportTables.count(Math.toIntExact(invalid), "cell")
                    + " with wrong answers, impossible times or none");
        } else {
            page.line("Result: VALID, each measured cell's answer is what its kernel predicts");
        }
    }

    private static void title(Page page, Analysis analysis) {
        StudyFile.Header header = analysis.header();
        page.paragraph(
                0,
                "Study " + header.study() + ", " + header.created() + ", RxT " + header.rxtVersion() + " ("
                        + header.commit() + "): " + analysis.measured() + " of "
                        + analysis.points().size() + " planned cells measured.");
        if (analysis.leftOut().isAny()) {
            page.paragraph(0, analysis.leftOut().text() + ".");
        }
    }

    private static void heading(Page page, Analysis analysis) {
        title(page, analysis);
        page.paragraph(
                0,
                "Times are medians of the launches' medians over their steady steps, a step taking as long as its "
                        + "slowest rank; p95 and max are those of all these steps. [low, high]: exact 95 % "
                        + "order-statistic interval of that median, from the launches' medians, so with how launches "
                        + "differ; none below 6 launches. Speed-ups and splits are compared by a hierarchical "
                        + "bootstrap of launches and steps, which needs " + Bootstrap.LAUNCHES_NEEDED
                        + " launches of each: a speed-up at 95 %, a split with the best so that the truly best is the one "
                        + "named or tied with it in at least 95 % of studies.");
        page.paragraph(0, ClockText.SENTENCE);
    }

    private static void summary(Page page, List<ProblemAnalysis> problems) {
        page.paragraph(0, "Best splits");
        Table table = new Table().row("", "kernel", "scaling", "split", "transport", "median", "speed-up", "tied");
        int number = 0;
        for (ProblemAnalysis problem : problems) {
            String name = "[" + ++number + "]";
            String kernel = name(problem, problems);
            String scaling = problem.problem().scaling();
            table.row(problem.best()
                    .map(best -> List.of(
                            name,
                            kernel,
                            scaling,
                            TransportTables.split(best.cell()),
                            best.cell().transport(),
                            TimeScale.text(best.summary().orElseThrow().median()),
                            best.scaling()
                                    .map(Scaling::speedup)
                                    .map(Numbers::hundredths)
                                    .orElse(""),
                            tied(problem)))
                    .orElseGet(() -> List.of(name, kernel, scaling, "none", "", "", "", "")));
        }
        table.print(page);
        environments(page, problems);
    }

    private static void environments(Page page, List<ProblemAnalysis> problems) {
        for (int i = 0; i < problems.size(); i++) {
            Environments environments = problems.get(i).environments();
            if (environments.isMixed()) {
                page.paragraph(2, "[" + (i + 1) + "] " + environments.text());
            }
        }
    }
}
