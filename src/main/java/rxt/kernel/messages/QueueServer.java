package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Status;

/**
 * Serves a queue to other ranks by messages, beside the threads of its own rank who use it directly. A put that finds no
 * room is answered when there is some, and so is a take that finds no item: so the server never waits for one of them.
 */
final class QueueServer {
    static final int RANK = 0;

    /** Of the type of all messages: MPJ Express refuses another where a message may be any. */
    private static final MemorySegment EMPTY = MemorySegment.ofArray(new byte[0]);

    private final Communicator world;
    private final ItemQueue queue;
    private final AtomicInteger producers;
    private final MemorySegment buffer;
    private final boolean alone;
    private final ArrayDeque<Client> putting = new ArrayDeque<>();
    /** What they put, for which there was no room yet. */
    private final ArrayDeque<double[]> parked = new ArrayDeque<>();

    private final ArrayDeque<Client> taking = new ArrayDeque<>();
    private int sentinels;
    private int remoteConsumers;

    /** Somebody who waits for an answer. */
    private record Client(int rank, QueueTags tags) {}

    /**
     * @param producers of all ranks, who still put
     * @param buffer memory for one item
     * @param alone whether all who use the queue are of other ranks
     */
    QueueServer(Communicator world, ItemQueue queue, AtomicInteger producers, MemorySegment buffer, boolean alone) {
        this.world = world;
        this.queue = queue;
        this.producers = producers;
        this.buffer = buffer;
        this.alone = alone;
    }

    /** Until all have put and every consumer has, or will find, its sentinel. */
    void serve(int consumers, int ofOtherRanks) {
        sentinels = consumers;
        remoteConsumers = ofOtherRanks;
        long idle = 0;
        while (sentinels > 0 || remoteConsumers > 0) {
            boolean moved = move();
            if (sentinels > 0 || remoteConsumers > 0) {
                idle = receive(alone) || moved ? 0 : idle + 1;
                if (idle > 0) {
                    Patience.stand("a message to the queue", idle);
                }
            }
        }
    }

    /** An item of the server's own, before it serves: whoever comes meanwhile is served, too. */
    void put(double[] item) {
        receive(false);
        move(); // nobody may wait for an item while the queue is full, or both would wait
        while (!queue.offer(item)) {
            receive(true);
            move();
        }
        move();
    }

    /** Takes one message, if there is one; waits for it where nothing else can happen. */
    private boolean receive(boolean wait) {
        int source = Communicator.ANY_SOURCE;
        int tag = Communicator.ANY_TAG;
        if (!wait) {
            Optional<Status> found = world.iprobe(source, tag);
            if (found.isEmpty()) {
                return false;
            }
            source = found.get().source();
            tag = found.get().tag();
        }
        Status status = world.recv(buffer, ElementType.DOUBLE, source, tag);
        QueueTags tags = QueueTags.of(status.tag());
        switch (QueueTags.kind(status.tag())) {
            case QueueTags.PUT -> {
                putting.add(new Client(status.source(), tags));
                parked.add(buffer.toArray(ValueLayout.JAVA_DOUBLE));
            }
            case QueueTags.TAKE -> taking.add(new Client(status.source(), tags));
            default -> producers.decrementAndGet();
        }
        return true;
    }

    /** Whatever the queue's state allows. */
    private boolean move() {
        boolean moved = false;
        for (boolean more = true; more; moved |= more) {
            more = accept();
            more |= end();
            more |= deliver();
        }
        return moved;
    }

    private boolean accept() {
        if (putting.isEmpty() || !queue.offer(parked.element())) {
            return false;
        }
        parked.remove();
        Client producer = putting.remove();
        world.send(EMPTY, ElementType.DOUBLE, producer.rank(), producer.tags().reply());
        return true;
    }

    private boolean end() {
        if (sentinels == 0 || producers.get() > 0 || !queue.offer(QueueEnd.SENTINEL)) {
            return false;
        }
        sentinels--;
        return true;
    }

    private boolean deliver() {
        double[] item = taking.isEmpty() ? null : queue.poll();
        if (item == null) {
            return false;
        }
        Client consumer = taking.remove();
        MemorySegment reply = item.length == 0 ? EMPTY : buffer.copyFrom(MemorySegment.ofArray(item));
        world.send(reply, ElementType.DOUBLE, consumer.rank(), consumer.tags().reply());
        remoteConsumers -= item.length == 0 ? 1 : 0;
        return true;
    }
}
