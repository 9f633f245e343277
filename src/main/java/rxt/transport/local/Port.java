package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import rxt.spmd.Status;

/**
 * One rank's end of all rings: sends, receives, and waits.
 *
 * <p>Every wait moves messages along: it takes what has arrived and sends what found no room. With {@code MULTIPLE} a
 * lock admits one thread at a time, and none holds it while it spins or sleeps.
 */
final class Port {
    private static final int STATUSES = 64;

    private final World world;
    private final int rank;
    private final ReentrantLock lock;
    private final Bells bells;
    private final AtomicReferenceArray<Ring> rings;
    private final Ring.Reader[] incoming;
    private final Ring.Writer[] outgoing;
    private final Matching matching = new Matching();
    private final Outbox outbox;
    private final Status[] statuses = new Status[STATUSES];
    private LocalRequest spare;

    Port(World world, int rank, int ranks, boolean multiple) {
        this.world = world;
        this.rank = rank;
        lock = multiple ? new ReentrantLock() : null;
        bells = world.bells();
        rings = new AtomicReferenceArray<>(ranks);
        incoming = new Ring.Reader[ranks];
        outgoing = new Ring.Writer[ranks];
        outbox = new Outbox(rank, ranks);
    }

    /** Sends a short message at once where there is room; otherwise answers false, and nothing was done. */
    boolean sendNow(MemorySegment payload, int dest, long envelope) {
        lock();
        try {
            Ring.Writer ring = to(dest);
            if (!outbox.isEmpty(dest) || !ring.hasRoom()) {
                return false;
            }
            ring.put(envelope, payload, payload.byteSize());
        } finally {
            unlock();
        }
        bells.ring(dest);
        return true;
    }

    /** Begins a send that could not be done at once. */
    void send(LocalRequest send) {
        lock();
        try {
            send.hold();
            outbox.add(send);
            flush(send.dest);
        } finally {
            unlock();
        }
    }

    /** Begins a receive. */
    void receive(LocalRequest receive) {
        lock();
        try {
            matching.post(receive);
        } finally {
            unlock();
        }
    }

    /** Status of the first message here that a receive would take, or null. */
    Status peek(LocalRequest pattern, LocalCommunicator comm) {
        lock();
        try {
            Message message = matching.peek(pattern);
            return message == null ? null : status(comm.rankOf(message.sender), (int) message.envelope, message.bytes);
        } finally {
            unlock();
        }
    }

    /** Moves messages along; answers whether {@code it} is over. */
    boolean poll(Awaited it) {
        if (lock == null) {
            return it.isOver() || (progress() && it.isOver());
        }
        lock.lock();
        try {
            if (it.isOver()) {
                return true;
            }
            if (progress()) {
                // What another thread of this rank waits for may have come.
                bells.ring(rank);
            }
            return it.isOver();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code it} is over, or the world is poisoned, or the thread interrupted. */
    void await(Awaited it) {
        int tries = 0;
        while (!poll(it)) {
            tries++;
            if (tries < world.spins()) {
                Thread.onSpinWait();
            } else {
                requireCalm(it);
                offerCore(tries - world.spins(), it);
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // The rank waited for may need this very core.
    private void offerCore(int tries, Awaited it) {
        if (tries < world.yields()) {
            Thread.yield();
            return;
        }
        bells.enlist(rank);
        try {
            if (!drain(it) && world.isHealthy()) {
                LockSupport.park(this);
            }
        } finally {
            bells.leave(rank);
        }
    }

    /** As {@link #poll}, but takes all that has come: what came before this thread was a sleeper rings no bell any more. */
    private boolean drain(Awaited it) {
        lock();
        try {
            boolean moved = false;
            while (!it.isOver() && progress()) {
                moved = true;
            }
            if (moved && lock != null) {
                bells.ring(rank);
            }
            return it.isOver();
        } finally {
            unlock();
        }
    }

    /** Demands a healthy world and a thread that is not interrupted. */
    void requireCalm(Awaited it) {
        world.requireHealthy(it);
        if (Thread.currentThread().isInterrupted()) {
            throw World.interrupted(it.words());
        }
    }

    /** Waits until all sends are in rings, or their receivers have ended. */
    void finish() {
        await(outbox);
    }

    /** A request for use until it comes back by {@link #spare(LocalRequest)}. */
    LocalRequest request() {
        lock();
        try {
            LocalRequest request = spare;
            if (request == null) {
                return new LocalRequest(this);
            }
            spare = request.next;
            request.next = null;
            return request;
        } finally {
            unlock();
        }
    }

    void spare(LocalRequest request) {
        lock();
        try {
            request.next = spare;
            spare = request;
        } finally {
            unlock();
        }
    }

    /** A status with these values: the one given before, where it is still at hand. */
    Status status(int source, int tag, long bytes) {
        int at = (source * 31 + tag * 7 + (int) bytes) & (STATUSES - 1);
        Status status = statuses[at];
        if (status == null || status.source() != source || status.tag() != tag || status.bytes() != bytes) {
            status = new Status(source, tag, bytes);
            statuses[at] = status;
        }
        return status;
    }

    private boolean progress() {
        boolean moved = false;
        if (!outbox.isOver()) {
            for (int dest = 0; dest < outgoing.length; dest++) {
                moved |= flush(dest);
            }
        }
        for (int sender = 0; sender < outgoing.length; sender++) {
            Ring.Reader ring = from(sender);
            // One message of each sender, so that a wait that is over takes no more.
            if (ring != null && ring.isReady()) {
                matching.accept(ring, sender);
                if (ring.advance()) {
                    bells.ring(sender);
                }
                moved = true;
            }
        }
        return moved;
    }

    /** Sends what waits for this rank, as far as there is room. */
    private boolean flush(int dest) {
        boolean moved = false;
        for (LocalRequest send = outbox.peek(dest); send != null; send = outbox.peek(dest)) {
            Ring.Writer ring = to(dest);
            boolean gone = world.hasEnded(dest);
            if (!gone && !ring.hasRoom()) {
                break;
            }
            outbox.remove(dest);
            if (send.bytes() > Ring.EAGER_BYTES) {
                if (!gone) {
                    ring.offer(send);
                }
            } else {
                if (gone) {
                    send.complete();
                } else {
                    send.put(ring);
                }
            }
            moved = true;
        }
        if (moved) {
            bells.ring(dest);
        }
        return moved;
    }

    private Ring.Writer to(int dest) {
        Ring.Writer writer = outgoing[dest];
        if (writer == null) {
            Ring ring = new Ring();
            writer = new Ring.Writer(ring);
            outgoing[dest] = writer;
            world.port(dest).rings.setRelease(rank, ring);
        }
        return writer;
    }

    private Ring.Reader from(int sender) {
        Ring.Reader reader = incoming[sender];
        if (reader == null) {
            Ring ring = rings.getAcquire(sender);
            reader = ring == null ? null : new Ring.Reader(ring);
            incoming[sender] = reader;
        }
        return reader;
    }

    /** Wakes a thread of this rank that waits for what a thread of another rank has done. */
    void wake() {
        bells.ring(rank);
    }

    private void lock() {
        if (lock != null) {
            lock.lock();
        }
    }

    private void unlock() {
        if (lock != null) {
            lock.unlock();
        }
    }
}
