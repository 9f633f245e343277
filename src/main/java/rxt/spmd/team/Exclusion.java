package rxt.spmd.team;

/**
 * The one lock of a crew: a test-and-test-and-set whose waiters spin, then park.
 *
 * <p>Whoever comes first when it is free has it, which keeps it and its data on one core for some time. A member that
 * has tried {@link #ATTEMPTS} times becomes the heir, to whom the lock is handed when it is left; so nobody starves. An
 * heir is awake: one that parks renounces, so that nobody waits for it to wake up.
 */
final class Exclusion implements Parking.Condition {
    private static final int ATTEMPTS = 100;
    private static final int HOLDER = 0;
    private static final int HEIR = 1;

    private final Parking parking;
    private final Cells cells = new Cells(2);

    Exclusion(Parking parking) {
        this.parking = parking;
    }

    /**
     * Runs {@code body} while no other member runs one.
     *
     * @throws IllegalStateException when the member is in one already
     */
    void run(int member, Runnable body) {
        enter(member);
        try {
            body.run();
        } finally {
            leave();
        }
    }

    void enter(int member) {
        long me = member + 1L;
        if (!cells.compareAndSet(HOLDER, 0, me)) {
            contend(me);
        }
    }

    void leave() {
        long heir = cells.get(HEIR);
        cells.set(HOLDER, heir != 0 && cells.compareAndSet(HEIR, heir, 0) ? heir : 0);
        parking.wake();
    }

    /** Whether the member {@code me - 1} has the lock or may try. */
    @Override
    public boolean holds(long me) {
        long holder = cells.get(HOLDER);
        return holder == 0 || holder == me;
    }

    private void contend(long me) {
        if (cells.get(HOLDER) == me) {
            throw new IllegalStateException("member " + (me - 1) + " is in a critical section already;"
                    + " critical sections of one team do not nest");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (cells.get(HOLDER) == 0 && cells.compareAndSet(HOLDER, 0, me)) {
                return;
            }
            Thread.onSpinWait();
        }
        int member = (int) me - 1;
        while (!inherit(me, member)) {
            parking.park(this, me, member);
        }
    }

    /** Waits as the heir, or for becoming it, without parking; returns whether the member has the lock. */
    private boolean inherit(long me, int member) {
        do {
            if (cells.get(HOLDER) == me) {
                return true;
            }
            cells.compareAndSet(HEIR, 0, me);
            if (cells.compareAndSet(HOLDER, 0, me)) {
                cells.compareAndSet(HEIR, me, 0);
                return true;
            }
        } while (parking.spin(this, me, member));
        // In vain when the lock is on its way already: then parking ends at once.
        cells.compareAndSet(HEIR, me, 0);
        return false;
    }
}
