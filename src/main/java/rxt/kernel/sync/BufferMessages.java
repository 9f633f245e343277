package rxt.kernel.sync;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * A rank's part of a bounded buffer across ranks: a message for each item and one for each credit, which comes back when
 * the item has left the buffer. At first each producer has its share of the capacity. A consumer puts what comes where
 * there is a place and does not wait for one: that there always is, is what the credits are for.
 *
 * <p>One thread of a rank calls at a time: in a producer's rank whoever has an item, in a consumer's thread 0.
 */
class BufferMessages {
    private static final int ITEM = 1;
    private static final int CREDIT = 2;

    private final Communicator world;
    private final BufferRoles roles;
    private final Partition items;
    private final LongUnaryOperator produce;
    private final ReentrantLock sending = new ReentrantLock();
    private final long[] word = new long[1];
    private final MemorySegment wordBuffer = MemorySegment.ofArray(word);
    private final MemorySegment credit = MemorySegment.ofArray(new long[1]);
    /** Credits under way: where a send waits for its receiver, two that send to each other would wait for ever. */
    private final Queue<Request> granting = new ArrayDeque<>();
    /** A consumer's: items of each of its producers that have left the buffer. */
    private final AtomicLongArray left;

    private final int producers;
    /** A consumer's: items that have come from each of its producers in this step. */
    private final long[] received;

    private final int initial;
    private long credits;
    /** A consumer's whose thread is alone: items in the buffer. */
    private long stored;

    private long sent;
    private long overdrawn;
    private long taken;
    private long given;
    private long withoutPlace;

    BufferMessages(Communicator world, BufferRoles roles, long items, int capacity, LongUnaryOperator produce) {
        this.world = world;
        this.roles = roles;
        this.items = roles.items(items);
        this.produce = produce;
        producers = isProducer() ? 0 : roles.producersOf(world.rank());
        left = new AtomicLongArray(producers);
        received = new long[producers];
        initial = isProducer() ? roles.credits(world.rank(), capacity) : 0;
        credits = initial;
    }

    private boolean isProducer() {
        return roles.isProducer(world.rank());
    }

    /** What a member of this rank does in a step. */
    final void member(Team.Member me, Buffer buffer, LongConsumer consume) {
        if (isProducer()) {
            send(me);
        } else if (me.thread() == 0) {
            receive(buffer, me.size() == 1 ? consume : null);
        } else {
            long own = new Partition(incoming(), me.size() - 1).lengthOf(me.thread() - 1);
            for (; own > 0; own--) {
                use(buffer.take(), consume);
            }
        }
    }

    private void send(Team.Member me) {
        boolean any = world.threadLevel().compareTo(ThreadLevel.SERIALIZED) >= 0;
        Partition parts = new Partition(items.lengthOf(world.rank()), any ? me.size() : 1);
        if (me.thread() >= parts.parts()) {
            return;
        }
        long first = items.from(world.rank());
        for (long i = parts.from(me.thread()); i < parts.to(me.thread()); i++) {
            long item = produce.applyAsLong(first + i);
            sending.lock();
            try {
                if (credits == 0) {
                    awaitCredit();
                }
                credits--;
                overdrawn += credits < 0 ? 1 : 0;
                sent++;
                word[0] = item;
                world.send(wordBuffer, ElementType.LONG, roles.consumerOf(world.rank()), ITEM);
            } finally {
                sending.unlock();
            }
        }
    }

    private void awaitCredit() {
        world.recv(wordBuffer, ElementType.LONG, roles.consumerOf(world.rank()), CREDIT);
        taken++;
        credits++;
    }

    /** After a step: a producer takes the credits that are still under way, so that it has those of the beginning. */
    final void settle() {
        while (isProducer() && credits < initial) {
            awaitCredit();
        }
    }

    private long incoming() {
        long sum = 0;
        for (int k = 0; k < producers; k++) {
            sum += items.lengthOf(roles.producer(world.rank(), k));
        }
        return sum;
    }

    private void use(long item, LongConsumer consume) {
        consume.accept(item);
        int producer = items.ownerOf(item);
        left.getAndIncrement((producer - roles.producer(world.rank(), 0)) / (world.size() - roles.producers()));
    }

    /** Receives until all items have come and all credits are given; uses them one by one if nobody else does. */
    private void receive(Buffer buffer, LongConsumer consume) {
        Arrays.fill(received, 0);
        stored = 0;
        long expected = incoming();
        long granted = 0;
        long pauses = 0;
        while (granted < expected) {
            long now = grant();
            granted += now;
            for (int k = 0; k < producers; k++) {
                now += receiveFrom(k, buffer, consume);
            }
            now += useOne(buffer, consume);
            while (!granting.isEmpty() && granting.element().test()) {
                granting.remove();
            }
            pauses = now > 0 ? 0 : Backoff.pause(pauses, "items of other ranks");
        }
        granting.forEach(Request::await);
        granting.clear();
    }

    /** A producer that is one step ahead has to wait with its items until this rank is there too. */
    private long receiveFrom(int k, Buffer buffer, LongConsumer consume) {
        int producer = roles.producer(world.rank(), k);
        long before = received[k];
        while (received[k] < items.lengthOf(producer)
                && world.iprobe(producer, ITEM).isPresent()) {
            world.recv(wordBuffer, ElementType.LONG, producer, ITEM);
            received[k]++;
            place(word[0], buffer, consume);
        }
        return received[k] - before;
    }

    private void place(long item, Buffer buffer, LongConsumer consume) {
        if (!buffer.offer(item)) {
            withoutPlace++;
            useOne(buffer, consume); // nobody else would make room
            buffer.put(item);
        }
        stored++;
    }

    private int useOne(Buffer buffer, LongConsumer consume) {
        if (consume == null || stored == 0) {
            return 0;
        }
        use(buffer.take(), consume);
        stored--;
        return 1;
    }

    private long grant() {
        long granted = 0;
        for (int k = 0; k < producers; k++) {
            for (; left.get(k) > 0; left.getAndDecrement(k)) {
                grant(roles.producer(world.rank(), k));
                granted++;
            }
        }
        return granted;
    }

    /** Overridden by a mutant. */
    void grant(int producer) {
        granting.add(world.isend(credit, ElementType.LONG, producer, CREDIT));
        given++;
    }

    /** Whether every item found a place, and each cost one credit; collective. */
    final Check check() {
        long[] all = world.allreduce(new long[] {withoutPlace, overdrawn, sent, taken, given}, ReduceOp.SUM);
        return Check.exact("items without a place", 0, all[0])
                .and(Check.exact("items sent without a credit", 0, all[1]))
                .and(Check.exact("credits taken back for the items sent", all[2], all[3]))
                .and(Check.exact("credits given for the items sent", all[2], all[4]));
    }
}
