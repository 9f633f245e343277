package rxt.spmd.team;

/**
 * The one lock of a crew: a test-and-test-and-set whose waiters spin, then park.
 *
 * <p>Whoever comes first when it is free has it, which keeps it and its data on one core for some time. A member that
 * has tried in vain often enough becomes the heir, to whom the lock is handed when it is left; so nobody starves. An
 * heir is awake: one that parks renounces, so that nobody waits for it to wake up.
 *
 * <p>Holder and heir are one word, so that handing over is one step: between two, the heir could name itself again and
 * would then leave the lock to itself. The word is 0 when the lock is free; else the holder's number, and above
 * {@link #HEIR_SHIFT} the heir's if there is one.
 */
final class Exclusion extends PaddedWord implements Parking.Condition {
    private static final int ATTEMPTS = 100;
    /** Between two attempts: the holder keeps the cache line meanwhile. */
    private static final int MOST_PAUSES = 32;

    private static final int HEIR_SHIFT = Integer.SIZE;
    private static final long HOLDER_MASK = (1L << HEIR_SHIFT) - 1;

    private final Parking parking;
    private final int attempts;

    Exclusion(Parking parking) {
        this(parking, ATTEMPTS);
    }

    /** A lock whose waiters become heirs after so many {@code attempts}. */
    Exclusion(Parking parking, int attempts) {
        this.parking = parking;
        this.attempts = attempts;
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
            leave(member);
        }
    }

    void enter(int member) {
        long me = member + 1L;
        if (!compareAndSet(0, me)) {
            contend(me);
        }
    }

    void leave(int member) {
        long me = member + 1L;
        while (!compareAndSet(me, 0)) {
            long heir = word >>> HEIR_SHIFT;
            if (heir != 0 && compareAndSet(heir << HEIR_SHIFT | me, heir)) {
                break;
            }
        }
        parking.wake();
    }

    boolean isFree() {
        return word == 0;
    }

    /** Whether the member {@code me - 1} has the lock or may try. */
    @Override
    public boolean holds(long me) {
        long holder = word & HOLDER_MASK;
        return holder == 0 || holder == me;
    }

    private void contend(long me) {
        if ((word & HOLDER_MASK) == me) {
            throw new IllegalStateException("member " + (me - 1) + " is in a critical section already;"
                    + " critical sections of one team do not nest");
        }
        int pauses = 1;
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (word == 0 && compareAndSet(0, me)) {
                return;
            }
            for (int pause = 0; pause < pauses; pause++) {
                Thread.onSpinWait();
            }
            pauses = Math.min(MOST_PAUSES, 2 * pauses);
        }
        int member = (int) me - 1;
        while (!inherit(me, member)) {
            parking.park(this, me, member);
        }
    }

    /** Waits as the heir, or for becoming it, without parking; returns whether the member has the lock. */
    private boolean inherit(long me, int member) {
        do {
            if (claim(me)) {
                return true;
            }
        } while (parking.spin(this, me, member));
        return !renounce(me);
    }

    /** Takes the lock, or becomes its heir where there is none; returns whether the member has it. */
    private boolean claim(long me) {
        while (true) {
            long now = word;
            if ((now & HOLDER_MASK) == me) {
                return true;
            }
            if (now == 0) {
                if (compareAndSet(0, me)) {
                    return true;
                }
            } else if (now >>> HEIR_SHIFT != 0 || compareAndSet(now, me << HEIR_SHIFT | now)) {
                return false;
            }
        }
    }

    /** Returns false when the lock was handed to the member meanwhile. */
    private boolean renounce(long me) {
        while (true) {
            long now = word;
            if ((now & HOLDER_MASK) == me) {
                return false;
            }
            if (now >>> HEIR_SHIFT != me || compareAndSet(now, now & HOLDER_MASK)) {
                return true;
            }
        }
    }
}
