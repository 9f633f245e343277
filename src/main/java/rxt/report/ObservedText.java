package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.analysis.Analysis;
import rxt.analysis.Observed;
import rxt.analysis.Point;
import rxt.record.Cell;

/** What kernels found beside their time, cell by cell: lost updates, waits, deadlines missed. */
public final class ObservedText {
    /** Up to which every whole number is one. */
    private static final double LARGEST = 1e15;

    private static final double MEGA = 1e6;
    private static final int LABEL = 42;

    private ObservedText() {}

    /** A list for each figure of each kernel; nothing where none found any. */
    static void print(Page page, Analysis analysis) {
        Map<String, List<Point>> kernels = analysis.points().stream()
                .filter(point -> analysis.observed().containsKey(point.sample().number()))
                .collect(
                        Collectors.groupingBy(point -> point.cell().kernel(), LinkedHashMap::new, Collectors.toList()));
        if (kernels.isEmpty()) {
            return;
        }
        page.blank()
                .paragraph(
                        0,
                        "Found beside the time: each rank's figure, median [least..most] over the ranks of all launches"
                                + " that count; without brackets where they agree. Where a kernel shows a fault, such as"
                                + " race without a lock, the fault is here, and finding it is its right answer.");
        kernels.forEach((kernel, points) -> print(page.blank(), kernel, points, analysis.observed()));
    }

    private static void print(Page page, String kernel, List<Point> points, Map<Integer, List<Observed>> observed) {
        Map<Point, String> labels = labels(points);
        Stream<String> names = points.stream()
                .flatMap(point -> observed.get(point.sample().number()).stream())
                .map(Observed::name)
                .distinct();
        names.forEach(name -> {
            page.paragraph(2, kernel + ": " + name);
            for (Point point : points) {
                observed.get(point.sample().number()).stream()
                        .filter(figure -> figure.name().equals(name))
                        .forEach(figure -> row(page, labels.get(point), figure(figure)));
            }
        });
    }

    private static void row(Page page, String label, String figure) {
        String line = "    " + label + " ".repeat(Math.max(0, LABEL - label.length())) + "  " + figure;
        if (line.length() <= Page.WIDTH) {
            page.line(line);
        } else {
            page.paragraph(4, label).paragraph(8, figure);
        }
    }

    /** What differs between them, and the split. */
    private static Map<Point, String> labels(List<Point> points) {
        Map<Point, Map<String, String>> all = new LinkedHashMap<>();
        points.forEach(point -> all.put(point, particulars(point.cell())));
        Map<Point, String> labels = new LinkedHashMap<>();
        all.forEach((point, own) -> {
            Map<String, String> apart = new TreeMap<>(own);
            apart.entrySet()
                    .removeIf(entry -> all.values().stream()
                            .allMatch(other -> entry.getValue().equals(other.get(entry.getKey()))));
            List<String> words = new ArrayList<>(List.of(point.cell().split()));
            apart.forEach((name, value) -> words.add(name + "=" + value));
            labels.put(point, String.join(" ", words));
        });
        return labels;
    }

    private static Map<String, String> particulars(Cell cell) {
        Map<String, String> all = new TreeMap<>(cell.params());
        all.put("transport", cell.transport());
        all.put("team", cell.team());
        all.put("pinning", cell.pinning());
        all.put("scaling", cell.scaling());
        return all;
    }

    /** Such as {@code 0} or {@code 1.200 [0.900..1.400] ms}. */
    public static String figure(Observed found) {
        if (found.unit().equals("s")) {
            TimeScale scale = TimeScale.of(found.median() > 0 ? found.median() : found.most());
            return figure(found, scale::number, found.most() == 0 ? "s" : scale.unit());
        }
        if (found.unit().equals("byte") && found.median() >= MEGA) {
            return figure(found, bytes -> Numbers.text(bytes / MEGA), "MB");
        }
        return figure(found, ObservedText::count, found.unit());
    }

    private static String figure(Observed found, DoubleFunction<String> format, String unit) {
        String range = found.least() == found.most()
                ? ""
                : " [" + format.apply(found.least()) + ".." + format.apply(found.most()) + "]";
        return (format.apply(found.median()) + range + " " + unit).strip();
    }

    /** A whole number, or one whose last digits may be what matters, with all of them. */
    private static String count(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST) {
            return String.valueOf((long) value);
        }
        return Math.abs(value) >= 1000 ? String.valueOf(value) : Numbers.text(value);
    }

    /** A flat row for each figure of each cell. */
    static List<Map<String, Object>> json(Analysis analysis) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Point point : analysis.points()) {
            for (Observed found :
                    analysis.observed().getOrDefault(point.sample().number(), List.of())) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("cell", point.sample().number());
                row.put("kernel", point.cell().kernel());
                row.put("name", found.name());
                row.put("unit", found.unit());
                row.put("median", found.median());
                row.put("least", found.least());
                row.put("most", found.most());
                rows.add(row);
            }
        }
        return rows;
    }
}
