package rxt.spmd.team;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the members of one region meet: at its barriers (sense-reversing: the phase's number is the sense) and at its
 * end.
 *
 * <p>One word counts those at the barrier and those at the end, so a member that waits for one who has already ended is
 * found at once instead of waiting for ever.
 */
final class Rendezvous {
    private static final long END = 1L << 32;

    private final int size;
    private final AtomicLong counts = new AtomicLong();
    private final AtomicInteger left = new AtomicInteger();
    private final Phase passed;
    private final Phase ended;
    private volatile boolean broken;

    Rendezvous(int size) {
        this.size = size;
        this.passed = new Phase(size);
        this.ended = new Phase(size);
    }

    /** Makes ready for a region; returns the ticket for {@link #awaitEnd}. */
    int open() {
        counts.set(0);
        left.set(0);
        broken = false;
        return ended.number();
    }

    /**
     * Waits for all members.
     *
     * @throws RegionBrokenException when {@link #breakUp} is or was called
     * @throws IllegalStateException when a member has ended the region without this barrier
     */
    void barrier(int member) {
        int sense = passed.number();
        long before = counts.getAndIncrement();
        if (broken) {
            throw new RegionBrokenException();
        }
        if (before >= END) {
            throw unequal();
        }
        if (before + 1 == size) {
            counts.set(0);
            passed.advance();
        } else {
            passed.await(sense, member);
            if (broken) {
                throw new RegionBrokenException();
            }
        }
    }

    /** Lets all who wait at a barrier go, now and until the region ends. */
    void breakUp() {
        broken = true;
        passed.advance();
    }

    /**
     * Says that a member comes to no more barriers.
     *
     * @return whether others wait at one that can no longer be passed, for {@link #breakUp} to free them
     */
    boolean retire() {
        long before = counts.getAndAdd(END);
        return before % END > 0 && !broken;
    }

    /** Counts one member out, who from then on touches nothing of this region; the last one ends it. */
    void leave() {
        if (left.incrementAndGet() == size) {
            ended.advance();
        }
    }

    /** Waits until all members have left. */
    void awaitEnd(int ticket) {
        ended.await(ticket, 0);
    }

    static IllegalStateException unequal() {
        return new IllegalStateException("a member of the team ended its region while another waits at a barrier;"
                + " every member must call barrier() equally often");
    }
}
