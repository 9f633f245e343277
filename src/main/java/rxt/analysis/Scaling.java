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
        /** Efficiency that rises from fewer ranks or fewer threads to this cell, beyond the interval. */
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

    /** Eligible cells along the two axes of the grid. */
    private record Lines(
            Map<Integer, NavigableMap<Integer, Measurement>> byRanks,
            Map<Integer, NavigableMap<Integer, Measurement>> byThreads) {
        static Lines of(List<Measurement> series) {
            Lines lines = new Lines(new HashMap<>(), new HashMap<>());
            series.stream().filter(Measurement::isEligible).forEach(m -> {
                Cell cell = m.cell();
                lines.byRanks
                        .computeIfAbsent(cell.ranks(), r -> new TreeMap<>())
                        .put(cell.threads(), m);
                lines.byThreads
                        .computeIfAbsent(cell.threads(), t -> new TreeMap<>())
                        .put(cell.ranks(), m);
            });
            return lines;
        }

        /** The next smaller cells: as many ranks with fewer threads, as many threads with fewer ranks. */
        Stream<Measurement> smaller(Measurement m) {
            Cell cell = m.cell();
            return Stream.of(
                            byRanks.get(cell.ranks()).lowerEntry(cell.threads()),
                            byThreads.get(cell.threads()).lowerEntry(cell.ranks()))
                    .filter(Objects::nonNull)
                    .map(Map.Entry::getValue);
        }
    }
}
