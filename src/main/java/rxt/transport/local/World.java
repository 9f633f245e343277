package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import rxt.spmd.CommunicationException;

/** What the ranks of one launch share: their mailboxes, the numbers of message spaces, and whether one has failed. */
final class World {
    private static final Thread STRANGER = Thread.ofPlatform().unstarted(() -> {});

    private final List<Mailbox> mailboxes;
    private final Map<Origin, Integer> contexts = new ConcurrentHashMap<>();
    private final AtomicInteger nextContext = new AtomicInteger();
    private final AtomicReference<Poison> poison = new AtomicReference<>();

    World(int size) {
        mailboxes = IntStream.range(0, size).mapToObj(r -> new Mailbox(this)).toList();
    }

    Mailbox mailbox(int rank) {
        return mailboxes.get(rank);
    }

    int size() {
        return mailboxes.size();
    }

    /** Message spaces of one communicator: the user's is the number itself, the collectives' the one after it. */
    int context(Origin origin) {
        return contexts.computeIfAbsent(origin, key -> nextContext.getAndAdd(2));
    }

    /** Makes every communication call of every rank fail, those under way too. The first cause counts. */
    void poison(int rank, Throwable cause) {
        if (poison.compareAndSet(null, new Poison(rank, cause))) {
            mailboxes.forEach(mailbox -> mailbox.change(() -> {}));
        }
    }

    /** The failure that poisoned the world, or null. */
    Throwable failure() {
        Poison found = poison.get();
        return found == null ? null : found.cause;
    }

    void requireHealthy(String call) {
        Poison found = poison.get();
        if (found != null) {
            // Without the cause itself: it is thrown by run, with this exception suppressed in it.
            throw new CommunicationException(
                    call + " was given up because rank " + found.rank + " failed: " + found.cause);
        }
    }

    static CommunicationException interrupted(String call, InterruptedException cause) {
        return new CommunicationException(call + " was interrupted", cause);
    }

    /** Whether any thread may read the segment, which those of confined arenas deny. */
    static boolean isShared(MemorySegment segment) {
        return segment.isAccessibleBy(STRANGER);
    }

    static MemorySegment copyOf(MemorySegment segment) {
        return MemorySegment.ofArray(new byte[Math.toIntExact(segment.byteSize())])
                .copyFrom(segment);
    }

    /**
     * How a communicator came to be; equal on all its ranks, so that they agree on its number without a message.
     *
     * @param parent message space of the communicator that was split, -1 for the world
     * @param split how many splits of the parent came before
     * @param color of the ranks that are in it
     */
    record Origin(int parent, int split, int color) {
        static final Origin WORLD = new Origin(-1, 0, 0);
    }

    private record Poison(int rank, Throwable cause) {}
}
