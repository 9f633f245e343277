package rxt.transport.local;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * Starts the ranks as platform threads of this JVM.
 *
 * <p>The first rank that throws poisons the world: the others' communication calls fail instead of waiting for ever.
 * {@link #run} then throws what that rank threw, an {@link rxt.spmd.AbortException} if it aborted, with the others'
 * exceptions suppressed.
 */
public final class LocalTransport implements Transport {
    @Override
    public String name() {
        return "local";
    }

    @Override
    public String library() {
        return "RxT local";
    }

    @Override
    public String binding() {
        return "in-JVM";
    }

    @Override
    public boolean sharedJvm() {
        return true;
    }

    @Override
    public void run(String[] arguments, int ranks, ThreadLevel level, Body body) throws Exception {
        if (ranks < 1) {
            throw new IllegalArgumentException("a launch has 1 rank or more, not " + ranks);
        }
        World world = new World(ranks, level);
        Set<Throwable> thrown = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        List<Thread> threads = new ArrayList<>();
        for (int r = 0; r < ranks; r++) {
            int rank = r;
            threads.add(Thread.ofPlatform().name("rank-" + rank).start(() -> {
                try {
                    body.run(LocalCommunicator.ofWorld(world, rank), arguments.clone());
                    world.port(rank).finish();
                } catch (Throwable e) {
                    world.poison(rank, e);
                    thrown.add(e);
                } finally {
                    world.end(rank);
                }
            }));
        }
        join(threads, world);
        world.closeAll();
        rethrow(world.failure(), thrown);
    }

    private static void join(List<Thread> threads, World world) throws InterruptedException {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            world.poison(0, e);
            throw e;
        }
    }

    private static void rethrow(Throwable failure, Set<Throwable> thrown) throws Exception {
        if (failure == null) {
            return;
        }
        thrown.remove(failure);
        thrown.forEach(failure::addSuppressed);
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }
}
