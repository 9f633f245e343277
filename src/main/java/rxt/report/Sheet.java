package rxt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rxt.analysis.Analysis;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Summary;
import rxt.analysis.answer.Answers;

/**
 * A table for documents, before it is set in Markdown or LaTeX: of each problem its planned cells, in one unit of time.
 *
 * @param title what it shows, with unit and interval
 * @param heading names of the columns; all but the first {@link #WORDS} hold numbers
 * @param rows the texts, as many as headings
 * @param notes sentences below it
 */
record Sheet(String title, List<String> heading, List<List<String>> rows, List<String> notes) {
    /** Leading columns that hold words. */
    static final int WORDS = 2;

    /** A sheet for each problem. */
    static List<Sheet> of(Analysis analysis) {
        List<Sheet> sheets = new ArrayList<>();
        for (ProblemAnalysis problem : analysis.problems()) {
            sheets.add(of(problem));
        }
        return sheets;
    }

    private static Sheet of(ProblemAnalysis analysis) {
        Problem problem = analysis.problem();
        TimeScale scale = TimeScale.of(analysis.points().stream()
                .flatMap(p -> p.summary().stream())
                .mapToDouble(Summary::median)
                .min()
                .orElse(1));
        List<String> notes = new ArrayList<>(AnswerText.of(Answers.of(analysis)));
        String legend = Marks.legend(analysis.points());
        if (!legend.isEmpty()) {
            notes.add("Marks: " + legend + ".");
        }
        return new Sheet(
                problem.kernel() + params(problem.params()) + params(problem.growing()) + ", " + problem.scaling()
                        + " scaling, team " + problem.team() + ": median time of a step in " + scale.unit()
                        + ", [95 % interval]",
                List.of("split", "transport", "median", "interval", "speed-up", "interval", "efficiency", "mark"),
                analysis.points().stream().map(p -> row(p, scale)).toList(),
                notes);
    }

    private static String params(Map<String, String> params) {
        return params.isEmpty() ? "" : " (" + Problem.text(params) + ")";
    }

    /** A cell without a time says why, and has no numbers. */
    private static List<String> row(Point point, TimeScale scale) {
        String split = TransportTables.split(point.cell());
        String transport = point.cell().transport();
        if (point.summary().isEmpty()) {
            String status = point.sample().status().word();
            String reason = point.sample().reason();
            return List.of(split, transport, reason.isBlank() ? status : status + ": " + reason, "", "", "", "", "");
        }
        Summary summary = point.summary().get();
        return List.of(
                split,
                transport,
                scale.number(summary.median()),
                summary.interval().map(scale::number).orElse("none"),
                point.scaling().map(s -> Numbers.hundredths(s.speedup())).orElse(""),
                point.scaling().flatMap(s -> s.interval()).map(Sheet::text).orElse(""),
                point.scaling().map(s -> Numbers.hundredths(s.efficiency())).orElse(""),
                Marks.of(point));
    }

    private static String text(Interval interval) {
        return "[" + Numbers.hundredths(interval.low()) + ", " + Numbers.hundredths(interval.high()) + "]";
    }
}
