package rxt.spmd.team;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BinaryOperator;

/** A reduction of any objects over {@link Blocks}. */
final class Reduction<R> extends Blocks {
    private final Team.Block<R> block;
    private final BinaryOperator<R> combine;
    private final List<Tree> trees = new ArrayList<>();
    private final AtomicReferenceArray<R> results;

    Reduction(int size, Range range, Team.Block<R> block, BinaryOperator<R> combine) {
        this.block = block;
        this.combine = combine;
        open(range);
        this.results = new AtomicReferenceArray<>(groups());
        for (int member = 0; member < size; member++) {
            trees.add(new Tree());
        }
    }

    R result(R identity) {
        if (results.length() == 0) {
            return identity;
        }
        Tree top = trees.getFirst();
        top.clear();
        for (int group = 0; group < results.length(); group++) {
            top.add(results.get(group));
        }
        return top.result();
    }

    @Override
    void begin(int member) {
        trees.get(member).clear();
    }

    @Override
    void block(int member, long from, long to) {
        trees.get(member).add(block.of(from, to));
    }

    @Override
    void end(int member, int group) {
        results.set(group, trees.get(member).result());
    }

    /** Combines by the fixed tree as its leaves arrive: one open subtree per bit of their count. */
    private final class Tree {
        private final List<R> open = new ArrayList<>();
        private long count;

        void clear() {
            open.clear();
            count = 0;
        }

        void add(R leaf) {
            R value = leaf;
            for (long full = count; (full & 1) != 0; full >>>= 1) {
                value = combine.apply(open.removeLast(), value);
            }
            open.add(value);
            count++;
        }

        R result() {
            R value = open.removeLast();
            while (!open.isEmpty()) {
                value = combine.apply(open.removeLast(), value);
            }
            return value;
        }
    }
}
