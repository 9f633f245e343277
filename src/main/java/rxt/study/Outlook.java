package rxt.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is still to come of a run: between what is made whatever the launches show and what is made where no interval
 * gets narrow enough. A launch takes as long as those of its cell did, one of a new cell as long as those of its kernel,
 * else as the others.
 *
 * @param fewest launches
 * @param most launches
 * @param fewestSeconds from start to end; NaN where no launch was ever made
 * @param mostSeconds the same, at most what is left of the study's time for what is beyond the fewest
 * @param fewestCoreSeconds with each launch counted once for each of its workers
 * @param mostCoreSeconds the same
 */
record Outlook(
        int fewest,
        int most,
        double fewestSeconds,
        double mostSeconds,
        double fewestCoreSeconds,
        double mostCoreSeconds) {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    /** Of a unit, from which on the next larger one tells enough. */
    private static final double MANY = 99.5;

    /**
     * What is to come.
     *
     * @param secondsBeside that a launch takes before and after the time that its shard tells
     * @param nodes on which launches run side by side
     */
    static Outlook of(Schedule schedule, double secondsBeside, int nodes) {
        Sum sum = new Sum(schedule, secondsBeside, nodes);
        double left = schedule.leftSeconds();
        for (Launches cell : schedule.cells()) {
            int drift = schedule.forDriftToCome(cell);
            sum.add(cell, cell.fewestToCome(left) + drift, cell.mostToCome(left) + drift);
        }
        return sum.outlook(left);
    }

    /** In words, such as {@code 40 s to 2 min 5 s}; empty where no launch was ever made. */
    Optional<String> duration() {
        return Double.isNaN(fewestSeconds)
                ? Optional.empty()
                : Optional.of(range(Progress.duration(fewestSeconds), Progress.duration(mostSeconds)));
    }

    /** The same in one unit, with two digits that count: {@code ~40 to 95 s left}; "" where no launch was ever made. */
    String left() {
        if (Double.isNaN(fewestSeconds)) {
            return "";
        }
        double unit = mostSeconds < MANY ? 1 : mostSeconds < MANY * MINUTE ? MINUTE : HOUR;
        String name = unit == HOUR ? "h" : unit == MINUTE ? "min" : "s";
        return "~" + range(digits(fewestSeconds / unit, unit), digits(mostSeconds / unit, unit)) + " " + name + " left";
    }

    private static String digits(double number, double unit) {
        return String.format(Locale.ROOT, unit == 1 || number >= 9.95 ? "%.0f" : "%.1f", number)
                .replaceFirst("\\.0$", "");
    }

    /** In words, such as {@code 0.02 to 0.07}. */
    String coreHours() {
        return range(hours(fewestCoreSeconds), hours(mostCoreSeconds));
    }

    static String hours(double coreSeconds) {
        return String.format(Locale.ROOT, coreSeconds < 10 * HOUR ? "%.2f" : "%.0f", coreSeconds / HOUR);
    }

    static String range(Object low, Object high) {
        return low.equals(high) ? String.valueOf(low) : low + " to " + high;
    }

    /** What a launch of {@code cell} likely takes, going by those made of {@code cells}; NaN where none was. */
    static double secondsPerLaunch(Launches cell, List<Launches> cells) {
        if (!Double.isNaN(cell.secondsPerLaunch())) {
            return cell.secondsPerLaunch();
        }
        String kernel = cell.planned().cell().kernel();
        List<Launches> kin = cells.stream()
                .filter(other -> other.planned().cell().kernel().equals(kernel))
                .toList();
        OptionalDouble average = average(kin);
        return average.isPresent() ? average.getAsDouble() : average(cells).orElse(Double.NaN);
    }

    private static OptionalDouble average(List<Launches> cells) {
        return cells.stream()
                .mapToDouble(Launches::secondsPerLaunch)
                .filter(seconds -> !Double.isNaN(seconds))
                .average();
    }

    /** Adds cells up. */
    private static final class Sum {
        private final Schedule schedule;
        private final double beside;
        private final int nodes;
        private int fewest;
        private int most;
        private double fewestSeconds;
        private double mostSeconds;
        private double fewestCores;
        private double mostCores;

        Sum(Schedule schedule, double beside, int nodes) {
            this.nodes = nodes;
            this.schedule = schedule;
            this.beside = beside;
        }

        void add(Launches cell, int least, int greatest) {
            double seconds = greatest == 0 ? 0 : secondsPerLaunch(cell, schedule.cells()) + beside;
            int workers = cell.planned().cell().workers();
            fewest += least;
            most += greatest;
            double share = (double) cell.planned().cell().nodes()
                    / Math.max(nodes, cell.planned().cell().nodes());
            fewestSeconds += least * seconds * share;
            mostSeconds += greatest * seconds * share;
            fewestCores += workers * least * seconds;
            mostCores += workers * greatest * seconds;
        }

        Outlook outlook(double left) {
            double bounded = Math.min(mostSeconds, Math.max(fewestSeconds, left));
            double beyond = mostSeconds > fewestSeconds ? (bounded - fewestSeconds) / (mostSeconds - fewestSeconds) : 0;
            double boundedCores = fewestCores + beyond * (mostCores - fewestCores);
            return new Outlook(fewest, most, fewestSeconds, bounded, fewestCores, boundedCores);
        }
    }
}
