package rxt.study;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGINT or SIGTERM: ends the launches at hand and holds the JVM until the sweep has merged what is complete and let go.
 */
public final class Interrupt implements AutoCloseable {
    private static final long MOST_SECONDS = 20;

    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean requested;
    private final Set<LaunchProcess> running = ConcurrentHashMap.newKeySet();

    private final Thread hook = Thread.ofPlatform().unstarted(this::stop);

    public Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Tells of a launch at hand; those that have ended are forgotten. */
    public void watch(LaunchProcess process) {
        running.removeIf(earlier -> !earlier.isAlive());
        running.add(process);
        if (requested) {
            process.end();
        }
    }

    /** Whether the run is to end. */
    public boolean requested() {
        return requested;
    }

    /** The sweep is over; the JVM may go. */
    @Override
    public void close() {
        release();
    }

    /** The same. */
    public void release() {
        released.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, and the hook has just been let go.
            requested = true;
        }
    }

    private void stop() {
        requested = true;
        running.forEach(LaunchProcess::end);
        try {
            boolean merged = released.await(MOST_SECONDS, TimeUnit.SECONDS);
            if (!merged) {
                System.err.println("rxt: ended before the results were merged; running the study again merges them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
