package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import rxt.spmd.AbortException;
import rxt.spmd.Arguments;
import rxt.spmd.Capability;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Request;
import rxt.spmd.SharedWindow;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;
import rxt.spmd.VectorType;
import rxt.spmd.Window;

/** Ranks that are threads of one JVM; the package says how their messages go. */
final class LocalCommunicator extends StartedCollectives {
    static final Status NO_NEIGHBOUR = new Status(PROC_NULL, ANY_TAG, 0);

    private static final int COLLECTIVE_TAG = 0;
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);
    private static final Set<Capability> ALL = Set.of(Capability.values());

    private final Group group;
    private final int context;
    private final int[] ranks;
    private int made;

    /**
     * @param members rank in the world of each rank of this communicator
     * @param rank this rank in this communicator
     */
    LocalCommunicator(World world, World.Origin origin, int[] members, int rank) {
        this(world, world.group(origin, members.length), members, rank);
    }

    private LocalCommunicator(World world, Group group, int[] members, int rank) {
        super(world, group.board(), members, rank);
        this.group = group;
        context = group.context();
        ranks = new int[world.size()];
        for (int r = 0; r < members.length; r++) {
            ranks[members[r]] = r;
        }
    }

    /** The communicator of all ranks, as rank {@code rank} sees it. */
    static LocalCommunicator ofWorld(World world, int rank) {
        int[] members = IntStream.range(0, world.size()).toArray();
        return new LocalCommunicator(world, World.Origin.WORLD, members, rank);
    }

    int worldRank(int rank) {
        return members[rank];
    }

    /** The rank in this communicator of a rank of the world that is in it. */
    int rankOf(int worldRank) {
        return ranks[worldRank];
    }

    /** Envelope of the user's messages with this tag. */
    long envelope(int tag) {
        return LocalRequest.envelope(context, tag);
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments().send(buffer, type, dest, tag);
        if (dest != PROC_NULL && !sendNow(buffer, dest, envelope(tag))) {
            begin(buffer, null, dest, envelope(tag)).await();
        }
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        return irecv(buffer, type, source, tag).await();
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments().send(buffer, type, dest, tag);
        return dest == PROC_NULL ? LocalRequest.DONE : startSend(buffer, dest, envelope(tag));
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments().recv(buffer, type, source, tag);
        return startRecv(buffer, null, source, envelope(tag));
    }

    @Override
    public Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
        arguments().send(NOTHING, type.element(), dest, tag);
        type.requireWithin(buffer);
        if (dest == PROC_NULL) {
            return LocalRequest.DONE;
        }
        requireHealthy("send", dest, tag);
        return begin(buffer, type, dest, envelope(tag));
    }

    @Override
    public Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
        arguments().recv(buffer.asSlice(0, 0), type.element(), source, tag);
        type.requireWithin(buffer);
        return startRecv(buffer, type, source, envelope(tag));
    }

    @Override
    public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments().send(buffer, type, dest, tag);
        return new LocalPersistent(() -> isend(buffer, type, dest, tag));
    }

    @Override
    public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments().recv(buffer, type, source, tag);
        return new LocalPersistent(() -> irecv(buffer, type, source, tag));
    }

    @Override
    public Status probe(int source, int tag) {
        arguments().pattern(source, tag);
        if (source == PROC_NULL) {
            return NO_NEIGHBOUR;
        }
        Probe probe = new Probe(this, source, tag);
        port.await(probe);
        return probe.status();
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        arguments().pattern(source, tag);
        requireHealthy("iprobe", source, tag);
        if (source == PROC_NULL) {
            return Optional.of(NO_NEIGHBOUR);
        }
        Probe probe = new Probe(this, source, tag);
        return port.poll(probe) ? Optional.of(probe.status()) : Optional.empty();
    }

    @Override
    public LocalCommunicator split(int color, int key) {
        arguments().color(color);
        long[] wishes = allgather(new long[] {color, key});
        int[] fellows = IntStream.range(0, size())
                .filter(r -> wishes[2 * r] == color)
                .boxed()
                .sorted(Comparator.comparingLong(r -> wishes[2 * r + 1]))
                .mapToInt(r -> r)
                .toArray();
        int[] worldRanks = IntStream.of(fellows).map(r -> members[r]).toArray();
        int newRank = IntStream.range(0, fellows.length)
                .filter(r -> fellows[r] == rank())
                .findFirst()
                .orElseThrow();
        return new LocalCommunicator(world, new World.Origin(context, made++, color), worldRanks, newRank);
    }

    @Override
    public LocalCommunicator splitShared() {
        return split(0, rank());
    }

    @Override
    public Neighborhood neighborhood(int[] sources, int[] destinations) {
        for (int[] neighbours : new int[][] {sources, destinations}) {
            for (int neighbour : neighbours) {
                arguments().target("neighborhood with", neighbour);
            }
        }
        return new LocalNeighborhood(split(0, rank()), sources, destinations);
    }

    /** What the next window is made of; every rank asks for it once. */
    Memory memory() {
        Arguments _ = arguments();
        return group.memory(made++, world);
    }

    @Override
    public SharedWindow shared(long bytes) {
        return new LocalSharedWindow(this, bytes);
    }

    @Override
    public Window window(long bytes) {
        return new LocalWindow(this, bytes);
    }

    @Override
    public ThreadLevel threadLevel() {
        return world.level();
    }

    @Override
    public Set<Capability> capabilities() {
        return ALL;
    }

    @Override
    public void abort(int exitCode) {
        AbortException abort = new AbortException(members[rank()], exitCode);
        world.poison(members[rank()], abort);
        throw abort;
    }

    @Override
    public void close() {
        if (group.isWorld()) {
            throw arguments.ofWorld();
        }
        if (closes()) {
            world.leave(group);
        }
    }

    @Override
    protected Request startSend(MemorySegment buffer, ElementType type, int dest) {
        return startSend(buffer, dest, LocalRequest.envelope(context + 1, COLLECTIVE_TAG));
    }

    @Override
    protected Status take(MemorySegment buffer, ElementType type, int source) {
        return startTake(buffer, source).await();
    }

    @Override
    Request startTake(MemorySegment buffer, int source) {
        return startRecv(buffer, null, source, LocalRequest.envelope(context + 1, COLLECTIVE_TAG));
    }

    private Request startSend(MemorySegment buffer, int dest, long envelope) {
        return sendNow(buffer, dest, envelope) ? LocalRequest.DONE : begin(buffer, null, dest, envelope);
    }

    private boolean sendNow(MemorySegment buffer, int dest, long envelope) {
        requireHealthy("send", dest, (int) envelope);
        return buffer.byteSize() <= Ring.EAGER_BYTES && port.sendNow(buffer, members[dest], envelope);
    }

    private Request begin(MemorySegment buffer, VectorType type, int dest, long envelope) {
        LocalRequest send = port.request().send(this, buffer, type, dest, envelope);
        port.send(send);
        return send;
    }

    private Request startRecv(MemorySegment buffer, VectorType type, int source, long envelope) {
        requireHealthy("recv", source, (int) envelope);
        if (source == PROC_NULL) {
            return LocalRequest.DONE;
        }
        LocalRequest receive = port.request().receive(this, buffer, type, source, envelope);
        port.receive(receive);
        return receive;
    }

    private void requireHealthy(String name, int peer, int tag) {
        if (!world.isHealthy()) {
            throw world.givenUp(words(name, peer, tag));
        }
    }

    /** A call in words. */
    String words(String name, int peer, int tag) {
        String with = peer == ANY_SOURCE ? "any rank" : "rank " + peer;
        return "rank " + rank() + ": " + name + " with " + with + ", tag " + (tag == ANY_TAG ? "any" : tag);
    }
}
