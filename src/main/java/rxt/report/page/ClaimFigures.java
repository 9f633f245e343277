package rxt.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.analysis.LaunchSample;
import rxt.analysis.claim.Exhibit;
import rxt.analysis.claim.Ruling;
import rxt.record.ObservationRow;
import rxt.record.SpanRow;
import rxt.record.StudyFile;

/** The figures of claims: bars of the cells that decide, or what shows it better; and what their workers did when. */
final class ClaimFigures {
    /** Gantt charts of a claim, to compare on one scale; of more cells, only those of the first and the last. */
    private static final int CHARTS = 3;

    private final CellPlaces places;
    private final Map<Integer, List<SpanRow>> spans;
    private final Map<Integer, List<ObservationRow>> observations;

    ClaimFigures(StudyFile file, CellPlaces places) {
        this.places = places;
        spans = file.breakdown().spans().stream().collect(Collectors.groupingBy(SpanRow::launch));
        observations = file.breakdown().observations().stream().collect(Collectors.groupingBy(ObservationRow::launch));
    }

    /** In the order of the page. */
    List<Figure> of(Ruling ruling) {
        List<Figure> figures = new ArrayList<>();
        figures.add(
                switch (ruling.claim().id()) {
                    case "C07" -> chunks(ruling).orElseGet(() -> bars(ruling));
                    case "C08" -> differences(ruling);
                    case "C15" -> grid(ruling).orElseGet(() -> bars(ruling));
                    case "C20" -> latencyAndCpu(ruling);
                    default -> bars(ruling);
                });
        figures.addAll(gantts(ruling));
        return figures;
    }

    private static String name(Ruling ruling, String kind) {
        return ruling.claim().id().toLowerCase(Locale.ROOT) + "-" + kind;
    }

    private static String title(Ruling ruling, String kind) {
        return ruling.claim().id() + ": " + kind;
    }

    private static Figure bars(Ruling ruling) {
        return bars(
                ruling,
                ruling.finding().exhibits().stream()
                        .collect(Collectors.groupingBy(Exhibit::unit, LinkedHashMap::new, Collectors.toList()))
                        .values()
                        .stream()
                        .map(ClaimBars.Panel::of)
                        .toList());
    }

    private static Figure bars(Ruling ruling, List<ClaimBars.Panel> panels) {
        int all = ruling.finding().exhibits().size();
        boolean intervals = panels.stream()
                .flatMap(panel -> panel.exhibits().stream())
                .anyMatch(exhibit -> exhibit.interval().isPresent());
        return ClaimBars.of(
                name(ruling, "bars"),
                title(
                        ruling,
                        panels.stream().map(ClaimBars.Panel::quantity).collect(Collectors.joining(" and "))
                                + ", cell by cell"),
                "Medians over the launches"
                        + (intervals ? " with their 95 % intervals." : ".")
                        + (all > ClaimBars.MOST ? " The first " + ClaimBars.MOST + " of " + all + "." : ""),
                panels);
    }

    /** Sums that differ in their last digits are bars of one length; their differences are not. */
    private static Figure differences(Ruling ruling) {
        List<Exhibit> exhibits = ruling.finding().exhibits();
        double first = exhibits.getFirst().value();
        return bars(
                ruling,
                List.of(new ClaimBars.Panel(
                        "difference from the first",
                        exhibits.stream()
                                .map(e ->
                                        new Exhibit(e.cell(), e.label(), e.value() - first, Optional.empty(), e.unit()))
                                .toList())));
    }

    private Figure latencyAndCpu(Ruling ruling) {
        List<Exhibit> latency = ruling.finding().exhibits();
        List<Exhibit> cpu = new ArrayList<>();
        for (Exhibit exhibit : latency) {
            cpuSeconds(exhibit)
                    .ifPresent(seconds ->
                            cpu.add(new Exhibit(exhibit.cell(), exhibit.label(), seconds, Optional.empty(), "s")));
        }
        List<ClaimBars.Panel> panels = new ArrayList<>(List.of(new ClaimBars.Panel("wake latency", latency)));
        if (!cpu.isEmpty()) {
            panels.add(new ClaimBars.Panel("CPU time", cpu));
        }
        return bars(ruling, panels);
    }

