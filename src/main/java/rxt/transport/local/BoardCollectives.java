package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Arguments;
import rxt.spmd.CollectivesOverMessages;
import rxt.spmd.ElementType;
import rxt.spmd.Parts;
import rxt.spmd.ReduceOp;

/**
 * Collectives in which the ranks read each other's parts from a {@link Board}: barrier, bcast, reductions, allgather and
 * alltoall; the others go over messages.
 *
 * <p>Short parts need one step: fill the cell, announce, wait for those whose parts are wanted. Long parts are read where
 * they lie, so a second step tells their owners that all have read; of a reduction each rank combines its share.
 */
abstract class BoardCollectives extends CollectivesOverMessages implements Awaited {
    final World world;
    final Arguments arguments;
    final int[] members;
    final Port port;
    private final Board board;
    private final Combination combination;
    private final Staging sendStaging = new Staging();
    private final Staging recvStaging = new Staging();
    private long step;
    private String call = "";
    private long awaitedStep;
    private int awaitedFrom;
    private int awaitedTo;

    BoardCollectives(World world, Board board, int[] members, int rank) {
        super(new Arguments(rank, members.length));
        this.world = world;
        this.members = members;
        this.board = board;
        arguments = new Arguments(rank, members.length);
        port = world.port(members[rank]);
        combination = new Combination(board);
    }

    @Override
    public int rank() {
        return arguments.rank();
    }

    @Override
    public int size() {
        return arguments.size();
    }

    @Override
    public void barrier() {
        begin("barrier");
        announce();
        awaitAll(step);
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        arguments().root(root, "bcast");
        begin("bcast");
        boolean isShort = buffer.byteSize() <= Board.SHORT_BYTES;
        if (rank() == root) {
            lay(buffer, null, isShort);
        }
        announce();
        if (rank() != root) {
            await(root, root + 1, step);
            arguments.equal(board.bytes(root, step), buffer.byteSize(), call);
            copy(root, 0, buffer, 0, buffer.byteSize());
        }
        if (!isShort) {
            endReading(rank() == root);
        }
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        arguments().root(root, "reduce");
        arguments().reduction(send, rank() == root ? recv : send, type, op, "reduce");
        begin("reduce");
        if (send.byteSize() > Board.SHORT_BYTES) {
            reduceLong(send, rank() == root ? recv : null, type, op, root);
            return;
        }
        lay(send, null, true);
        announce();
        if (rank() == root) {
            combineShort(recv, type, op);
        }
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments().reduction(send, recv, type, op, "allreduce");
        begin("allreduce");
        if (send.byteSize() > Board.SHORT_BYTES) {
            reduceLong(send, recv, type, op, -1);
            return;
        }
        lay(send, null, true);
        announce();
        combineShort(recv, type, op);
    }

    private void combineShort(MemorySegment recv, ElementType type, ReduceOp op) {
        awaitAll(step);
        requireEqual(recv.byteSize());
        combination.of(type, op).shorts(step, recv);
    }

    /** Each rank combines its share of the elements and writes it to the root, or to all where {@code root} is −1. */
    private void reduceLong(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        boolean isDirect = recv == null || World.isShared(recv);
        MemorySegment into = isDirect ? recv : recvStaging.room(recv.byteSize());
        lay(send, into, false);
        announce();
        awaitAll(step);
        long bytes = send.byteSize();
        requireEqual(bytes);
        long elements = bytes / type.bytes();
        long from = elements * rank() / size() * type.bytes();
        long end = elements * (rank() + 1) / size() * type.bytes();
        MemorySegment first = board.recv(root < 0 ? rank() : root, step);
        combination.of(type, op).longs(step, from, end, first);
        for (int away = 1; root < 0 && away < size(); away++) {
            MemorySegment.copy(first, from, board.recv((rank() + away) % size(), step), from, end - from);
        }
        endReading(true);
        if (!isDirect) {
            MemorySegment.copy(into, 0, recv, 0, bytes);
        }
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        type.count(send.byteSize());
        arguments.equal(send.byteSize() * size(), recv.byteSize(), "allgather");
        exchange("allgather", send, recv, send.byteSize(), 0);
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        long part = (long) arguments().equalParts(send, recv, type, "alltoall") * type.bytes();
        exchange("alltoall", send, recv, part, rank() * part);
    }

