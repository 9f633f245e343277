package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;

/**
 * A rank's messages as any of its threads sends and receives them: directly where one thread calls or all may, otherwise
 * one at a time, nobody keeping the others out while waiting.
 */
final class Endpoint {
    private final Communicator world;
    private final ReentrantLock turn = new ReentrantLock();
    private final boolean direct;

    /** @param threads how many of this rank's threads will call */
    Endpoint(Communicator world, int threads) {
        this.world = world;
        direct = threads == 1 || world.threadLevel() == ThreadLevel.MULTIPLE;
        if (threads > 1 && world.size() > 1 && world.threadLevel().compareTo(ThreadLevel.SERIALIZED) < 0) {
            throw new IllegalArgumentException("messages of " + threads + " threads of a rank need the thread level "
                    + "SERIALIZED, and there is " + world.threadLevel() + "; use 1 thread for each rank");
        }
    }

    void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        if (direct) {
            world.send(buffer, type, dest, tag);
        } else {
            complete(start(() -> world.isend(buffer, type, dest, tag)));
        }
    }

    /** Answers the message's length in bytes. */
    long recv(MemorySegment buffer, ElementType type, int source, int tag) {
        if (direct) {
            return world.recv(buffer, type, source, tag).bytes();
        }
        return complete(start(() -> world.irecv(buffer, type, source, tag))).bytes();
    }

    private Request start(Supplier<Request> call) {
        turn.lock();
        try {
            return call.get();
        } finally {
            turn.unlock();
        }
    }

    private Status complete(Request request) {
        for (long waited = 0; ; waited++) {
            turn.lock();
            try {
                if (request.test()) {
                    return request.await();
                }
            } finally {
                turn.unlock();
            }
            Patience.stand("a message", waited);
        }
    }
}
