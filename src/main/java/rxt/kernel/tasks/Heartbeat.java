package rxt.kernel.tasks;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rxt.kernel.Journal;

/**
 * A daemon that works a share of every period, once at least between {@link #start} and {@link #stop}: a thread that sleeps
 * between its beats, or a periodic task of the JDK's scheduled executor.
 */
final class Heartbeat {
    /** Longer than any beat takes to end, even on a busy machine. */
    private static final long MOST_SECONDS = 30;

    private static final WorkUnit UNIT = new WorkUnit(false, 64, 0, Journal.UNREAD);

    private final Journal journal;
    private final int number;
    private final long periodNanos;
    private final long busyNanos;
    private final boolean scheduled;
    private ScheduledThreadPoolExecutor executor;
    private Future<?> beating;
    private Thread thread;
    private volatile boolean stopped;
    private long begin;
    private long beats;
    private long allBeats;
    private long latestNanos;
    private long units;
    private long state = WorkUnit.seed(0);

    /**
     * One that does not run yet.
     *
     * @param number of its bar in the Gantt chart
     * @param share of the period in which it works, below 1
     */
    Heartbeat(Journal journal, int number, long periodNanos, double share, boolean scheduled) {
        this.journal = journal;
        this.number = number;
        this.periodNanos = periodNanos;
        this.scheduled = scheduled;
        busyNanos = Math.round(share * periodNanos);
    }

    void start() {
        stopped = false;
        beats = 0;
        latestNanos = 0;
        begin = journal.nanos();
        if (scheduled) {
            executor = new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().factory());
            executor.execute(this::beat);
            beating = executor.scheduleAtFixedRate(this::beat, periodNanos, periodNanos, TimeUnit.NANOSECONDS);
        } else {
            thread = Thread.ofPlatform().daemon().start(this::run);
        }
    }

    private void run() {
        do {
            beat();
            long due = begin + beats * periodNanos;
            for (long left = due - journal.nanos(); left > 0 && !stopped; left = due - journal.nanos()) {
                LockSupport.parkNanos(left);
            }
        } while (!stopped);
    }

    private void beat() {
        long now = journal.nanos();
        latestNanos = Math.max(latestNanos, now - (begin + beats * periodNanos));
        long end = now;
        do {
            state = UNIT.advance(state, 1);
            units++;
            end = journal.nanos();
        } while (end - now < busyNanos);
        beats++;
        allBeats++;
        journal.span(number, "heartbeat", now, end);
    }

    /**
     * Returns when the daemon has ended; harmless where it does not run.
     *
     * @throws IllegalStateException where it does not end
     */
    void stop() {
        stopped = true;
        try {
            if (thread != null) {
                LockSupport.unpark(thread);
                thread.join(1000 * MOST_SECONDS);
                require(!thread.isAlive());
            }
            if (executor != null) {
                executor.shutdown(); // which lets the first beat run, and no other begin
                require(executor.awaitTermination(MOST_SECONDS, TimeUnit.SECONDS) && beating.isCancelled());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the daemon ends", e);
        } finally {
            thread = null;
            executor = null;
        }
    }

    private static void require(boolean ended) {
        if (!ended) {
            throw new IllegalStateException("the daemon has failed, or not ended in " + MOST_SECONDS + " s");
        }
    }

    /** Between the latest start and stop. */
    long beats() {
        return beats;
    }

    long allBeats() {
        return allBeats;
    }

    /** How much a beat began after it was due, at worst, between the latest start and stop. */
    long latestNanos() {
        return latestNanos;
    }

    /** Whether all that it worked is right. */
    boolean isRight() {
        return state == UNIT.after(WorkUnit.seed(0), (double) units);
    }
}
