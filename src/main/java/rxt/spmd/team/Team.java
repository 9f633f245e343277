package rxt.spmd.team;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BinaryOperator;

/**
 * The threads of one rank, as OpenMP's team: a region runs on all of them and ends when all have ended.
 *
 * <p>The thread that calls is member 0 and works too; every other member is always the same thread, and
 * {@link Schedule#STATIC} always gives it the same part, so that memory stays with who touched it first. Whatever a
 * member throws is rethrown to the caller once the region has ended (the first one, the others suppressed); a barrier in
 * which the others wait is broken, so nobody hangs, nor does a member wait at a barrier for one who has already ended.
 * Regions of one team do not nest and are opened by one thread at a time; a member that wants threads of its own has
 * {@link Member#inner}.
 */
public interface Team extends AutoCloseable {
    /** One thread's view of the region it works in. */
    interface Member {
        /** Number of this thread, 0 ≤ thread &lt; size. */
        int thread();

        int size();

        /** Waits for all members. What each wrote before, all see after. */
        void barrier();

        /** A loop shared by the members, who all come here with equal arguments; ends with a barrier. */
        void forEach(Range range, Schedule schedule, Loop body);

        /**
         * As {@link #forEach}, without the barrier at its end (OpenMP's {@code nowait}): the last thing that a region
         * does, or before a {@link #barrier}.
         */
        void share(Range range, Schedule schedule, Loop body);

        /** As {@link #forEach}, index by index, each able to wait its {@link Turn}; ends with a barrier. */
        void forEachOrdered(Range range, Schedule schedule, OrderedLoop body);

        /** Runs {@code body} on the member who comes first; ends with a barrier. */
        void single(Runnable body);

        /** Runs {@code body} on member 0; nobody waits. */
        void master(Runnable body);

        /** Runs {@code body} on one member at a time. */
        void critical(Runnable body);

        /** A team of this member's own, the member being its member 0; kept for the same size, closed with the team. */
        Team inner(int size);
    }

    /** What is done for one index of an ordered loop. */
    @FunctionalInterface
    interface OrderedLoop {
        void run(long index, Turn turn);
    }

    /** The part of an ordered loop's body that is done in the order of the indices; at most once per index. */
    @FunctionalInterface
    interface Turn {
        void run(Runnable body);
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

    /** Name in studies and files: {@code forkjoin}, {@code spin}, {@code virtual}. */
    String name();

    /**
     * The same team under the name of what it is about to do, such as {@code smooth}: where its time is taken, it counts
     * for the region of that name. A team whose time is not taken is itself.
     */
    default Team as(String region) {
        return this;
    }

    /** The CPUs each member may run on, as lists such as {@code 0-1,4}; "" for one whose mask cannot be told. */
    List<String> masks();

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

    /** A new team whose threads are not pinned. */
    static Team named(String name, int size) {
        return named(name, size, Pinning.NONE);
    }

    /**
     * A new team.
     *
     * <ul>
     *   <li>{@code spin}: threads that spin for the next region before they park; the cheapest regions.
     *   <li>{@code forkjoin}: regions are forked to a {@link java.util.concurrent.ForkJoinPool} and joined; its threads
     *       sleep between regions.
     *   <li>{@code virtual}: members are virtual threads, for work that waits (files, sockets, other processes): as many
     *       members as there are waits, far more than CPUs. For computing it is the slowest.
     * </ul>
     *
     * <p>Pinning binds the calling thread too, until the team is closed. Who asks for it measures by it, so a team that
     * cannot be pinned is refused. Teams that begin with one mask meet on its first CPUs, unless each has its own share.
     *
     * @param name {@code forkjoin}, {@code spin} or {@code virtual}
     * @param size number of threads, 1 to 32767
     * @param pinning which CPUs of the caller's mask each member is bound to; more members than CPUs share them
     * @throws IllegalStateException when the system refuses a thread or the pinning
     * @throws IllegalArgumentException for another name or size, and for a pinned virtual team
     */
    static Team named(String name, int size, Pinning pinning) {
        return named(name, size, pinning, Share.WHOLE);
    }

    /**
     * As {@link #named(String, int, Pinning)}, on its share of the caller's mask.
     *
     * @param share which part of the mask; a mask with fewer CPUs than {@code size} times the parts is not cut
     */
    static Team named(String name, int size, Pinning pinning, Share share) {
        return CrewTeam.of(name, size, pinning, share);
    }
}
