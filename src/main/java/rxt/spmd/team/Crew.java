package rxt.spmd.team;

import java.util.BitSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of a team of two or more and the regions they run: the caller is member 0, the worker {@code rxt-team-k}
 * of an own {@link ForkJoinPool} always member k, so memory that a member touched first stays its own.
 *
 * <p>A region is one {@link Ticket} per worker. A worker that has done its ticket waits until every ticket is taken; so
 * nobody takes two, all members run at once, and barriers cannot deadlock, however few the cores.
 */
final class Crew implements AutoCloseable {
    private final int size;
    private final ForkJoinPool pool;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final BitSet places = new BitSet();
    private final Seat[] seats;
    private final Rendezvous rendezvous;
    private final AtomicInteger taken = new AtomicInteger();
    private final Phase allTaken;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    /** Two sets in turn: a worker may still be leaving a ticket of the region before, never of the one before that. */
    private final Ticket[][] tickets;

    private int turn;
    private Team.Region body;

    Crew(int size) {
        this.size = size;
        this.rendezvous = new Rendezvous(size);
        this.allTaken = new Phase(size);
        this.seats = new Seat[size];
        this.tickets = new Ticket[2][size - 1];
        for (int k = 0; k < size; k++) {
            seats[k] = new Seat(k, size, rendezvous);
        }
        for (int k = 0; k < size - 1; k++) {
            tickets[0][k] = new Ticket(this);
            tickets[1][k] = new Ticket(this);
        }
        // No spare threads: they would have no place in the team. No keep-alive: a new thread would touch far memory.
        this.pool = new ForkJoinPool(
                size - 1, this::hire, null, false, size - 1, size - 1, 0, _ -> true, 36_500, TimeUnit.DAYS);
        hireAll();
    }

    /** Runs {@code region} on every member; the first exception is rethrown with the others suppressed. */
    void run(Team.Region region) {
        body = region;
        taken.set(0);
        int end = rendezvous.open();
        for (Ticket ticket : nextTickets()) {
            pool.execute(ticket);
        }
        work(0);
        rendezvous.awaitEnd(end);
        body = null;
        rethrow(failure.getAndSet(null));
    }

    private Ticket[] nextTickets() {
        turn ^= 1;
        for (Ticket ticket : tickets[turn]) {
            ticket.reinitialize();
        }
        return tickets[turn];
    }

    private void work(int member) {
        try {
            body.run(seats[member]);
        } catch (RegionBrokenException _) {
            // The member that broke the region has already reported why.
        } catch (Throwable t) {
            fail(t);
        }
        if (rendezvous.retire()) {
            fail(Rendezvous.unequal());
        }
        rendezvous.leave();
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
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a member of the team threw a checked exception", t);
        }
    }

    private void takeTicket(int member) {
        int seen = allTaken.number();
        if (taken.incrementAndGet() == size - 1) {
            allTaken.advance();
        }
        work(member);
        allTaken.await(seen, member);
    }

    /** One worker after the other, so that a thread that the system refuses is refused to the caller. */
    private void hireAll() {
        body = _ -> {};
        int end = rendezvous.open();
        try {
            for (int k = 0; k < size - 1; k++) {
                pool.execute(tickets[0][k]);
                while (taken.get() <= k) {
                    LockSupport.parkNanos(10_000);
                }
            }
        } catch (Throwable t) {
            allTaken.advance();
            pool.shutdownNow();
            throw new IllegalStateException(
                    "a team of " + size + " threads cannot start: after " + (taken.get() + 1)
                            + " the system refused another; ask for fewer threads or raise its limit (ulimit -u)",
                    t);
        }
        work(0);
        rendezvous.awaitEnd(end);
        rethrow(failure.getAndSet(null));
    }

    private Worker hire(ForkJoinPool owner) {
        synchronized (places) {
            int place = places.nextClearBit(1);
            places.set(place);
            return new Worker(owner, this, place);
        }
    }

    private void free(int place) {
        synchronized (places) {
            places.clear(place);
        }
    }

    @Override
    public void close() {
        Pools.close(pool);
    }

    private static final class Worker extends ForkJoinWorkerThread {
        private final Crew crew;
        private final int place;

        Worker(ForkJoinPool pool, Crew crew, int place) {
            super(pool);
            this.crew = crew;
            this.place = place;
            setName("rxt-team-" + place);
            // Ranks that share a JVM have class loaders of their own.
            setContextClassLoader(crew.loader);
        }

        @Override
        protected void onTermination(Throwable exception) {
            crew.free(place);
            super.onTermination(exception);
        }
    }

    /** One worker's part in one region. */
    private static final class Ticket extends ForkJoinTask<Void> {
        private static final long serialVersionUID = 1L;

        private final transient Crew crew;

        Ticket(Crew crew) {
            this.crew = crew;
        }

        @Override
        protected boolean exec() {
            crew.takeTicket(((Worker) Thread.currentThread()).place);
            return true;
        }

        @Override
        public Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(Void value) {}
    }

    private record Seat(int thread, int size, Rendezvous rendezvous) implements Team.Member {
        @Override
        public void barrier() {
            rendezvous.barrier(thread);
        }
    }
}
