package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;
import rxt.spmd.ElementType;

/** A queue as one worker has it. */
interface QueueEnd {
    /** The item after the last, for each consumer one. */
    double[] SENTINEL = {};

    void put(double[] item) throws InterruptedException;

    /** An item, or {@link #SENTINEL} where no more will come. */
    double[] take() throws InterruptedException;

    /** This worker puts no more. */
    void done() throws InterruptedException;

    /**
     * That of a thread beside the queue.
     *
     * @param producers who still put
     * @param sentinels how many the last producer puts; 0 where a server does
     */
    record Local(ItemQueue queue, AtomicInteger producers, int sentinels) implements QueueEnd {
        @Override
        public void put(double[] item) throws InterruptedException {
            queue.put(item);
        }

        @Override
        public double[] take() throws InterruptedException {
            return queue.take();
        }

        @Override
        public void done() throws InterruptedException {
            if (producers.decrementAndGet() == 0) {
                for (int consumer = 0; consumer < sentinels; consumer++) {
                    queue.put(SENTINEL);
                }
            }
        }
    }

    /**
     * That of a thread of a rank without the queue: a message to its server for each call, and one back, but for the last.
     *
     * @param here this rank's messages
     * @param tags of this thread
     * @param item memory for one
     */
    record Remote(Endpoint here, QueueTags tags, MemorySegment item) implements QueueEnd {
        private static final MemorySegment EMPTY = MemorySegment.ofArray(new byte[0]);

        Remote(Endpoint here, QueueTags tags, int doubles, Arena arena) {
            this(here, tags, arena.allocate((long) doubles * Double.BYTES, Double.BYTES));
        }

        @Override
        public void put(double[] values) {
            MemorySegment.copy(values, 0, item, ValueLayout.JAVA_DOUBLE, 0, values.length);
            here.send(item, ElementType.DOUBLE, QueueServer.RANK, tags.put());
            here.recv(EMPTY, ElementType.DOUBLE, QueueServer.RANK, tags.reply());
        }

        @Override
        public double[] take() {
            here.send(EMPTY, ElementType.DOUBLE, QueueServer.RANK, tags.take());
            long bytes = here.recv(item, ElementType.DOUBLE, QueueServer.RANK, tags.reply());
            return bytes == 0 ? SENTINEL : item.toArray(ValueLayout.JAVA_DOUBLE);
        }

        @Override
        public void done() {
            here.send(EMPTY, ElementType.DOUBLE, QueueServer.RANK, tags.done());
        }
    }

    /**
     * That of the thread which serves the queue, and produces beside.
     *
     * @param producers who still put
     */
    record Serving(QueueServer server, AtomicInteger producers) implements QueueEnd {
        @Override
        public void put(double[] item) {
            server.put(item);
        }

        @Override
        public double[] take() {
            throw new IllegalStateException("a server takes nothing for itself");
        }

        @Override
        public void done() {
            producers.decrementAndGet();
        }
    }
}
