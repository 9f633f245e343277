package rxt.spmd.team;

import java.util.Arrays;

/** A sum of doubles over {@link Blocks}; kept by its team and used again, so that a call allocates nothing. */
final class DoubleSum extends Blocks {
    private final Tree[] trees;
    private double[] results = {};
    private Team.DoubleBlock block = (_, _) -> 0;

    DoubleSum(int size) {
        trees = new Tree[size];
        Arrays.setAll(trees, _ -> new Tree());
    }

    /** Returns the number of groups to sum. */
    int open(Range range, Team.DoubleBlock of) {
        block = of;
        int groups = open(range);
        if (results.length < groups) {
            results = new double[groups];
        }
        return groups;
    }

    double result(int groups) {
        Tree top = trees[0];
        top.clear();
        for (int group = 0; group < groups; group++) {
            top.add(results[group]);
        }
        return top.result();
    }

    @Override
    void begin(int member) {
        trees[member].clear();
    }

    @Override
    void block(int member, long from, long to) {
        trees[member].add(block.of(from, to));
    }

    @Override
    void end(int member, int group) {
        results[group] = trees[member].result();
    }

    /** Sums by the fixed tree as its leaves arrive: one open subtree per bit of their count. */
    private static final class Tree {
        private final double[] open = new double[Long.SIZE];
        private long count;
        private int depth;

        void clear() {
            count = 0;
            depth = 0;
        }

        void add(double leaf) {
            double sum = leaf;
            for (long full = count; (full & 1) != 0; full >>>= 1) {
                sum = open[--depth] + sum;
            }
            open[depth++] = sum;
            count++;
        }

        double result() {
            double sum = open[depth - 1];
            for (int k = depth - 2; k >= 0; k--) {
                sum = open[k] + sum;
            }
            return sum;
        }
    }
}
