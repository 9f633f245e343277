package rxt.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import rxt.record.Cell;

/**
 * Speed-up and efficiency of one cell against the base case of its problem and transport.
 *
 * <p>The base is 1×1, or, where that is not measured, the measured cell with the fewest workers, of these the fastest.
 * With T the medians, w the workers, W the work ({@link Work}) and 0 the base: strong scaling has speed-up T₀/T, weak
 * scaling has scaled speed-up (W/W₀)·T₀/T; the efficiency of both is speed-up · w₀/w, so T₀/T with weak scaling in which
 * the work grows exactly with the workers.
 *
 * @param base the base case
 * @param baseSeconds its median
 * @param speedup against it, computed from both medians
 * @param interval 95 % interval of the speed-up; absent for the base itself and where launches are too few
 * @param efficiency speed-up per worker; 1 is ideal
 * @param flag what to inspect
 */
public record Scaling(
        Cell base, double baseSeconds, double speedup, Optional<Interval> interval, double efficiency, Flag flag) {
    private static final double CONFIDENCE = 0.95;

    /** What looks too good. */
    public enum Flag {
        NONE,
        /** Efficiency above 1, be it by chance: a cache effect, or a base case that is slowed down. */
        SUPERLINEAR,
        /** Efficiency that rises from fewer ranks, threads or nodes to this cell, beyond the interval. */
        RISING;

        /** For files: the name in lower case, {@code none} as "". */
        public String word() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** The scaling of each measured cell of one problem and transport, by the cell's number; empty without a base. */
    static Map<Integer, Scaling> of(List<Measurement> series) {
        Map<Integer, Scaling> scalings = new HashMap<>();
        Lines lines = Lines.of(series);
        base(series).ifPresent(base -> series.forEach(m -> scalings.put(m.number(), of(m, base, lines))));
        return scalings;
    }

    private static Optional<Measurement> base(List<Measurement> series) {
        return series.stream()
                .filter(Measurement::isEligible)
                .min(Comparator.comparingInt(Measurement::workers).thenComparingDouble(Measurement::median));
    }

    private static Scaling of(Measurement m, Measurement base, Lines lines) {
        if (m.number() == base.number()) {
            return new Scaling(base.cell(), base.median(), 1, Optional.empty(), 1, Flag.NONE);
        }
        RatioOfMedians speedup = RatioOfMedians.of(base.bootstrap(), m.bootstrap(), gain(m, base), CONFIDENCE);
        double efficiency = speedup.ratio() * base.workers() / m.workers();
        Flag flag = Flag.NONE;
        if (efficiency > 1) {
            flag = Flag.SUPERLINEAR;
        } else if (m.isEligible() && lines.smaller(m).anyMatch(less -> rises(less, m))) {
            flag = Flag.RISING;
        }
        return new Scaling(base.cell(), base.median(), speedup.ratio(), speedup.interval(), efficiency, flag);
    }

    /** 95 % interval of the efficiency: that of the speed-up, per worker. */
    public Optional<Interval> efficiencyInterval() {
        double perSpeedup = efficiency / speedup;
        return interval.map(i -> new Interval(i.low() * perSpeedup, i.high() * perSpeedup));
    }

    private static boolean rises(Measurement less, Measurement more) {
        double scale = gain(more, less) * less.workers() / more.workers();
        return scale * less.median() > more.median()
                && RatioOfMedians.of(less.bootstrap(), more.bootstrap(), scale, CONFIDENCE)
                                .verdict()
                        == RatioOfMedians.Verdict.SLOWER;
    }

    /** Work of {@code m} over work of {@code base}. */
    private static double gain(Measurement m, Measurement base) {
        return Work.ratio(m.sample(), base.sample());
    }

    /** Eligible cells along the axes of the grid. */
    private record Lines(List<Line> axes) {
        static Lines of(List<Measurement> series) {
            Lines lines = new Lines(List.of(
                    new Line(cell -> List.of(cell.nodes(), cell.ranks()), Cell::threads),
                    new Line(cell -> List.of(cell.nodes(), cell.threads()), Cell::ranks),
                    new Line(cell -> List.of(cell.ranksPerNode(), cell.threads()), Cell::nodes)));
            series.stream().filter(Measurement::isEligible).forEach(m -> lines.axes.forEach(line -> line.add(m)));
            return lines;
        }

        /** The next smaller cell along each axis: fewer threads, ranks or nodes, and else as it is. */
        Stream<Measurement> smaller(Measurement m) {
            return axes.stream()
                    .map(line -> line.smaller(m.cell()))
                    .filter(Objects::nonNull)
                    .map(Map.Entry::getValue);
        }
    }

    /**
     * The cells along one axis.
     *
     * @param others what they share
     * @param value what differs
     * @param cells by these
     */
    private record Line(
            Function<Cell, List<Integer>> others,
            ToIntFunction<Cell> value,
            Map<List<Integer>, NavigableMap<Integer, Measurement>> cells) {
        Line(Function<Cell, List<Integer>> others, ToIntFunction<Cell> value) {
            this(others, value, new HashMap<>());
        }

        void add(Measurement m) {
            cells.computeIfAbsent(others.apply(m.cell()), _ -> new TreeMap<>()).put(value.applyAsInt(m.cell()), m);
        }

        Map.Entry<Integer, Measurement> smaller(Cell cell) {
            return cells.get(others.apply(cell)).lowerEntry(value.applyAsInt(cell));
        }
    }
}
