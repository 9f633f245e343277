package rxt.spmd.team;

/** The crew of {@code spin} and {@code virtual}: threads that wait for one region after the other. */
final class ThreadCrew extends Crew {
    private final boolean isVirtual;
    private final Thread[] workers;
    private volatile boolean closed;

    ThreadCrew(int size, boolean isVirtual, Placement placement) {
        int processors = Runtime.getRuntime().availableProcessors();
        super(size, placement, () -> isVirtual ? Patience.none() : Patience.of(size, processors));
        this.isVirtual = isVirtual;
        this.workers = new Thread[size - 1];
        hire();
    }

    @Override
    String name() {
        return isVirtual ? "virtual" : "spin";
    }

    @Override
    boolean employs(Thread thread) {
        for (Thread worker : workers) {
            if (worker.equals(thread)) {
                return true;
            }
        }
        return false;
    }

    @Override
    void fork() {}

    @Override
    void dismiss() {
        closed = true;
        rendezvous.open();
        Closing.join(workers);
    }

    private void hire() {
        Thread.Builder builder =
                isVirtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        for (int k = 1; k < size; k++) {
            int member = k;
            Thread worker = builder.name("rxt-team-" + k).unstarted(() -> live(member));
            worker.setContextClassLoader(loader);
            try {
                worker.start();
            } catch (Throwable t) {
                closed = true;
                rendezvous.open();
                throw refusedThread(k, t);
            }
            workers[k - 1] = worker;
        }
    }

    private void live(int member) {
        for (long region = 1; ; region++) {
            rendezvous.awaitStart(region, member);
            if (closed) {
                return;
            }
            work(member);
        }
    }
}
