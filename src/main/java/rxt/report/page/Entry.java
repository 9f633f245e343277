package rxt.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import rxt.report.Numbers;
import rxt.report.TimeScale;

/**
 * What stands in one field of a table.
 *
 * @param text for people; "" where there is nothing to say
 * @param row of {@code analyze --format json} whose numbers it shows; −1 for words
 * @param columns of that row, in the order of the numbers, parted by spaces
 */
record Entry(String text, int row, String columns) {
    static Entry words(String text) {
        return new Entry(text, -1, "");
    }

    boolean isWords() {
        return row < 0;
    }

    /** A time with its unit and, where there is one, the interval whose columns are named. */
    static Entry time(Shown cell, String column, String... ends) {
        OptionalDouble seconds = cell.number(column);
        if (seconds.isEmpty()) {
            return words("");
        }
        TimeScale scale = TimeScale.of(seconds.getAsDouble());
        return of(cell, column, ends, scale::number, " " + scale.unit());
    }

    /** A time between two ends; "" where there is none. */
    static Entry range(Shown cell, String low, String high) {
        if (cell.number(low).isEmpty() || cell.number(high).isEmpty()) {
            return words("");
        }
        TimeScale scale = TimeScale.of(cell.known(low));
        return new Entry(
                "[" + scale.number(cell.known(low)) + ", " + scale.number(cell.known(high)) + "] " + scale.unit(),
                cell.row(),
                low + " " + high);
    }

    /** A ratio with two decimals and, where there is one, the interval whose columns are named. */
    static Entry ratio(Shown cell, String column, String... ends) {
        return of(cell, column, ends, Numbers::hundredths, "");
    }

    /** A whole number. */
    static Entry count(Shown cell, String column) {
        return of(cell, column, new String[0], n -> String.valueOf((long) n), "");
    }

    private static Entry of(Shown cell, String column, String[] ends, DoubleFunction<String> format, String unit) {
        if (cell.number(column).isEmpty()) {
            return words("");
        }
        List<String> numbers = new ArrayList<>();
        for (String end : ends) {
            cell.number(end).ifPresent(n -> numbers.add(format.apply(n)));
        }
        boolean whole = numbers.size() == ends.length && ends.length > 0;
        String text = format.apply(cell.known(column)) + unit + (whole ? " [" + String.join(", ", numbers) + "]" : "");
        List<String> from = new ArrayList<>(List.of(column));
        if (whole) {
            from.addAll(List.of(ends));
        }
        return new Entry(text, cell.row(), String.join(" ", from));
    }
}
