package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rxt.report.TimeScale;

/** A kernel beside the programs that compute the same: the median of each at every split, a colour for each of them. */
final class SideBySide {
    private static final int HEIGHT = 340;
    private static final double LOGARITHMIC_FROM = 20;

    private final List<String> series;
    private final List<String> splits;
    private final List<Shown> cells;
    private final TimeScale scale;
    private final Section section;

    private SideBySide(Section section) {
        this.section = section;
        cells = section.cells().stream().filter(Shown::isMeasured).toList();
        series = cells.stream().map(cell -> cell.cell().transport()).distinct().toList();
        splits = cells.stream()
                .sorted(Comparator.<Shown>comparingInt(c -> c.cell().nodes())
                        .thenComparingInt(c -> c.cell().ranks())
                        .thenComparingInt(c -> c.cell().threads()))
                .map(Shown::split)
                .distinct()
                .toList();
        scale = Option.scale(cells);
    }

    /** Absent where no program is compared with anything. */
    static Optional<Figure> of(Section section) {
        if (section.analysis().ratios().isEmpty()) {
            return Optional.empty();
        }
        SideBySide figure = new SideBySide(section);
        return Optional.of(new Figure(
                "side-by-side",
                "Side by side: " + String.join(", ", figure.series),
                "Median time of a step at each split with its 95 % interval; lower is faster. Hollow: oversubscribed.",
                HEIGHT,
                figure.option()));
    }

    private Map<String, Object> option() {
        double most =
                cells.stream().mapToDouble(c -> c.known("median_seconds")).max().orElse(1);
        double least =
                cells.stream().mapToDouble(c -> c.known("median_seconds")).min().orElse(1);
        boolean logarithmic = most / least > LOGARITHMIC_FROM;
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 92, "right", 20, "top", 44, "bottom", 48));
        option.put("legend", object("top", 4, "type", "scroll", "itemGap", 14));
        Map<String, Object> x = Option.axis("category", "ranks × threads", 28);
        x.put("data", splits);
        option.put("xAxis", x);
        Map<String, Object> y = Option.axis(logarithmic ? "log" : "value", "time of a step, " + scale.unit(), 68);
        if (!logarithmic) {
            y.put("min", 0);
        }
        option.put("yAxis", y);
        List<Object> drawn = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            drawn.add(medians(i));
            drawn.add(intervals(i));
        }
        option.put("series", drawn);
        return option;
    }

    private List<Shown> of(int i) {
        return section.cells(series.get(i)).stream().filter(Shown::isMeasured).toList();
    }

    private Map<String, Object> medians(int i) {
        List<Object> data = new ArrayList<>();
        for (Shown cell : of(i)) {
            Map<String, Object> mark = object(
                    "value",
                    List.of(splits.indexOf(cell.split()), cell.known("median_seconds") * scale.perSecond()),
                    "row",
                    cell.row());
            if (cell.point().sample().isOversubscribed()) {
                mark.put("symbol", Option.hollow(i));
            }
            data.add(mark);
        }
        return Option.marks(series.get(i), i, series.size(), data);
    }

    private Map<String, Object> intervals(int i) {
        List<Object> data = new ArrayList<>();
        for (Shown cell : of(i)) {
            if (cell.number("low").isPresent() && cell.number("high").isPresent()) {
                data.add(List.of(
                        splits.indexOf(cell.split()),
                        cell.known("low") * scale.perSecond(),
                        cell.known("high") * scale.perSecond(),
                        Option.beside(i, series.size())));
            }
        }
        return Option.intervals(series.get(i), i, data);
    }
}
