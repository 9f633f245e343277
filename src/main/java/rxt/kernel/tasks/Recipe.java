package rxt.kernel.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which steps must have ended before a step begins.
 *
 * @param before of each step, from 0
 * @param after of each step, those that it is before
 * @param order a topological one
 */
record Recipe(List<List<Integer>> before, List<List<Integer>> after, List<Integer> order) {
    private static final Pattern ARROW = Pattern.compile("(\\d{1,4})>(\\d{1,4})");

    /**
     * Reads arrows such as {@code 1>2 2>5}, with steps from 1.
     *
     * @throws IllegalArgumentException where an arrow is none, or steps wait for each other
     */
    static Recipe parse(String text, int steps) {
        List<List<Integer>> before = lists(steps);
        List<List<Integer>> after = lists(steps);
        for (String word : text.strip().split("[\\s,;]+", -1)) {
            Matcher matcher = ARROW.matcher(word);
            int from = matcher.matches() ? Integer.parseInt(matcher.group(1)) - 1 : -1;
            int to = matcher.matches() ? Integer.parseInt(matcher.group(2)) - 1 : -1;
            if (Math.min(from, to) < 0 || Math.max(from, to) >= steps) {
                throw new IllegalArgumentException("graph = '" + text + "': '" + word
                        + "' is no arrow between two of the steps 1 to " + steps + "; allowed are such as 1>2 2>5");
            }
            before.get(to).add(from);
            after.get(from).add(to);
        }
        return new Recipe(before, after, order(text, before, after));
    }

    private static List<List<Integer>> lists(int steps) {
        return IntStream.range(0, steps)
                .<List<Integer>>mapToObj(_ -> new ArrayList<>())
                .toList();
    }

    /** Kahn's algorithm, Comm. ACM 5 (1962). */
    private static List<Integer> order(String text, List<List<Integer>> before, List<List<Integer>> after) {
        int[] waits = before.stream().mapToInt(List::size).toArray();
        List<Integer> order = new ArrayList<>();
        for (int step = 0; step < waits.length; step++) {
            if (waits[step] == 0) {
                order.add(step);
            }
        }
        for (int i = 0; i < order.size(); i++) {
            for (int next : after.get(order.get(i))) {
                if (--waits[next] == 0) {
                    order.add(next);
                }
            }
        }
        if (order.size() < waits.length) {
            List<Integer> stuck = IntStream.range(0, waits.length)
                    .filter(step -> waits[step] > 0)
                    .mapToObj(step -> step + 1)
                    .toList();
            throw new IllegalArgumentException("graph = '" + text + "' has a cycle: the steps " + stuck
                    + " wait for each other or for those that do; leave an arrow out");
        }
        return order;
    }

    /** Length of the longest way through the graph. */
    double criticalPath(double[] costs) {
        double[] end = new double[costs.length];
        for (int step : order) {
            double begin = 0;
            for (int earlier : before.get(step)) {
                begin = Math.max(begin, end[earlier]);
            }
            end[step] = begin + costs[step];
        }
        return Arrays.stream(end).max().orElse(0);
    }
}
