package rxt.transport.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import rxt.spmd.CommunicationException;
import rxt.spmd.ThreadLevel;

/** What the ranks of one launch share: their ports, what is common to a communicator, and whether one has failed. */
final class World {
    private static final Thread STRANGER = Thread.ofPlatform().unstarted(() -> {});
    private static final int SPINS = 2000;
    private static final int YIELDS = 2000;

    private final Bells bells;
    private final List<Port> ports;
    private final ThreadLevel level;
    private final int spins;
    private final int yields;
    private final Map<Origin, Group> groups = new ConcurrentHashMap<>();
    private final Set<Arena> arenas = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextContext = new AtomicInteger();
    private final AtomicReference<Poison> poison = new AtomicReference<>();
    private final AtomicIntegerArray ended;

    World(int size, ThreadLevel wanted) {
        // Spinning takes the core from the very rank waited for where there are more ranks than cores.
        this(size, wanted, size <= Runtime.getRuntime().availableProcessors() ? SPINS : 0, YIELDS);
    }

    /** With its own patience: both 0, and who waits sleeps at once. */
    World(int size, ThreadLevel wanted, int spins, int yields) {
        level = wanted == ThreadLevel.MULTIPLE ? wanted : ThreadLevel.SERIALIZED;
        this.spins = spins;
        this.yields = yields;
        bells = new Bells(size);
        ended = new AtomicIntegerArray(size);
        ports = IntStream.range(0, size)
                .mapToObj(r -> new Port(this, r, size, level == ThreadLevel.MULTIPLE))
                .toList();
    }

    Port port(int rank) {
        return ports.get(rank);
    }

    int size() {
        return ports.size();
    }

    ThreadLevel level() {
        return level;
    }

    /** How often a rank looks for what it waits for before it offers its core to others. */
    int spins() {
        return spins;
    }

    /** How often it offers its core before it sleeps. */
    int yields() {
        return yields;
    }

    /** What the {@code size} ranks of one communicator share. */
    Group group(Origin origin, int size) {
        return groups.computeIfAbsent(origin, key -> new Group(origin, nextContext.getAndAdd(2), size));
    }

    /** One rank has closed its communicator of that group; with the last one what they shared goes. */
    void leave(Group group) {
        if (group.leave()) {
            groups.remove(group.origin());
        }
    }

    /** How many communicators are open, that of the world among them. */
    int openGroups() {
        return groups.size();
    }

    /** Memory that lives until it is closed, at the latest until all ranks have ended. */
    Arena arena() {
        Arena arena = Arena.ofShared();
        arenas.add(arena);
        return arena;
    }

    void close(Arena arena) {
        if (arenas.remove(arena)) {
            arena.close();
        }
    }

    /** Frees what the ranks left; all have ended. */
    void closeAll() {
        arenas.forEach(this::close);
    }

    /** Says that a rank will receive no more. */
    void end(int rank) {
        ended.set(rank, 1);
        bells.ringAll();
    }

    boolean hasEnded(int rank) {
        return ended.get(rank) != 0;
    }

    /** Makes every communication call of every rank fail, those under way too. The first cause counts. */
    void poison(int rank, Throwable cause) {
        if (poison.compareAndSet(null, new Poison(rank, cause))) {
            bells.ringAll();
        }
    }

    Bells bells() {
        return bells;
    }

    /** The failure that poisoned the world, or null. */
    Throwable failure() {
        Poison found = poison.get();
        return found == null ? null : found.cause;
    }

    boolean isHealthy() {
        return poison.getAcquire() == null;
    }

    void requireHealthy(Awaited call) {
        if (!isHealthy()) {
            throw givenUp(call.words());
        }
    }

    CommunicationException givenUp(String call) {
        Poison found = poison.get();
        // Without the cause itself: it is thrown by run, with this exception suppressed in it.
        return new CommunicationException(
                call + " was given up because rank " + found.rank + " failed: " + found.cause);
    }

    static CommunicationException interrupted(String call) {
        return new CommunicationException(call + " was interrupted", new InterruptedException());
    }

    /** Whether any thread may read the segment, which those of confined arenas deny. */
    static boolean isShared(MemorySegment segment) {
        return segment.isAccessibleBy(STRANGER);
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
