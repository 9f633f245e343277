package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;

/** What two threads do with the {@link Port}s of a small world in which nobody spins: who waits sleeps at once. */
final class PortSteps {
    static final int TAG = 5;

    /** Most messages that a test takes, so that one with a fault ends, too. */
    private static final int MOST = 2 * Ring.SLOTS;

    private static final long LOST_NANOS = 2_000_000_000L;
    private static final ThreadLocal<Watched> WATCHED = ThreadLocal.withInitial(PortSteps::watched);

    private final LocalCommunicator[] ranks;

    PortSteps(int size, ThreadLevel level) {
        World world = new World(size, level, 0, 0);
        ranks = new LocalCommunicator[size];
        Arrays.setAll(ranks, r -> LocalCommunicator.ofWorld(world, r));
    }

    /** The communicator of all ranks, as one of them sees it. */
    LocalCommunicator rank(int rank) {
        return ranks[rank];
    }

    /** Sends a message of one long without waiting for room. */
    Request isend(int from, int to, long value) {
        return ranks[from].isend(segment(value), ElementType.LONG, to, TAG);
    }

    /** Receives one long; −1 where the thread sleeps for ever. */
    long recv(int rank, int from, int tag) {
        long[] value = {-1};
        return inTime(ranks[rank].irecv(MemorySegment.ofArray(value), ElementType.LONG, from, tag)) ? value[0] : -1;
    }

    /** Waits for a request; false where the thread sleeps far longer than any wake-up takes, until the watch wakes it. */
    static boolean inTime(Request request) {
        Watched mine = WATCHED.get();
        mine.since = System.nanoTime();
        mine.waits = true;
        boolean came = true;
        try {
            request.await();
        } catch (CommunicationException e) {
            came = false;
        }
        mine.waits = false;
        // What it slept for may have been there all the time.
        return !Thread.interrupted() && came;
    }

    /** A thread that may wait. */
    private static final class Watched {
        private final Thread thread = Thread.currentThread();
        private volatile long since;
        private volatile boolean waits;
    }

    /** Begins with the first thread that waits. */
    private static Watched watched() {
        Watched mine = new Watched();
        Thread.ofPlatform().daemon().name("watch of " + mine.thread.getName()).start(() -> {
            while (mine.thread.isAlive()) {
                LockSupport.parkNanos(LOST_NANOS / 10);
                if (mine.waits && System.nanoTime() - mine.since > LOST_NANOS) {
                    mine.thread.interrupt();
                }
            }
        });
        return mine;
    }

    static MemorySegment segment(long... words) {
        return MemorySegment.ofArray(words);
    }

    /** Sends what found no room and receives all there is, in order; by one thread, when nobody else calls. */
    long[] drained(int from, int to) {
        long[] values = new long[MOST];
        int count = 0;
        for (int idle = 0; idle < MOST && count < MOST; idle++) {
            // A look for what never comes moves messages along.
            Optional<Status> _ = ranks[from].iprobe(Communicator.ANY_SOURCE, TAG + 1);
            if (ranks[to].iprobe(from, TAG).isPresent()) {
                values[count++] = recv(to, from, TAG);
                idle = 0;
            }
        }
        return Arrays.copyOf(values, count);
    }

    /** The words for messages of several senders: {@code 10 s + n} is the n-th of sender s, for n from 1 on. */
    static String verdict(long[] values, int senders, int each) {
        for (int s = 0; s < senders; s++) {
            long[] own = of(values, s);
            long[] expected =
                    LongStream.rangeClosed(10L * s + 1, 10L * s + each).toArray();
            if (!Arrays.equals(own, expected)) {
                return "of sender " + s + ": " + Arrays.toString(own);
            }
        }
        return values.length == senders * each ? "in order" : "others as well: " + Arrays.toString(values);
    }

    private static long[] of(long[] values, int sender) {
        return Arrays.stream(values).filter(v -> v / 10 == sender).toArray();
    }
}
