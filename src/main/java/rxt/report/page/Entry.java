package rxt.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import rxt.report.Numbers;
import rxt.report.SteadyText;
import rxt.report.TimeScale;

/**
 * What stands in one field of a table.
 *
 * @param text for people; "" where there is nothing to say
 * @param row of {@code analyze --format json} whose numbers it shows; −1 for words
 * @param columns of that row, in the order of the numbers, parted by spaces; parts of a column by slashes
 * @param alert whether somebody should look
 */
record Entry(String text, int row, String columns, boolean alert) {
    private static final double GIGA = 1e9;
    private static final int LINE = 30;

    Entry(String text, int row, String columns) {
        this(text, row, columns, false);
    }

    static Entry words(String text) {
        return new Entry(text, -1, "");
    }

    static Entry empty() {
        return words("");
    }

    /** The same, marked by sign and by colour. */
    Entry alerted() {
        return new Entry(text + " !", row, columns, true);
    }

    boolean isWords() {
        return row < 0;
    }

    /** Whether it may be broken into lines. */
    boolean isLong() {
        return isWords() && text.length() > LINE;
    }

    /** A time with its unit and, where there is one, the interval whose columns are named. */
    static Entry time(Shown cell, String column, String... ends) {
        OptionalDouble seconds = cell.number(column);
        if (seconds.isEmpty()) {
            return empty();
        }
        TimeScale scale = TimeScale.of(seconds.getAsDouble());
        return of(cell, column, ends, scale::number, " " + scale.unit());
    }

    /** A ratio with two decimals and, where there is one, the interval whose columns are named. */
    static Entry ratio(Shown cell, String column, String... ends) {
        return of(cell, column, ends, Numbers::hundredths, "");
    }

    /** A whole number. */
    static Entry count(Shown cell, String column) {
        return of(cell, column, new String[0], n -> String.valueOf((long) n), "");
    }

    /** A whole number; "" for 0, so that what is missing stands out by its absence. */
    static Entry some(Shown cell, String column) {
        return cell.number(column).orElse(0) == 0 ? empty() : count(cell, column);
    }

    /** A share in per cent without decimals and, where there is one, the interval whose columns are named. */
    static Entry percent(Shown cell, String column, String... ends) {
        return of(cell, column, ends, share -> String.valueOf(Math.round(100 * share)), " %");
    }

    /** A small share in per cent, with a decimal below 10 %. */
    static Entry finePercent(Shown cell, String column) {
        return cell.number(column).isEmpty()
                ? empty()
                : new Entry(SteadyText.percent(cell.known(column)), cell.row(), column);
    }

    /** Four digits without a unit. */
    static Entry number(Shown cell, String column) {
        return of(cell, column, new String[0], Numbers::text, "");
    }

    /** A rate in 10⁹ of the unit. */
    static Entry giga(Shown cell, String column, String unit) {
        return of(cell, column, new String[0], rate -> Numbers.text(rate / GIGA), " " + unit);
    }

    private static Entry of(Shown cell, String column, String[] ends, DoubleFunction<String> format, String unit) {
        if (cell.number(column).isEmpty()) {
            return empty();
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
