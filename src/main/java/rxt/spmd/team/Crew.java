package rxt.spmd.team;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The threads of a team and the regions they run: the caller is member 0, every other member always the same thread, so
 * memory that a member touched first stays its own.
 *
 * <p>{@link Rendezvous} starts, synchronises and ends a region, {@link Sharing} holds the state of its loops and
 * singles, {@link Exclusion} is its lock, and {@link Parking} is where all of them wait. How threads come to their part
 * is the kind of crew: {@link ThreadCrew}, {@link PoolCrew}.
 */
abstract class Crew {
    final int size;
    final Parking parking;
    final Rendezvous rendezvous;
    final Sharing sharing;
    final Exclusion exclusion;
    final Placement placement;
    /** Of the workers: ranks that share a JVM have class loaders of their own. */
    final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    private final Seat[] seats;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Team.Region body = _ -> {};

    Crew(int size, Placement placement, Supplier<Patience> patience) {
        this.size = size;
        this.placement = placement;
        this.parking = new Parking(size, patience);
        this.rendezvous = new Rendezvous(size, parking);
        this.sharing = new Sharing(size);
        this.exclusion = new Exclusion(parking);
        this.seats = new Seat[size];
        for (int k = 0; k < size; k++) {
            seats[k] = new Seat(k, this);
        }
    }

    abstract String name();

    /** Whether {@code thread} is one of the workers. */
    abstract boolean employs(Thread thread);

    /** Gets every worker to {@link #work}. */
    abstract void fork();

    /** Ends the workers. */
    abstract void dismiss();

    /** Runs {@code region} on every member; the first exception is rethrown with the others suppressed. */
    @SuppressWarnings("ReferenceEquality") // The same object need not be written again; another one must.
    final void run(Team.Region region) {
        if (body != region) {
            // Kept until the next region: what is not written stays in every member's cache.
            body = region;
        }
        if (rendezvous.mend()) {
            sharing.mend();
        }
        rendezvous.open();
        fork();
        work(0);
        rendezvous.awaitEnd();
        if (failure.get() != null) {
            rethrow(failure.getAndSet(null));
        }
    }

    final void work(int member) {
        try {
            body.run(seats[member]);
        } catch (RegionBrokenException _) {
            // The member that broke the region has already reported why.
        } catch (Throwable t) {
            fail(t);
        }
        rendezvous.leave(member);
    }

    final void close() {
        try {
            for (Seat seat : seats) {
                seat.closeInner();
            }
        } finally {
            dismiss();
        }
    }

    final IllegalStateException refusedThread(int started, Throwable cause) {
        return new IllegalStateException(
                "a team of " + size + " threads cannot start: after " + started
                        + " the system refused another; ask for fewer threads or raise its limit (ulimit -u)",
                cause);
    }

    @SuppressWarnings("ReferenceEquality") // One object must not suppress itself; what equals() says does not matter.
    private void fail(Throwable t) {
        Throwable first = failure.compareAndExchange(null, t);
        if (first != null && first != t) {
            first.addSuppressed(t);
        }
        rendezvous.breakUp();
    }

    private static void rethrow(Throwable t) {
        switch (t) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a member of the team threw a checked exception", t);
        }
    }
}
