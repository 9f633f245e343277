package rxt.spmd.team;

/**
 * Which indices of a range belong to whom under a schedule: every member calls {@link #run} with equal arguments; before
 * the next loop somebody calls {@link #reset} while nobody runs.
 *
 * <p>All positions are offsets from the range's first index, which a long holds for every range there is.
 */
final class Deal {
    private final int size;
    /** The next chunk of a dynamic loop, the next index of a guided one. */
    private final Cells next = new Cells(1);

    Deal(int size) {
        this.size = size;
    }

    void reset() {
        if (next.get(0) != 0) {
            next.publish(0, 0);
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
        for (long k = next.getAndIncrement(0); k < chunks; k = next.getAndIncrement(0)) {
            passChunk(range, k, chunk, body);
        }
    }

    private void runGuided(Range range, long chunk, Team.Loop body) {
        long length = range.length();
        for (long begin = next.get(0); begin < length; begin = next.get(0)) {
            long left = length - begin;
            long end = begin + Math.min(left, Math.max(chunk, left / size));
            if (next.compareAndSet(0, begin, end)) {
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
