package rxt.spmd.team;

import java.util.Arrays;

/**
 * Which indices of a range belong to whom under a schedule: every member calls {@link #run} with equal arguments; before
 * the next loop each calls {@link #reset} while nobody runs.
 *
 * <p>The word is the next chunk of a monotonic loop, the next index of a guided one; of a dynamic loop each member has a
 * word, the number of chunks that were taken of its part. All positions are offsets from the range's first index, which
 * a long holds for every range there is.
 */
final class Deal extends PaddedWord {
    /** The chunks that were taken of one member's part; more than it has when others found it empty. */
    private static final class Taken extends PaddedWord {}

    private final int size;
    private final Taken[] taken;

    Deal(int size) {
        this.size = size;
        this.taken = new Taken[size];
        Arrays.setAll(taken, _ -> new Taken());
    }

    /** Clears what is the member's: its part of a dynamic loop, and for member 0 what is everybody's. */
    void reset(int member) {
        clear(taken[member]);
        if (member == 0) {
            clear(this);
        }
    }

    private static void clear(PaddedWord number) {
        if (number.word != 0) {
            number.publish(0);
        }
    }

    /** Runs {@code body} on the member's chunks, none of them empty; in rising order unless they are dealt dynamically. */
    void run(int member, Range range, Schedule schedule, Team.Loop body) {
        long length = range.length();
        switch (schedule.kind()) {
            case STATIC -> pass(range, start(length, size, member), start(length, size, member + 1), body);
            case CYCLIC -> runCyclic(member, range, schedule.chunk(), body);
            case DYNAMIC -> runDynamic(member, range, schedule.chunk(), body);
            case MONOTONIC -> runMonotonic(range, schedule.chunk(), body);
            case GUIDED -> runGuided(range, schedule.chunk(), body);
        }
    }

    /** Where part k begins when {@code length} indices are cut in {@code parts} whose lengths differ by at most one. */
    static long start(long length, int parts, int k) {
        return length / parts * k + Math.min(length % parts, k);
    }

    private void runCyclic(int member, Range range, long chunk, Team.Loop body) {
        long chunks = Math.ceilDiv(range.length(), chunk);
        for (long k = member; k < chunks; k += size) {
            passChunk(range, k, chunk, body);
        }
    }

    /**
     * The member's own part first, chunk by chunk, so that members meet at a word only once one of them has nothing left
     * of its own; a locked instruction on a line that another core has written costs ten times one on a line of its own.
     */
    private void runDynamic(int member, Range range, long chunk, Team.Loop body) {
        long chunks = Math.ceilDiv(range.length(), chunk);
        for (int i = 0; i < size; i++) {
            int owner = member + i < size ? member + i : member + i - size;
            long first = start(chunks, size, owner);
            long count = start(chunks, size, owner + 1) - first;
            runPart(taken[owner], first, count, range, chunk, body);
        }
    }

    private static void runPart(Taken of, long first, long count, Range range, long chunk, Team.Loop body) {
        if (of.word >= count) {
            return;
        }
        for (long k = of.getAndAdd(1); k < count; k = of.getAndAdd(1)) {
            passChunk(range, first + k, chunk, body);
        }
    }

    private void runMonotonic(Range range, long chunk, Team.Loop body) {
        long chunks = Math.ceilDiv(range.length(), chunk);
        for (long k = getAndAdd(1); k < chunks; k = getAndAdd(1)) {
            passChunk(range, k, chunk, body);
        }
    }

    private void runGuided(Range range, long chunk, Team.Loop body) {
        long length = range.length();
        for (long begin = word; begin < length; begin = word) {
            long left = length - begin;
            long end = begin + Math.min(left, Math.max(chunk, left / size));
            if (compareAndSet(begin, end)) {
                pass(range, begin, end, body);
            }
        }
    }

    private static void passChunk(Range range, long k, long chunk, Team.Loop body) {
        long begin = k * chunk;
        pass(range, begin, begin + Math.min(chunk, range.length() - begin), body);
    }

    private static void pass(Range range, long begin, long end, Team.Loop body) {
        if (begin < end) {
            body.run(range.from() + begin, range.from() + end);
        }
    }
}