    /** Median over the launches of the ranks' sum. */
    private Optional<Double> cpuSeconds(Exhibit exhibit) {
        double[] sorted = places.of(exhibit.cell()).point().sample().launches().stream()
                .map(launch -> observations.getOrDefault(launch.launch().launch(), List.of()).stream()
                        .filter(row -> row.name().equals("cpu seconds"))
                        .toList())
                .filter(rows -> !rows.isEmpty())
                .mapToDouble(
                        rows -> rows.stream().mapToDouble(ObservationRow::value).sum())
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }

    private Optional<Figure> chunks(Ruling ruling) {
        List<ChunkCurve.Dot> dots = new ArrayList<>();
        for (Exhibit exhibit : ruling.finding().exhibits()) {
            String chunk = places.of(exhibit.cell()).cell().params().getOrDefault("chunk", "");
            if (!chunk.matches("[1-9][0-9]*")) {
                return Optional.empty();
            }
            dots.add(new ChunkCurve.Dot(Double.parseDouble(chunk), exhibit));
        }
        return Optional.of(ChunkCurve.of(
                name(ruling, "curve"), title(ruling, "time over the size of a chunk"), "items of a chunk", dots));
    }

    /** Where there are two ranks and two threads or more, of one problem and transport. */
    private Optional<Figure> grid(Ruling ruling) {
        List<Integer> cells = ruling.finding().cells();
        Section section = places.section(cells.getFirst());
        String transport = places.of(cells.getFirst()).cell().transport();
        List<Shown> grid = section.cells(transport);
        List<Integer> rows = grid.stream().map(Shown::row).toList();
        boolean one = cells.stream().map(cell -> places.of(cell).row()).allMatch(rows::contains);
        boolean wide = grid.stream().map(c -> c.cell().ranks()).distinct().count() > 1
                && grid.stream().map(c -> c.cell().threads()).distinct().count() > 1;
        return one && wide
                ? Optional.of(HeatMap.of(section, transport)
                        .named(name(ruling, "grid"), title(ruling, "ranks × threads, " + transport)))
                : Optional.empty();
    }

    private List<Figure> gantts(Ruling ruling) {
        Map<Integer, Exhibit> byCell = new LinkedHashMap<>();
        ruling.finding().exhibits().forEach(exhibit -> byCell.putIfAbsent(exhibit.cell(), exhibit));
        List<Exhibit> told = byCell.values().stream()
                .filter(exhibit -> typical(places.of(exhibit.cell())).isPresent())
                .toList();
        List<Exhibit> shown = told.size() > CHARTS ? List.of(told.getFirst(), told.getLast()) : told;
        List<GanttChart> charts = shown.stream()
                .map(exhibit ->
                        new GanttChart(typical(places.of(exhibit.cell())).orElseThrow()))
                .toList();
        GanttChart.Frame frame = GanttChart.Frame.of(charts);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < charts.size(); i++) {
            figures.add(charts.get(i)
                    .figure(
                            name(ruling, "gantt-" + (i + 1)),
                            title(ruling, shown.get(i).label()),
                            frame));
        }
        return figures;
    }

    /** The bars of that launch, among those that have some, whose median is next to the cell's. */
    private Optional<List<SpanRow>> typical(Shown cell) {
        double median = cell.known("median_seconds");
        return cell.point().sample().launches().stream()
                .filter(launch -> spans.containsKey(launch.launch().launch()))
                .min(Comparator.comparingDouble(
                        (LaunchSample launch) -> Math.abs(launch.steps().median() - median)))
                .map(launch -> spans.get(launch.launch().launch()));
    }
}
