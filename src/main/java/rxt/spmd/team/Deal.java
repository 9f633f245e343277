package rxt.spmd.team;

/**
 * Which indices of a range belong to whom under a schedule: every member calls {@link #run} with equal arguments; before
 * the next loop somebody calls {@link #reset} while nobody runs.
 *
 * <p>The word is the next chunk of a dynamic loop, the next index of a guided one. All positions are offsets from the range's first index, which a long holds for every range there is.
 */
final class Deal extends PaddedWord {
    private final int size;

    Deal(int size) {
        this.size = size;
    }

    void reset() {
        if (word != 0) {
            publish(0);
        }
    }

    /** Runs {@code body} on the member's chunks, none of them empty, in rising order. */
    void run(int member, Range range, Schedule schedule, Team.Loop body) {
        long length = range.length();
        switch (schedule.kind()) {
            case STATIC -> pass(range, start(length, size, member), start(length, size, member + 1), body);
            case CYCLIC -> runCyclic(member, range, schedule.chunk(), body);
            case DYNAMIC -> runDynamic(range, schedule.chunk(), body);
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

    private void runDynamic(Range range, long chunk, Team.Loop body) {
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
