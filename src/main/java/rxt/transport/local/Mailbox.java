package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import rxt.spmd.Status;

/**
 * What one rank has to receive: messages that arrived before their receive, and receives posted before their message.
 *
 * <p>Both queues are in order of arrival and searched from the front, which is MPI's non-overtaking rule. A pair is taken
 * out under the lock and copied outside it, by whichever rank came second. All waiting of the rank is done here, so that
 * poisoning the world needs to wake one condition per rank.
 */
final class Mailbox {
    private final World world;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Deque<Receive> receives = new ArrayDeque<>();

    Mailbox(World world) {
        this.world = world;
    }

    /** Hands a message to the first receive that matches, or keeps it. */
    void deliver(Message message) {
        Receive receive;
        lock.lock();
        try {
            receive = takeFor(message);
            if (receive == null) {
                messages.add(message);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (receive != null) {
            receive.accept(message);
        }
    }

    /** Fills a receive from the first message that matches, or keeps it. */
    void post(Receive receive) {
        Message message;
        lock.lock();
        try {
            message = first(receive.pattern());
            if (message == null) {
                receives.add(receive);
            } else {
                messages.remove(message);
            }
        } finally {
            lock.unlock();
        }
        if (message != null) {
            receive.accept(message);
        }
    }

    /** The first message that matches, left where it is. */
    Optional<Status> peek(Pattern pattern) {
        lock.lock();
        try {
            return Optional.ofNullable(first(pattern)).map(Message::status);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code condition}, evaluated under the lock, holds, or the world is poisoned. */
    void await(BooleanSupplier condition, String call) {
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                world.requireHealthy(call);
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw World.interrupted(call, e);
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code change} under the lock and wakes those who wait. */
    void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Receive takeFor(Message message) {
        for (Iterator<Receive> i = receives.iterator(); i.hasNext(); ) {
            Receive receive = i.next();
            if (receive.pattern().matches(message)) {
                i.remove();
                return receive;
            }
        }
        return null;
    }

    private Message first(Pattern pattern) {
        for (Message message : messages) {
            if (pattern.matches(message)) {
                return message;
            }
        }
        return null;
    }

    /**
     * A message on its way.
     *
     * @param context message space it belongs to
     * @param source rank of the sender in its communicator
     * @param payload a copy, or the sender's own buffer
     * @param sent completed once {@code payload} has been read
     */
    record Message(int context, int source, int tag, MemorySegment payload, Transfer sent) {
        Status status() {
            return new Status(source, tag, payload.byteSize());
        }
    }

    /** Which messages a receive or probe takes; source and tag may be wildcards. */
    record Pattern(int context, int source, int tag) {
        boolean matches(Message message) {
            return context == message.context
                    && (source == rxt.spmd.Communicator.ANY_SOURCE || source == message.source)
                    && (tag == rxt.spmd.Communicator.ANY_TAG || tag == message.tag);
        }
    }
}
