package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import rxt.spmd.AbortException;
import rxt.spmd.Arguments;
import rxt.spmd.Capability;
import rxt.spmd.CollectivesOverMessages;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;

/**
 * Ranks that are threads of one JVM.
 *
 * <p>A message to a receive that is already posted is copied once, by the sender. Otherwise a short message is copied
 * and its sender goes on; a long one stays in the sender's buffer, and a blocking send of it waits for the receive.
 */
final class LocalCommunicator extends CollectivesOverMessages {
    /** Longer messages wait for their receive. */
    static final long EAGER_BYTES = 64 * 1024;

    private static final int COLLECTIVE_TAG = 0;
    private static final Status NO_NEIGHBOUR = new Status(PROC_NULL, ANY_TAG, 0);

    private final World world;
    private final int[] members;
    private final int rank;
    private final int context;
    private final Arguments arguments;
    private int splits;

    /**
     * @param members rank in the world of each rank of this communicator
     * @param rank this rank in this communicator
     */
    LocalCommunicator(World world, World.Origin origin, int[] members, int rank) {
        this.world = world;
        this.members = members;
        this.rank = rank;
        this.context = world.context(origin);
        this.arguments = new Arguments(rank, members.length);
    }

    /** The communicator of all ranks, as rank {@code rank} sees it. */
    static LocalCommunicator ofWorld(World world, int rank) {
        int[] members = IntStream.range(0, world.size()).toArray();
        return new LocalCommunicator(world, World.Origin.WORLD, members, rank);
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return members.length;
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        isend(buffer, type, dest, tag).await();
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        return irecv(buffer, type, source, tag).await();
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments.send(buffer, type, dest, tag);
        return dest == PROC_NULL ? done("send to nobody") : startSend(buffer, context, dest, tag);
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments.recv(buffer, type, source, tag);
        return source == PROC_NULL ? done("recv from nobody") : startRecv(buffer, context, source, tag);
    }

    @Override
    public Status probe(int source, int tag) {
        arguments.pattern(source, tag);
        if (source == PROC_NULL) {
            return NO_NEIGHBOUR;
        }
        Mailbox.Pattern pattern = new Mailbox.Pattern(context, source, tag);
        mine().await(() -> mine().peek(pattern).isPresent(), call("probe", source, tag));
        return mine().peek(pattern).orElseThrow();
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        arguments.pattern(source, tag);
        world.requireHealthy(call("iprobe", source, tag));
        return source == PROC_NULL ? Optional.of(NO_NEIGHBOUR) : mine().peek(new Mailbox.Pattern(context, source, tag));
    }

    @Override
    public LocalCommunicator split(int color, int key) {
        arguments.color(color);
        long[] wishes = allgather(new long[] {color, key});
        int[] group = IntStream.range(0, size())
                .filter(r -> wishes[2 * r] == color)
                .boxed()
                .sorted(Comparator.comparingLong(r -> wishes[2 * r + 1]))
                .mapToInt(r -> r)
                .toArray();
        int[] worldRanks = IntStream.of(group).map(r -> members[r]).toArray();
        int newRank = IntStream.range(0, group.length)
                .filter(r -> group[r] == rank)
                .findFirst()
                .orElseThrow();
        return new LocalCommunicator(world, new World.Origin(context, splits++, color), worldRanks, newRank);
    }

    @Override
    public ThreadLevel threadLevel() {
        return ThreadLevel.SERIALIZED;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public void abort(int exitCode) {
        AbortException abort = new AbortException(members[rank], exitCode);
        world.poison(members[rank], abort);
        throw abort;
    }

    @Override
    protected Request startSend(MemorySegment buffer, ElementType type, int dest) {
        return startSend(buffer, context + 1, dest, COLLECTIVE_TAG);
    }

    @Override
    protected Status take(MemorySegment buffer, ElementType type, int source) {
        return startRecv(buffer, context + 1, source, COLLECTIVE_TAG).await();
    }

    private Request startSend(MemorySegment buffer, int space, int dest, int tag) {
        String call = call("send", dest, tag);
        world.requireHealthy(call);
        Transfer sent = new Transfer(mine(), call);
        boolean eager = buffer.byteSize() <= EAGER_BYTES || !World.isShared(buffer);
        MemorySegment payload = eager ? World.copyOf(buffer) : buffer;
        if (eager) {
            sent.complete(NO_NEIGHBOUR);
        }
        world.mailbox(members[dest]).deliver(new Mailbox.Message(space, rank, tag, payload, sent));
        return sent;
    }

    private Request startRecv(MemorySegment buffer, int space, int source, int tag) {
        String call = call("recv", source, tag);
        world.requireHealthy(call);
        Receive receive = new Receive(mine(), call, arguments, new Mailbox.Pattern(space, source, tag), buffer);
        mine().post(receive);
        return receive;
    }

    private Transfer done(String call) {
        Transfer transfer = new Transfer(mine(), call);
        transfer.complete(NO_NEIGHBOUR);
        return transfer;
    }

    private Mailbox mine() {
        return world.mailbox(members[rank]);
    }

    private String call(String name, int peer, int tag) {
        String with = peer == ANY_SOURCE ? "any rank" : "rank " + peer;
        return "rank " + rank + ": " + name + " with " + with + ", tag " + (tag == ANY_TAG ? "any" : tag);
    }
}
