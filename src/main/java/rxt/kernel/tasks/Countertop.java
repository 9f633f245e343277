package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Memory through which the steps of a salad pass on what they make: each has a bowl of its own, which it fills from its
 * work and the bowls of the steps it waits for. So a bowl holds the work of all steps before it, and shows if one of
 * them was late.
 */
final class Countertop {
    /** Words that stay in the nearest cache while one bowl after the other is added. */
    private static final int BLOCK = 1024;

    private static final long SHARE = 3;

    private final Recipe graph;
    private final int steps;
    private final int words;
    private final long[][] bowls;

    /** @param words of a bowl; the team's threads touch theirs first */
    Countertop(Recipe graph, int salads, int words, Team team) {
        this.graph = graph;
        this.words = words;
        steps = graph.order().size();
        bowls = new long[salads * steps][];
        team.forEach(Range.of(0, bowls.length), (from, to) -> {
            for (int bowl = (int) from; bowl < to; bowl++) {
                bowls[bowl] = new long[words];
            }
        });
    }

    /** Words written for a salad, and read. */
    double traffic() {
        int arrows = graph.before().stream().mapToInt(List::size).sum();
        return (double) words * (steps + arrows);
    }

    /**
     * Fills a task's bowl; afterwards other tasks may take from it.
     *
     * @param result of its work
     * @param round number that no earlier round had: what is left from those is of no use
     * @return sum of the bowl, as if the round were 0
     */
    long fill(int task, long result, long round) {
        int step = task % steps;
        long[] bowl = bowls[task];
        long sum = 0;
        for (int from = 0; from < words; from += BLOCK) {
            int to = Math.min(words, from + BLOCK);
            Arrays.fill(bowl, from, to, result + round);
            for (int earlier : graph.before().get(step)) {
                add(bowls[task - step + earlier], bowl, from, to);
            }
            for (int word = from; word < to; word++) {
                sum += bowl[word];
            }
        }
        return sum - expected(step, _ -> round);
    }

    private static void add(long[] share, long[] bowl, int from, int to) {
        for (int word = from; word < to; word++) {
            bowl[word] += SHARE * share[word];
        }
    }

    /**
     * Sum of a step's bowl, in round 0.
     *
     * @param results of a salad's steps
     */
    long expected(int step, IntToLongFunction results) {
        return words * word(step, results);
    }

    private long word(int step, IntToLongFunction results) {
        long word = results.applyAsLong(step);
        for (int earlier : graph.before().get(step)) {
            word += SHARE * word(earlier, results);
        }
        return word;
    }
}
