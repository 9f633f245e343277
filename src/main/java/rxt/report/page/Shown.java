package rxt.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import rxt.analysis.Point;
import rxt.record.Cell;

/**
 * One planned cell as the page shows it; all its numbers are those of {@code analyze --format json}.
 *
 * @param row its place among those rows, from 0
 * @param point the cell
 * @param columns its row
 */
record Shown(int row, Point point, Map<String, Object> columns) {
    /** The value of that column; absent where it is null. */
    OptionalDouble number(String column) {
        if (!columns.containsKey(column)) {
            throw new IllegalArgumentException("no column '" + column + "'; there are " + columns.keySet());
        }
        return columns.get(column) instanceof Number n ? OptionalDouble.of(n.doubleValue()) : OptionalDouble.empty();
    }

    /** The value of a column that a cell of this kind always has. */
    double known(String column) {
        return number(column).orElseThrow(() -> new IllegalStateException(cell().label() + " has no " + column));
    }

    Cell cell() {
        return point.cell();
    }

    boolean isMeasured() {
        return point.summary().isPresent();
    }

    boolean isScaled() {
        return point.scaling().isPresent();
    }

    /** Such as {@code 2×4}, {@code 2×4 on 2 nodes}. */
    String split() {
        return cell().split();
    }

    /** Such as {@code 2×4 ffm}. */
    String label() {
        return split() + " " + cell().transport();
    }

    /** What a tooltip says of a cell. */
    List<String> tip() {
        Map<String, Entry> lines = new LinkedHashMap<>();
        lines.put("median", Entry.time(this, "median_seconds", "low", "high"));
        lines.put("speed-up", Entry.ratio(this, "speedup", "speedup_low", "speedup_high"));
        lines.put("efficiency", Entry.ratio(this, "efficiency", "efficiency_low", "efficiency_high"));
        lines.put("times the best", Entry.ratio(this, "ratio_to_best", "ratio_low", "ratio_high"));
        lines.put("95 % of steps within", Entry.time(this, "p95_seconds"));
        lines.put("slowest step", Entry.time(this, "max_seconds"));
        List<String> tip = new ArrayList<>(List.of(label()));
        lines.forEach((name, entry) -> {
            if (!entry.text().isEmpty()) {
                tip.add(name + ": " + entry.text());
            }
        });
        if (isMeasured() && point.sample().isOversubscribed()) {
            tip.add("oversubscribed: fewer CPUs than threads");
        }
        if (!isMeasured()) {
            tip.add(point.sample().status().word() + ": " + point.sample().reason());
        }
        return tip;
    }
}
