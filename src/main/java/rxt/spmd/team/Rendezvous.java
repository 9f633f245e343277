package rxt.spmd.team;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the members of one region meet: at its start, at its barriers and at its end.
 *
 * <p>Every member counts its own barriers in a cell of its own and waits until all cells have that count, so two cores
 * exchange one line each way. It says the region's number when it ends; so a member that waits at a barrier for one who
 * has ended with fewer is found instead of waiting for ever.
 */
final class Rendezvous {
    private final int size;
    private final Parking parking;
    private final Cells barriers;
    private final Cells ended;
    private final Cells started = new Cells(1);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Parking.Condition start = region -> started.get(0) >= region;
    private final Parking.Condition end = this::allHaveEnded;
    private final Parking.Condition passage = new Parking.Condition() {
        @Override
        public boolean holds(long number) {
            return allHaveReached(number);
        }

        @Override
        public boolean hopeless(long number) {
            return isDeserted(number);
        }
    };

    Rendezvous(int size, Parking parking) {
        this.size = size;
        this.parking = parking;
        this.barriers = new Cells(size);
        this.ended = new Cells(size);
    }

    /** Makes ready for a region after one that was broken; returns whether it was. */
    boolean mend() {
        if (!broken.get()) {
            return false;
        }
        long most = 0;
        for (int member = 0; member < size; member++) {
            most = Math.max(most, barriers.get(member));
        }
        for (int member = 0; member < size; member++) {
            barriers.set(member, most);
        }
        broken.set(false);
        return true;
    }

    /** Starts the next region: what was written before, its members see. */
    void open() {
        started.set(0, started.get(0) + 1);
        parking.wake();
    }

    /** Number of the region that runs or ran last. */
    long region() {
        return started.get(0);
    }

    void awaitStart(long region, int member) {
        parking.await(start, region, member);
    }

    /**
     * Waits for all members.
     *
     * @throws RegionBrokenException when {@link #breakUp} is or was called
     * @throws IllegalStateException when a member has ended the region without this barrier
     */
    void barrier(int member) {
        long number = barriers.get(member) + 1;
        barriers.set(member, number);
        parking.wake();
        if (!parking.await(passage, number, member)) {
            throw broken();
        }
    }

    /** Whether the barrier that {@code member} comes to next can no longer be passed. */
    boolean isDesertedFor(int member) {
        return isDeserted(barriers.get(member) + 1);
    }

    /** What a member throws that has found a wait to be hopeless; the one who found it first says why. */
    RuntimeException broken() {
        return broken.compareAndSet(false, true) ? unequal() : new RegionBrokenException();
    }

    /** Lets all who wait go, now and until the region ends. */
    void breakUp() {
        broken.set(true);
        parking.wake();
    }

    /** Says that a member comes to no more barriers and from now on touches nothing of this region. */
    void leave(int member) {
        ended.set(member, started.get(0));
        parking.wake();
    }

    /** Waits until all members have left. */
    void awaitEnd() {
        parking.await(end, started.get(0), 0);
    }

    static IllegalStateException unequal() {
        return new IllegalStateException("a member of the team ended its region while another waits for it;"
                + " every member must call barrier() equally often, and forEach and single as well");
    }

    private boolean allHaveReached(long number) {
        for (int member = 0; member < size; member++) {
            if (barriers.get(member) < number) {
                return false;
            }
        }
        return true;
    }

    private boolean allHaveEnded(long region) {
        for (int member = 1; member < size; member++) {
            if (ended.get(member) < region) {
                return false;
            }
        }
        return true;
    }

    private boolean isDeserted(long number) {
        if (broken.get()) {
            return true;
        }
        long region = started.get(0);
        for (int member = 0; member < size; member++) {
            if (ended.get(member) == region && barriers.get(member) < number) {
                return true;
            }
        }
        return false;
    }
}
