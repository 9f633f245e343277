package rxt.spmd.team;

import java.util.concurrent.ForkJoinTask;
import java.util.function.BinaryOperator;

/**
 * The threads of one rank, as OpenMP's team: a region runs on all of them and ends when all have ended.
 *
 * <p>The thread that calls is member 0 and works too; every other member is always the same thread, and
 * {@link Schedule#STATIC} always gives it the same part, so that memory stays with who touched it first. Whatever a
 * member throws is rethrown to the caller once the region has ended (the first one, the others suppressed); a barrier in
 * which the others wait is broken, so nobody hangs, nor does a member wait at a barrier for one who has already ended.
 * Regions of one team do not nest and are opened by one thread at a time.
 */
public interface Team extends AutoCloseable {
    /** One thread's view of the region it works in. */
    interface Member {
        /** Number of this thread, 0 ≤ thread &lt; size. */
        int thread();

        int size();

        /** Waits for all members. What each wrote before, all see after. */
        void barrier();
    }

    /** What each member runs in an SPMD region. */
    @FunctionalInterface
    interface Region {
        void run(Member me);
    }

    /** What is done for the indices {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    interface Loop {
        void run(long from, long to);
    }

    /** The partial result of the indices {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    interface Block<R> {
        R of(long from, long to);
    }

    /** As {@link Block}, for doubles. */
    @FunctionalInterface
    interface DoubleBlock {
        double of(long from, long to);
    }

    /** As {@link Block}, for longs. */
    @FunctionalInterface
    interface LongBlock {
        long of(long from, long to);
    }

    /** Name in studies and files: {@code forkjoin}. */
    String name();

    /** Number of threads, the caller included. */
    int size();

    /** Runs {@code body} once on every member. */
    void region(Region body);

    /** Covers {@code range} exactly once, dealt to the members by {@code schedule}. */
    void forEach(Range range, Schedule schedule, Loop body);

    /** As {@link #forEach(Range, Schedule, Loop)} with {@link Schedule#STATIC}. */
    default void forEach(Range range, Loop body) {
        forEach(range, Schedule.STATIC, body);
    }

    /**
     * Reduces the blocks of {@code range} to one value. A block is one member's, so few long indices need
     * {@link Range#inBlocksOf}. Blocks are {@code range.block()} long and combined along a fixed
     * binary tree, so that the bits of the result do not depend on the number of threads.
     *
     * @param identity the result of an empty range
     */
    <R> R reduce(Range range, R identity, Block<R> block, BinaryOperator<R> combine);

    /** Sum over the blocks of {@code range}, with the same bits for any number of threads. */
    double sum(Range range, DoubleBlock block);

    /** Sum over the blocks of {@code range}, modulo 2⁶⁴. */
    long sumLong(Range range, LongBlock block);

    /** Runs a recursive task on {@link #size} threads of the team's own, the caller waiting, and returns its result. */
    <R> R invoke(ForkJoinTask<R> task);

    /** Ends the threads. */
    @Override
    void close();

    /**
     * A new team.
     *
     * @param name {@code forkjoin}
     * @param size number of threads, 1 or more
     */
    static Team named(String name, int size) {
        return switch (name) {
            case "forkjoin" -> new ForkJoinTeam(size);
            default -> throw new IllegalArgumentException("no team is called '" + name + "'; there is forkjoin");
        };
    }
}
