package rxt.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import rxt.analysis.Environments;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Refused;
import rxt.analysis.Summary;
import rxt.analysis.answer.Answers;
import rxt.analysis.model.MeasuredRoof;
import rxt.analysis.model.SeriesModels.Target;

/**
 * One problem for people: its tables for each transport, the best split, and what is not measured.
 *
 * @param number of the problem in the report, from 1
 * @param analysis its cells
 * @param targets splits to foretell; without any, twice and four times the widest
 * @param roof of the machine, where the study measures it
 * @param alphabet of the terminal
 */
record ProblemText(
        int number, ProblemAnalysis analysis, List<Target> targets, Optional<MeasuredRoof> roof, Alphabet alphabet) {
    /** A blank line and the problem. */
    Page page() {
        Page page = new Page().blank();
        title(page);
        TimeScale scale = TimeScale.of(analysis.points().stream()
                .flatMap(p -> p.summary().stream())
                .mapToDouble(Summary::median)
                .min()
                .orElse(1));
        OptionalDouble best = analysis.best().stream()
                .mapToDouble(p -> TransportTables.cost(analysis.problem(), p))
                .findFirst();
        for (String transport : analysis.transports()) {
            page.blank();
            new TransportTables(analysis.problem(), transport, analysis.points(transport), scale, best, alphabet)
                    .print(page);
            ModelsText.of(analysis, transport, targets).print(page);
        }
        ProgramRatioTable.print(page, analysis);
        String legend = Marks.legend(analysis.points());
        if (!legend.isEmpty()) {
            page.blank().paragraph(0, legend);
        }
        best(page.blank());
        List<String> settled = SteadyText.sentences(analysis.points(), ProblemText::name);
        if (!settled.isEmpty()) {
            page.paragraph(0, "How launches settled, and whether they were enough:");
            settled.forEach(sentence -> page.paragraph(2, sentence));
        }
        missing(page);
        return page;
    }

    private void title(Page page) {
        Problem problem = analysis.problem();
        page.paragraph(
                0,
                "[" + number + "] " + problem.kernel() + ", " + problem.scaling() + " scaling, team " + problem.team()
                        + (problem.pinning().equals("none") ? "" : ", threads pinned " + problem.pinning()));
        if (!problem.params().isEmpty()) {
            page.paragraph(2, Problem.text(problem.params()));
        }
        if (!problem.growing().isEmpty()) {
            page.paragraph(2, "growing with the workers: " + Problem.text(problem.growing()));
        }
        // The other transports are called as their library is.
        List<String> libraries = analysis.libraries("ffm");
        if (!libraries.isEmpty()) {
            page.paragraph(2, "ffm calls " + String.join(" and ", libraries));
        }
        analysis.programs().forEach(program -> page.paragraph(2, program));
        Environments environments = analysis.environments();
        if (environments.isMixed()) {
            page.paragraph(2, environments.text());
        }
    }

    private void best(Page page) {
        AnswerText.of(Answers.of(analysis)).forEach(sentence -> page.paragraph(0, sentence));
        analysis.best().flatMap(point -> RateText.of(point, roof)).ifPresent(rate -> page.paragraph(0, rate));
        if (analysis.transports().size() > 1) {
            for (String transport : analysis.transports()) {
                BestSentence sentence = new BestSentence(analysis.points(transport), Point::inTransport);
                page.paragraph(2, "through " + transport + ": " + sentence.text());
            }
        }
    }

    private void missing(Page page) {
        List<Point> missing =
                analysis.points().stream().filter(p -> p.summary().isEmpty()).toList();
        if (!missing.isEmpty()) {
            page.paragraph(0, "Not measured:");
            missing.forEach(p -> page.paragraph(
                    2,
                    name(p) + ", " + p.sample().status().word() + ": "
                            + (p.sample().reason().isBlank()
                                    ? "no reason recorded"
                                    : p.sample().reason())));
        }
        List<Point> refused = analysis.points().stream()
                .filter(p -> p.summary().isPresent())
                .filter(p -> !p.sample().refused().isEmpty())
                .toList();
        if (!refused.isEmpty()) {
            page.paragraph(0, "Launches left out of measured cells:");
            refused.forEach(p ->
                    page.paragraph(2, name(p) + ", " + Refused.words(p.sample().refused())));
        }
    }

    private static String name(Point point) {
        return TransportTables.split(point.cell()) + " (" + point.cell().transport() + ")";
    }
}
