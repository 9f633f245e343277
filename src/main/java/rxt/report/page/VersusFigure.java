package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import rxt.analysis.Interval;
import rxt.analysis.versus.Bar;
import rxt.analysis.versus.ContestResult;

/**
 * The ratio of RxT to C of every row with its interval and its bar: of kernels a place for each, a colour for each
 * split.
 */
final class VersusFigure {
    private static final int HEIGHT = 420;
    private static final int PIXELS_A_PLACE = 56;

    private final List<ContestResult> results;
    private final List<String> places;
    private final List<String> series;

    private VersusFigure(List<ContestResult> results) {
        this.results = results;
        SequencedSet<String> names = new LinkedHashSet<>();
        SequencedSet<String> kinds = new LinkedHashSet<>();
        for (ContestResult row : results) {
            names.add(place(row));
            kinds.add(kind(row));
        }
        places = List.copyOf(names);
        series = List.copyOf(kinds);
    }

    static Figure of(List<ContestResult> results) {
        VersusFigure figure = new VersusFigure(results);
        return new Figure(
                "versus",
                "RxT against C",
                "Ratio of RxT to C with its 95 % interval: of times, lower is faster; of rates where the bar, a dash, is one to"
                        + " reach from below. Below 3 rounds there is no interval.",
                HEIGHT,
                figure.places.size() * PIXELS_A_PLACE,
                figure.option());
    }

    private static boolean isByKernel(ContestResult row) {
        return row.contest().isKernel();
    }

    private static String place(ContestResult row) {
        return isByKernel(row)
                ? row.contest().what().operation()
                : row.contest().what().name();
    }

    private static String kind(ContestResult row) {
        return isByKernel(row)
                ? row.contest().split()
                : row.contest().transport() + ", " + row.contest().library();
    }

    private Map<String, Object> option() {
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 64, "right", 20, "top", 44, "bottom", 120));
        option.put("legend", object("top", 4, "type", "scroll", "itemGap", 14));
        Map<String, Object> x = Option.axis("category", "", 28);
        x.put("data", places);
        x.put("axisLabel", object("rotate", 45, "interval", 0));
        option.put("xAxis", x);
        Map<String, Object> y = Option.axis("value", "ratio RxT to C", 44);
        y.put("min", 0);
        option.put("yAxis", y);
        List<Object> drawn = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            drawn.add(ratios(i));
            drawn.add(intervals(i));
        }
        drawn.add(bars());
        option.put("series", drawn);
        return option;
    }

    private Map<String, Object> ratios(int i) {
        List<Object> data = new ArrayList<>();
        for (int row = 0; row < results.size(); row++) {
            ContestResult result = results.get(row);
            if (kind(result).equals(series.get(i)) && result.figures().isPresent()) {
                double ratio = result.figures().get().ratio().ratio();
                data.add(object("value", List.of(places.indexOf(place(result)), ratio), "row", row));
            }
        }
        return Option.marks(series.get(i), i, series.size(), data);
    }

    private Map<String, Object> intervals(int i) {
        List<Object> data = new ArrayList<>();
        for (ContestResult result : results) {
            Optional<Interval> interval =
                    result.figures().flatMap(f -> f.ratio().interval());
            if (kind(result).equals(series.get(i))
                    && interval.filter(VersusFigure::isDrawn).isPresent()) {
                data.add(List.of(
                        places.indexOf(place(result)),
                        interval.get().low(),
                        interval.get().high(),
                        Option.beside(i, series.size())));
            }
        }
        return Option.intervals(series.get(i), i, data);
    }

    /** One without end would leave no room for the others. */
    private static boolean isDrawn(Interval interval) {
        return interval.high() < 10;
    }

    /** A dash at the bar of each place. */
    private Map<String, Object> bars() {
        List<Object> data = new ArrayList<>();
        for (String place : places) {
            results.stream()
                    .filter(result -> place(result).equals(place))
                    .flatMap(result -> result.bar().stream())
                    .mapToDouble(Bar::limit)
                    .findFirst()
                    .ifPresent(limit -> data.add(List.of(places.indexOf(place), limit)));
        }
        return object(
                "type", "scatter",
                "name", "bar",
                "silent", true,
                "data", data,
                "symbol", "rect",
                "symbolSize", List.of(40, 2),
                "color", "#888888");
    }
}
