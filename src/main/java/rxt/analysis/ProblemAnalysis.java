package rxt.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All planned cells of one problem, analysed.
 *
 * @param problem the problem
 * @param points its cells by transport, nodes, ranks and threads
 * @param ratios each kernel's cell against each program's at the same split; none without a program
 */
public record ProblemAnalysis(Problem problem, List<Point> points, List<ProgramRatio> ratios) {
    private static final Comparator<Point> BY_SPLIT = Comparator.<Point>comparingInt(
                    p -> p.cell().nodes())
            .thenComparingInt(p -> p.cell().ranks())
            .thenComparingInt(p -> p.cell().threads());

    public ProblemAnalysis {
        points = List.copyOf(points);
        ratios = List.copyOf(ratios);
    }

    static ProblemAnalysis of(
            Problem problem, List<CellSample> cells, Resampler resampler, Map<Integer, LaunchTime> times) {
        Map<String, List<Measurement>> measured = new LinkedHashMap<>();
        for (CellSample cell : cells) {
            List<Measurement> series = measured.computeIfAbsent(cell.cell().transport(), t -> new ArrayList<>());
            if (cell.isMeasured()) {
                series.add(Measurement.of(cell, resampler));
            }
        }
        return new ProblemAnalysis(
                problem,
                points(cells, measured, times),
                ProgramRatio.of(measured.values().stream().flatMap(List::stream).toList()));
    }

    /** The cells with their figures; {@code measured} holds those that have times, by transport. */
    private static List<Point> points(
            List<CellSample> cells, Map<String, List<Measurement>> measured, Map<Integer, LaunchTime> times) {
        Map<Integer, Summary> summaries = new HashMap<>();
        Map<Integer, Scaling> scalings = new HashMap<>();
        Map<Integer, Comparison> inTransport = new HashMap<>();
        for (List<Measurement> series : measured.values()) {
            series.forEach(m -> summaries.put(m.number(), m.summary()));
            scalings.putAll(Scaling.of(series));
            inTransport.putAll(Comparison.of(series));
        }
        Map<Integer, Comparison> overall = measured.size() == 1
                ? inTransport
                : Comparison.of(measured.values().stream().flatMap(List::stream).toList());
        List<String> transports = List.copyOf(measured.keySet());
        return cells.stream()
                .map(c -> new Point(
                        c,
                        Optional.ofNullable(summaries.get(c.number())),
                        Optional.ofNullable(scalings.get(c.number())),
                        Optional.ofNullable(overall.get(c.number())),
                        Optional.ofNullable(inTransport.get(c.number())),
                        PopEfficiency.of(c, times, reference(cells, scalings.get(c.number()), times))))
                .sorted(Comparator.<Point>comparingInt(
                                p -> transports.indexOf(p.cell().transport()))
                        .thenComparing(BY_SPLIT))
                .toList();
    }

    /** What the computing of a cell of that scaling is compared with. */
    private static Optional<PopEfficiency.Reference> reference(
            List<CellSample> cells, Scaling scaling, Map<Integer, LaunchTime> times) {
        return cells.stream()
                .filter(cell -> scaling != null && cell.cell().equals(scaling.base()))
                .findFirst()
                .flatMap(base -> PopEfficiency.Reference.of(base, times));
    }

    /** The environments of all launches that count. */
    public Environments environments() {
        return Environments.of(points.stream().map(Point::sample).toList());
    }

    /** Transports in the order of the file. */
    public List<String> transports() {
        return points.stream().map(p -> p.cell().transport()).distinct().toList();
    }

    /** The cells of one transport, by ranks and threads. */
    public List<Point> points(String transport) {
        return points.stream()
                .filter(p -> p.cell().transport().equals(transport))
                .toList();
    }

    /** The message-passing libraries behind the launches of one transport that count. */
    public List<String> libraries(String transport) {
        return points(transport).stream()
                .flatMap(point -> point.sample().launches().stream())
                .map(launch -> launch.environment().library())
                .distinct()
                .toList();
    }

    /** What runs in place of the kernel, such as {@code triad-c is ./triad -n {n}; SHA-256 …, over Open MPI 4.1.4}. */
    public List<String> programs() {
        return points.stream()
                .filter(point -> point.cell().isProgram())
                .flatMap(point -> point.sample().launches().stream()
                        .map(launch -> point.cell().transport() + " is "
                                + launch.environment().program() + "; started by "
                                + launch.environment().library()))
                .distinct()
                .toList();
    }

    /** The best split over all transports; absent where no cell takes part. */
    public Optional<Point> best() {
        return points.stream().filter(Point::isBest).findFirst();
    }
}
