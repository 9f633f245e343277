package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;
import rxt.spmd.Parts;
import rxt.spmd.ReduceOp;
import rxt.spmd.Reduction;
import rxt.spmd.Request;

/**
 * The collectives that only begin: every rank at once begins all messages it sends and receives, so that nothing depends
 * on when it calls again; reductions are combined by each receiver, along the same tree as everywhere.
 */
abstract class StartedCollectives extends BoardCollectives {
    StartedCollectives(World world, Board board, int[] members, int rank) {
        super(world, board, members, rank);
    }

    /** Begins to receive from another rank, in the collectives' own space. */
    abstract Request startTake(MemorySegment buffer, int source);

    @Override
    public Request ibarrier() {
        MemorySegment nothing = MemorySegment.ofArray(new byte[0]);
        return exchange("ibarrier", ElementType.BYTE, r -> nothing, r -> nothing);
    }

    @Override
    public Request ibcast(MemorySegment buffer, ElementType type, int root) {
        arguments.root(root, "ibcast");
        type.count(buffer.byteSize());
        return fan("ibcast", type, root, r -> buffer, buffer);
    }

    @Override
    public Request iscatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments.root(root, "iscatter");
        Parts parts = Parts.equal(type.count(recv.byteSize()), size(), type);
        if (rank() == root) {
            arguments.equal(send.byteSize(), recv.byteSize() * size(), "iscatter");
            recv.copyFrom(parts.of(send, root));
        }
        return fan("iscatter", type, root, r -> parts.of(send, r), recv);
    }

    @Override
    public Request igather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments.root(root, "igather");
        Parts parts = Parts.equal(type.count(send.byteSize()), size(), type);
        if (rank() == root) {
            arguments.equal(send.byteSize() * size(), recv.byteSize(), "igather");
            parts.of(recv, root).copyFrom(send);
        }
        return collect("igather", type, root, send, r -> parts.of(recv, r));
    }

    @Override
    public Request ireduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        arguments.root(root, "ireduce");
        arguments.reduction(send, rank() == root ? recv : send, type, op, "ireduce");
        if (rank() != root) {
            return collect("ireduce", type, root, send, r -> send);
        }
        MemorySegment[] parts = room(send);
        return collect("ireduce", type, root, send, r -> parts[r]).then(() -> combine(parts, recv, type, op));
    }

    @Override
    public Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments.reduction(send, recv, type, op, "iallreduce");
        MemorySegment[] parts = room(send);
        return exchange("iallreduce", type, r -> send, r -> parts[r]).then(() -> combine(parts, recv, type, op));
    }

    @Override
    public Request iallgather(MemorySegment send, MemorySegment recv, ElementType type) {
        Parts parts = Parts.equal(type.count(send.byteSize()), size(), type);
        arguments.equal(send.byteSize() * size(), recv.byteSize(), "iallgather");
        parts.of(recv, rank()).copyFrom(send);
        return exchange("iallgather", type, r -> send, r -> parts.of(recv, r));
    }

    @Override
    public Request ialltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        Parts parts = Parts.equal(arguments.equalParts(send, recv, type, "ialltoall"), size(), type);
        return ialltoallv(send, parts, recv, parts, type);
    }

    @Override
    public Request ialltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type) {
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, size(), "ialltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, size(), "ialltoallv");
        return ialltoallv(send, outgoing, recv, incoming, type);
    }

    private Bundle ialltoallv(
            MemorySegment send, Parts outgoing, MemorySegment recv, Parts incoming, ElementType type) {
        arguments.equal(outgoing.of(send, rank()), incoming.of(recv, rank()), "ialltoallv");
        incoming.of(recv, rank()).copyFrom(outgoing.of(send, rank()));
        return exchange("ialltoall", type, r -> outgoing.of(send, r), r -> incoming.of(recv, r));
    }

    /** What goes to or comes from a rank. */
    @FunctionalInterface
    private interface PartOf {
        MemorySegment rank(int rank);
    }

    /** Each rank sends to each other one and receives from it. */
    private Bundle exchange(String call, ElementType type, PartOf send, PartOf recv) {
        Bundle bundle = new Bundle(arguments(), call);
        for (int away = 1; away < size(); away++) {
            int source = (rank() - away + size()) % size();
            bundle.addReceive(startTake(recv.rank(source), source), recv.rank(source));
        }
        for (int away = 1; away < size(); away++) {
            int dest = (rank() + away) % size();
            bundle.addSend(startSend(send.rank(dest), type, dest));
        }
        return bundle;
    }

    /** The root sends to all. */
    private Bundle fan(String call, ElementType type, int root, PartOf send, MemorySegment recv) {
        Bundle bundle = new Bundle(arguments(), call);
        if (rank() != root) {
            bundle.addReceive(startTake(recv, root), recv);
            return bundle;
        }
        for (int r = 0; r < size(); r++) {
            if (r != root) {
                bundle.addSend(startSend(send.rank(r), type, r));
            }
        }
        return bundle;
    }

    /** All send to the root. */
    private Bundle collect(String call, ElementType type, int root, MemorySegment send, PartOf recv) {
        Bundle bundle = new Bundle(arguments(), call);
        if (rank() != root) {
            bundle.addSend(startSend(send, type, root));
            return bundle;
        }
        for (int r = 0; r < size(); r++) {
            if (r != root) {
                bundle.addReceive(startTake(recv.rank(r), r), recv.rank(r));
            }
        }
        return bundle;
    }

    /** Room for what each rank gives, with this rank's own in its place. */
    private MemorySegment[] room(MemorySegment send) {
        MemorySegment[] parts = new MemorySegment[size()];
        for (int r = 0; r < parts.length; r++) {
            parts[r] = MemorySegment.ofArray(new byte[Math.toIntExact(send.byteSize())]);
        }
        parts[rank()].copyFrom(send);
        return parts;
    }

    private static void combine(MemorySegment[] parts, MemorySegment recv, ElementType type, ReduceOp op) {
        for (int mask = 1; mask < parts.length; mask <<= 1) {
            for (int r = 0; r + mask < parts.length; r += 2 * mask) {
                Reduction.combine(parts[r], parts[r + mask], type, op);
            }
        }
        recv.copyFrom(parts[0]);
    }
}
