package rxt.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.analysis.Analysis;
import rxt.analysis.Observed;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.model.MeasuredRoof;
import rxt.analysis.model.SeriesModels;
import rxt.record.RankRow;
import rxt.record.StudyFile;
import rxt.report.ProblemWords;
import rxt.report.Rows;
import rxt.report.SteadyText;
import rxt.report.TextReport;

/**
 * All that the page says, before it is laid out.
 *
 * @param analysis the analysis
 * @param rows those of {@code analyze --format json}
 * @param overview figures of all problems together
 * @param tables of all problems together
 * @param chapters one for each problem
 * @param claims what the lectures claim
 * @param environments what the launches ran on
 */
record Content(
        Analysis analysis,
        List<Map<String, Object>> rows,
        List<Figure> overview,
        List<HtmlTable> tables,
        List<Chapter> chapters,
        ClaimsPart claims,
        HtmlTable environments) {
    /**
     * A problem with its figures and tables.
     *
     * @param section the problem
     * @param figures in the order of the page
     * @param tables in the order of the page; those without rows are left out
     */
    record Chapter(Section section, List<Figure> figures, List<HtmlTable> tables) {}

    static Content of(StudyFile file, Analysis analysis) {
        List<Map<String, Object>> rows = Rows.of(analysis);
        StepLog log = StepLog.of(file);
        Map<Integer, List<RankRow>> ranks = file.ranks().stream().collect(Collectors.groupingBy(RankRow::launch));
        List<Section> sections = new ArrayList<>();
        List<String> telling = ProblemWords.of(analysis.problems());
        int first = 0;
        for (ProblemAnalysis problem : analysis.problems()) {
            sections.add(Section.of(sections.size() + 1, telling.get(sections.size()), problem, rows, first));
            first += problem.points().size();
        }
        List<Chapter> chapters = sections.parallelStream()
                .map(section -> {
                    List<ModelTables> models = models(section, sections);
                    return new Chapter(
                            section,
                            figures(section, models, log),
                            tables(section, models, ranks, analysis.observed()));
                })
                .toList();
        Optional<MeasuredRoof> roof = MeasuredRoof.of(analysis);
        return new Content(
                analysis,
                rows,
                roof.map(measured -> RooflineFigure.of(measured, sections)).stream()
                        .toList(),
                told(roof.map(_ -> RooflineFigure.table(sections)).stream()),
                chapters,
                ClaimsPart.of(file, analysis, sections),
                EnvironmentTable.of(file));
    }

    /** The laws of a problem's transports, numbered through the study. */
    private static List<ModelTables> models(Section section, List<Section> sections) {
        int series = sections.subList(0, section.number() - 1).stream()
                .mapToInt(before -> before.analysis().transports().size())
                .sum();
        List<ModelTables> models = new ArrayList<>();
        for (String transport : section.analysis().transports()) {
            models.add(
                    new ModelTables(series + models.size(), SeriesModels.of(section.analysis(), transport, List.of())));
        }
        return models;
    }

    /** The place for another figure: a class that makes it, and a line here. */
    private static List<Figure> figures(Section section, List<ModelTables> models, StepLog log) {
        List<Figure> figures = new ArrayList<>();
        SideBySide.of(section).ifPresent(figures::add);
        for (ModelTables laws : models) {
            String transport = laws.models().transport();
            figures.add(HeatMap.of(section, transport));
            if (section.cells(transport).stream().anyMatch(Shown::isScaled)) {
                figures.add(ScalingFigure.speedup(section, transport));
                figures.add(ScalingFigure.efficiency(section, transport));
            }
            figures.addAll(ModelFigure.of(section, laws.models()));
        }
        RunTimes.of(section).ifPresent(figures::add);
        StepSeries.of(section, log).ifPresent(figures::add);
        return figures;
    }

    private static List<HtmlTable> tables(
            Section section,
            List<ModelTables> models,
            Map<Integer, List<RankRow>> ranks,
            Map<Integer, List<Observed>> observed) {
        Tables tables = new Tables(section);
        return told(Stream.of(
                        Stream.of(
                                tables.times(),
                                tables.observed(observed),
                                tables.sideBySide(),
                                Efficiencies.of(section)),
                        models.stream().flatMap(laws -> laws.all().stream()),
                        Stream.of(tables.missing(), Settling.of(section), tables.samples(), tables.placement(ranks)))
                .flatMap(part -> part));
    }

    /** Without what says nothing. */
    private static List<HtmlTable> told(Stream<HtmlTable> tables) {
        return tables.filter(table -> !table.rows().isEmpty())
                .map(HtmlTable::withoutEmptyColumns)
                .toList();
    }

    /** Whether the machine drifted. */
    List<String> notes() {
        return SteadyText.drifts(analysis);
    }

    /** Every figure's name in the page and in files, such as {@code 1-gemm-speed-up-ffm}, in their order. */
    Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        overview.forEach(figure -> figures.put(name(figure), figure));
        chapters.forEach(chapter -> chapter.figures.forEach(figure -> figures.put(name(chapter, figure), figure)));
        claims.cards().forEach(card -> card.figures().forEach(figure -> figures.put(nameOfClaim(figure), figure)));
        return figures;
    }

    /** The name of a figure of all problems together. */
    String name(Figure figure) {
        return "study-" + figure.name();
    }

    /** The name of a figure of a claim. */
    String nameOfClaim(Figure figure) {
        return "claim-" + figure.name();
    }

    String name(Chapter chapter, Figure figure) {
        return chapter.section.number() + "-"
                + chapter.section.analysis().problem().kernel() + "-" + figure.name();
    }

    /** The best split of each problem. */
    HtmlTable summary() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Chapter chapter : chapters) {
            Section section = chapter.section;
            List<Shown> best =
                    section.cells().stream().filter(c -> c.point().isBest()).toList();
            String name = section.number() + " " + section.title();
            rows.add(
                    best.isEmpty()
                            ? List.of(
                                    Entry.words(name),
                                    Entry.words("none"),
                                    Entry.words(""),
                                    Entry.words(""),
                                    Entry.words(""))
                            : row(name, section, best.getFirst()));
        }
        return new HtmlTable("Best splits", List.of("problem", "split", "median", "speed-up", "tied with it"), rows);
    }

    private static List<Entry> row(String name, Section section, Shown best) {
        String tied = labels(section, Point::isTied);
        String notCompared = labels(section, Point::isNotCompared);
        if (tied.isEmpty() && notCompared.isEmpty()) {
            tied = "none";
        }
        if (!notCompared.isEmpty()) {
            tied += (tied.isEmpty() ? "" : "; ") + "not compared: " + notCompared;
        }
        return List.of(
                Entry.words(name),
                Entry.words(best.label()),
                Entry.time(best, "median_seconds", "low", "high"),
                Entry.ratio(best, "speedup", "speedup_low", "speedup_high"),
                Entry.words(tied));
    }

    private static String labels(Section section, Predicate<Point> which) {
        return section.cells().stream()
                .filter(c -> which.test(c.point()))
                .map(Shown::label)
                .collect(Collectors.joining(", "));
    }

    /** The problems of each kernel, in the order of the page. */
    Map<String, List<Section>> kernels() {
        return chapters.stream()
                .map(Chapter::section)
                .collect(Collectors.groupingBy(Section::kernel, LinkedHashMap::new, Collectors.toList()));
    }

    /** Whether there are more problems than are found without a list of them. */
    boolean isLong() {
        return TextReport.isLong(analysis);
    }

    /** Whether there is more on the page than is seen at once. */
    boolean hasContents() {
        return chapters.size() > 1 || !claims.cards().isEmpty();
    }

    boolean isValid() {
        return analysis.measured() > 0 && analysis.invalid() == 0;
    }
}
