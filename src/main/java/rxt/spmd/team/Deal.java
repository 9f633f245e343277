package rxt.spmd.team;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which indices of a range belong to whom under a schedule: {@link #open} once, then each member calls {@link #run}.
 *
 * <p>All positions are offsets from the range's first index, which a long holds for every range there is.
 */
final class Deal {
    private final int size;
    private final AtomicLong next = new AtomicLong();
    private long from;
    private long length;
    private long chunk;
    private Schedule.Kind kind = Schedule.Kind.STATIC;

    Deal(int size) {
        this.size = size;
    }

    void open(Range range, Schedule schedule) {
        from = range.from();
        length = range.length();
        chunk = schedule.chunk();
        kind = schedule.kind();
        next.set(0);
    }

    /** Runs {@code body} on the member's chunks, none of them empty. */
    void run(int member, Team.Loop body) {
        switch (kind) {
            case STATIC -> pass(start(length, size, member), start(length, size, member + 1), body);
            case CYCLIC -> runCyclic(member, body);
            case DYNAMIC -> runDynamic(body);
            case GUIDED -> runGuided(body);
        }
    }

    /** Where part k begins when {@code length} indices are cut in {@code parts} whose lengths differ by at most one. */
    static long start(long length, int parts, int k) {
        return length / parts * k + Math.min(length % parts, k);
    }

    private void runCyclic(int member, Team.Loop body) {
        long chunks = Math.ceilDiv(length, chunk);
        for (long k = member; k < chunks; k += size) {
            passChunk(k, body);
        }
    }

    private void runDynamic(Team.Loop body) {
        long chunks = Math.ceilDiv(length, chunk);
        for (long k = next.getAndIncrement(); k < chunks; k = next.getAndIncrement()) {
            passChunk(k, body);
        }
    }

    private void runGuided(Team.Loop body) {
        for (long begin = next.get(); begin < length; begin = next.get()) {
            long left = length - begin;
            long end = begin + Math.min(left, Math.max(chunk, left / size));
            if (next.compareAndSet(begin, end)) {
                pass(begin, end, body);
            }
        }
    }

    private void passChunk(long k, Team.Loop body) {
        long begin = k * chunk;
        pass(begin, begin + Math.min(chunk, length - begin), body);
    }

    private void pass(long begin, long end, Team.Loop body) {
        if (begin < end) {
            body.run(from + begin, from + end);
        }
    }
}
