package rxt.spmd.team;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The crew of {@code forkjoin}: every region is forked to the workers of an own {@link ForkJoinPool} and joined.
 *
 * <p>A region is one {@link Ticket} per worker. A worker that has done its ticket waits until every ticket is taken; so
 * nobody takes two, all members run at once, and barriers cannot deadlock, however few the cores.
 *
 * <p>Whoever takes a ticket forks the next one first. Of several tickets in one queue, the pool of JDK 25 may leave one
 * lying beside an idle worker: it wakes another only for what looks like the first task of a queue, since it expects
 * the others back, which here wait for each other (seen as a hang; JDK-8373118 is about such signals).
 */
final class PoolCrew extends Crew {
    private final ForkJoinPool pool;
    private final BitSet places = new BitSet();
    private final List<Thread> hired = new ArrayList<>();
    /** Tickets taken since the crew began; all of region r are taken at r · (size − 1). */
    private final Cells taken = new Cells(1);

    private final Parking.Condition enoughTaken = number -> taken.get(0) >= number;
    /** Two sets in turn: a worker may still be leaving a ticket of the region before, never of the one before that. */
    private final Ticket[][] tickets;

    private int turn;

    PoolCrew(int size, Placement placement) {
        int processors = Runtime.getRuntime().availableProcessors();
        super(size, placement, () -> Patience.of(size, processors));
        this.tickets = new Ticket[2][size - 1];
        for (Ticket[] region : tickets) {
            for (int k = size - 2; k >= 0; k--) {
                region[k] = new Ticket(this, k == size - 2 ? null : region[k + 1]);
            }
        }
        // No spare threads: they would have no place in the team. No keep-alive: a new thread would touch far memory.
        int workers = Math.max(1, size - 1);
        this.pool = new ForkJoinPool(
                workers, this::hire, null, false, workers, workers, 0, _ -> true, 36_500, TimeUnit.DAYS);
        hireAll();
    }

    @Override
    String name() {
        return "forkjoin";
    }

    @Override
    boolean employs(Thread thread) {
        return thread instanceof Worker worker && worker.crew.equals(this);
    }

    @Override
    void fork() {
        turn ^= 1;
        for (Ticket ticket : tickets[turn]) {
            ticket.reinitialize();
        }
        if (size > 1) {
            pool.execute(tickets[turn][0]);
        }
    }

    @Override
    void dismiss() {
        Closing.end(pool);
        // The pool is terminated when its workers have left it, which they do a moment before they end.
        Thread[] workers;
        synchronized (places) {
            workers = hired.toArray(Thread[]::new);
        }
        Closing.join(workers);
    }

    private void takeTicket(int member) {
        long all = rendezvous.region() * (size - 1);
        if (taken.addAndGet(0, 1) == all) {
            parking.wake();
        }
        work(member);
        parking.await(enoughTaken, all, member);
    }

    /** One worker after the other, so that a thread that the system refuses is refused to the caller. */
    private void hireAll() {
        rendezvous.open();
        try {
            for (int k = 0; k < size - 1; k++) {
                pool.execute(new Ticket(this, null));
                while (taken.get(0) <= k) {
                    LockSupport.parkNanos(10_000);
                }
            }
        } catch (Throwable t) {
            int started = (int) taken.get(0) + 1;
            taken.set(0, size - 1);
            parking.wake();
            pool.shutdownNow();
            throw refusedThread(started, t);
        }
        work(0);
        rendezvous.awaitEnd();
    }

    private Worker hire(ForkJoinPool owner) {
        synchronized (places) {
            int place = places.nextClearBit(1);
            places.set(place);
            Worker worker = new Worker(owner, this, place);
            hired.add(worker);
            return worker;
        }
    }

    private void free(int place) {
        synchronized (places) {
            places.clear(place);
        }
    }

    private static final class Worker extends ForkJoinWorkerThread {
        private final PoolCrew crew;
        private final int place;

        Worker(ForkJoinPool pool, PoolCrew crew, int place) {
            super(pool);
            this.crew = crew;
            this.place = place;
            setName("rxt-team-" + place);
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

        private final transient PoolCrew crew;
        private final transient Ticket next;

        /** A ticket that hands on {@code next}, or nothing where that is null. */
        Ticket(PoolCrew crew, Ticket next) {
            this.crew = crew;
            this.next = next;
        }

        @Override
        protected boolean exec() {
            if (next != null) {
                next.fork();
            }
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
}