    /** Copies {@code part} bytes from {@code at} on of every rank's buffer. */
    private void exchange(String name, MemorySegment send, MemorySegment recv, long part, long at) {
        begin(name);
        boolean isShort = send.byteSize() <= Board.SHORT_BYTES;
        lay(send, null, isShort);
        announce();
        for (int away = 0; away < size(); away++) {
            int from = (rank() + away) % size();
            await(from, from + 1, step);
            arguments.equal(board.bytes(from, step), send.byteSize(), call);
            copy(from, at, recv, from * part, part);
        }
        if (!isShort) {
            endReading(true);
        }
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        Parts parts = new Parts(counts, displs, type).within(recv, size(), "allgatherv");
        arguments.equal(send, parts.of(recv, rank()), "allgatherv");
        begin("allgatherv");
        lay(send, null, false);
        announce();
        for (int away = 0; away < size(); away++) {
            int from = (rank() + away) % size();
            await(from, from + 1, step);
            MemorySegment part = parts.of(recv, from);
            arguments.equal(board.bytes(from, step), part.byteSize(), call);
            part.copyFrom(board.send(from, step).asSlice(0, part.byteSize()));
        }
        endReading(true);
    }

    @Override
    public void alltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type) {
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, size(), "alltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, size(), "alltoallv");
        arguments.equal(outgoing.of(send, rank()), incoming.of(recv, rank()), "alltoallv");
        begin("alltoallv");
        lay(send, null, false);
        board.lay(rank(), step, outgoing);
        announce();
        for (int away = 0; away < size(); away++) {
            int from = (rank() + away) % size();
            await(from, from + 1, step);
            MemorySegment theirs = board.parts(from, step).of(board.send(from, step), rank());
            MemorySegment part = incoming.of(recv, from);
            arguments.equal(theirs, part, call);
            part.copyFrom(theirs);
        }
        endReading(true);
    }

    /** Shows a segment of this rank to all; answers those of all ranks. */
    final MemorySegment[] show(MemorySegment mine) {
        begin("exchange of memory");
        lay(mine, null, false);
        announce();
        awaitAll(step);
        MemorySegment[] all = new MemorySegment[size()];
        for (int r = 0; r < all.length; r++) {
            all[r] = board.send(r, step);
        }
        endReading(true);
        return all;
    }

    private void begin(String name) {
        Arguments _ = arguments();
        call = name;
        step++;
        awaitAll(step - 1);
    }

    private void lay(MemorySegment send, MemorySegment recv, boolean isShort) {
        if (isShort) {
            board.put(rank(), step, send);
        } else {
            board.lay(rank(), step, World.isShared(send) ? send : sendStaging.copyOf(send), recv);
        }
    }

    private void announce() {
        board.announce(rank(), step);
        world.bells().ringAll();
    }

    /** The step that says that this rank has read the others' long parts; waits until all have read this one's. */
    private void endReading(boolean isRead) {
        begin(call);
        announce();
        if (isRead) {
            awaitAll(step);
        }
        board.clear(rank(), step - 1);
    }

    private void copy(int from, long at, MemorySegment to, long toAt, long bytes) {
        MemorySegment laid = board.send(from, step);
        if (laid == null) {
            MemorySegment.copy(board.memory(), board.partAt(from, step) + at, to, toAt, bytes);
        } else {
            MemorySegment.copy(laid, at, to, toAt, bytes);
        }
    }

    private void requireEqual(long bytes) {
        for (int r = 0; r < size(); r++) {
            arguments.equal(board.bytes(r, step), bytes, call);
        }
    }

    private void awaitAll(long wanted) {
        await(0, size(), wanted);
    }

    private void await(int from, int to, long wanted) {
        awaitedFrom = from;
        awaitedTo = to;
        awaitedStep = wanted;
        port.await(this);
    }

    @Override
    public boolean isOver() {
        while (awaitedFrom < awaitedTo && board.hasAnnounced(awaitedFrom, awaitedStep)) {
            awaitedFrom++;
        }
        return awaitedFrom == awaitedTo;
    }

    @Override
    public String words() {
        return "rank " + rank() + ": " + call;
    }
}
