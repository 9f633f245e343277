package rxt.report;

import java.util.List;
import rxt.analysis.Analysis;
import rxt.analysis.Bootstrap;
import rxt.analysis.Environments;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Scaling;
import rxt.record.StudyFile;

/**
 * An analysis for people, at most 80 columns wide and readable without colour: what the figures are, each problem
 * ({@link ProblemText}), and a list of the best splits.
 */
public final class TextReport {
    private TextReport() {}

    /** The report of {@code analysis} in the characters of {@code alphabet}. */
    public static String of(Analysis analysis, Alphabet alphabet) {
        Page page = new Page();
        heading(page, analysis);
        int number = 0;
        for (ProblemAnalysis problem : analysis.problems()) {
            page.blank();
            new ProblemText(++number, problem, alphabet).print(page);
        }
        if (number > 1) {
            summary(page.blank(), analysis.problems());
        }
        result(page.blank(), analysis);
        return alphabet.adapt(page.toString());
    }

    /** The best split of each problem and whether all is right, as a run ends. */
    public static String summary(Analysis analysis, Alphabet alphabet) {
        Page page = new Page();
        summary(page, analysis.problems());
        result(page.blank(), analysis);
        return alphabet.adapt(page.toString());
    }

    /** As HPCG closes its report. */
    private static void result(Page page, Analysis analysis) {
        long invalid = analysis.invalid();
        if (analysis.measured() == 0) {
            page.line("Result: INVALID, no cell is measured and right");
        } else if (invalid > 0) {
            page.line("Result: INVALID, " + TransportTables.count(Math.toIntExact(invalid), "cell")
                    + " with wrong answers or impossible times");
        } else {
            page.line("Result: VALID, every measured cell is right");
        }
    }

    private static void heading(Page page, Analysis analysis) {
        StudyFile.Header header = analysis.header();
        page.paragraph(
                0,
                "Study " + header.study() + ", " + header.created() + ", RxT " + header.rxtVersion() + " ("
                        + header.commit() + "): " + analysis.measured() + " of "
                        + analysis.points().size() + " planned cells measured.");
        page.paragraph(
                0,
                "Times are medians over the warm steps of all launches, a step taking as long as its slowest rank. "
                        + "[low, high]: exact 95 % order-statistic interval of that median, all steps pooled as if "
                        + "independent. It holds within these launches; how launches differ is not in it, which the "
                        + "columns launch_low and launch_high of csv and json tell from 6 launches on. None below "
                        + "6 steps. Speed-ups and splits are compared by a hierarchical bootstrap of launches "
                        + "and steps, which needs " + Bootstrap.LAUNCHES_NEEDED + " launches of each: a speed-up at "
                        + "95 %, the best split with all others together at 95 %.");
    }

    private static void summary(Page page, List<ProblemAnalysis> problems) {
        page.paragraph(0, "Best splits");
        Table table = new Table().row("", "kernel", "scaling", "split", "transport", "median", "speed-up", "tied");
        int number = 0;
        for (ProblemAnalysis problem : problems) {
            String name = "[" + ++number + "]";
            String kernel = problem.problem().kernel();
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
                            String.valueOf(problem.points().stream()
                                    .filter(Point::isTied)
                                    .count())))
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
