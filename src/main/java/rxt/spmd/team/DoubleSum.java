package rxt.spmd.team;

import java.util.Arrays;

/** A sum of doubles over {@link Blocks}; kept by its team and used again, so that a call allocates nothing. */
final class DoubleSum extends Blocks {
    /** The members' results lie this far apart so that no two write to one cache line. */
    private static final int STRIDE = 16;

    private final Tree[] trees;
    private double[] results = {};
    private Team.DoubleBlock block = (_, _) -> 0;

    DoubleSum(int size) {
        trees = new Tree[size];
        Arrays.setAll(trees, _ -> new Tree());
    }

    @SuppressWarnings("ReferenceEquality") // The same object need not be written again; another one must.
    void open(Range range, Team.DoubleBlock of) {
        if (block != of) {
            block = of;
        }
        open(range);
        int length = groups() + (trees.length + 1) * STRIDE;
        if (results.length < length) {
            results = new double[length];
        }
    }

    double result() {
        int groups = groups();
        if (groups == 0) {
            return 0;
        }
        Tree top = trees[0];
        top.clear();
        for (int member = 0; member < trees.length; member++) {
            int end = (int) Deal.start(groups, trees.length, member + 1);
            for (int group = (int) Deal.start(groups, trees.length, member); group < end; group++) {
                top.add(results[place(member, group)]);
            }
        }
        return top.result();
    }

    private static int place(int member, int group) {
        return group + (member + 1) * STRIDE;
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
        results[place(member, group)] = trees[member].result();
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
