package rxt.spmd;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A communicator whose collectives are written over messages, for transports that have none of their own or wrong ones.
 *
 * <p>A subclass gives two calls, {@link #startSend} and {@link #take}, that carry messages in a space which the user's
 * receives never match; since all ranks call collectives in the same order and messages of two ranks do not overtake
 * each other, one such space is enough. Barrier: dissemination. Bcast and reduce: binomial tree. Allgather: ring.
 * Alltoall: pairwise exchange. Scans: chain. Reductions combine neighbouring ranks, the lower one on the left, along a
 * tree that depends on the number of ranks alone, so that every root and every rank sees the same bits.
 */
public abstract class CollectivesOverMessages implements Communicator {
    private static final MemorySegment EMPTY = MemorySegment.ofArray(new byte[0]);

    private final Arguments arguments;
    private boolean closed;

    /** @param arguments of this rank */
    protected CollectivesOverMessages(Arguments arguments) {
        this.arguments = arguments;
    }

    /** Starts to send to another rank, in the collectives' own space. */
    protected abstract Request startSend(MemorySegment buffer, ElementType type, int dest);

    /** Receives from another rank, in the collectives' own space. */
    protected abstract Status take(MemorySegment buffer, ElementType type, int source);

    @Override
    public void barrier() {
        for (int distance = 1; distance < size(); distance <<= 1) {
            Request sent = startSend(EMPTY, ElementType.BYTE, (rank() + distance) % size());
            take(EMPTY, ElementType.BYTE, (rank() - distance + size()) % size());
            sent.await();
        }
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        arguments().root(root, "bcast");
        int relative = (rank() - root + size()) % size();
        int mask = 1;
        while (mask < size() && (relative & mask) == 0) {
            mask <<= 1;
        }
        if (relative != 0) {
            takeExactly(buffer, type, (relative - mask + root) % size(), "bcast");
        }
        List<Request> sends = new ArrayList<>();
        for (mask >>= 1; mask > 0; mask >>= 1) {
            if (relative + mask < size()) {
                sends.add(startSend(buffer, type, (relative + mask + root) % size()));
            }
        }
        Request.waitAll(sends);
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        arguments().root(root, "reduce");
        arguments().reduction(send, rank() == root ? recv : send, type, op, "reduce");
        MemorySegment result = combineAtZero(send, type, op);
        if (rank() == 0 && root == 0) {
            recv.copyFrom(result);
        } else if (rank() == 0) {
            startSend(result, type, root).await();
        } else if (rank() == root) {
            takeExactly(recv, type, 0, "reduce");
        }
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments().reduction(send, recv, type, op, "allreduce");
        reduce(send, recv, type, op, 0);
        bcast(recv, type, 0);
    }

    /** On rank 0 the combination of all ranks; elsewhere what this rank passed on. */
    private MemorySegment combineAtZero(MemorySegment send, ElementType type, ReduceOp op) {
        MemorySegment mine = copyOf(send);
        MemorySegment upper = blank(send.byteSize());
        for (int mask = 1; mask < size(); mask <<= 1) {
            if ((rank() & mask) != 0) {
                startSend(mine, type, rank() - mask).await();
                break;
            }
            if (rank() + mask < size()) {
                takeExactly(upper, type, rank() + mask, "reduce");
                Reduction.combine(mine, upper, type, op);
            }
        }
        return mine;
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        Parts parts = equalParts(send, type);
        gatherv(send, recv, parts.counts(), parts.displs(), type, root);
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        arguments().root(root, "gatherv");
        if (rank() != root) {
            startSend(send, type, root).await();
            return;
        }
        Parts parts = new Parts(counts, displs, type).within(recv, size(), "gatherv");
        for (int r = 0; r < size(); r++) {
            MemorySegment part = parts.of(recv, r);
            if (r == root) {
                copy(send, part, "gatherv");
            } else {
                takeExactly(part, type, r, "gatherv");
            }
        }
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        Parts parts = equalParts(send, type);
        allgatherv(send, recv, parts.counts(), parts.displs(), type);
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        Parts parts = new Parts(counts, displs, type).within(recv, size(), "allgatherv");
        copy(send, parts.of(recv, rank()), "allgatherv");
        int right = (rank() + 1) % size();
        int left = (rank() - 1 + size()) % size();
        for (int step = 0; step < size() - 1; step++) {
            int passedOn = (rank() - step + size()) % size();
            int incoming = (passedOn - 1 + size()) % size();
            Request sent = startSend(parts.of(recv, passedOn), type, right);
            takeExactly(parts.of(recv, incoming), type, left, "allgatherv");
            sent.await();
        }
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        Parts parts = equalParts(recv, type);
        scatterv(send, parts.counts(), parts.displs(), recv, type, root);
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        arguments().root(root, "scatterv");
        if (rank() != root) {
            takeExactly(recv, type, root, "scatterv");
            return;
        }
        Parts parts = new Parts(counts, displs, type).within(send, size(), "scatterv");
        List<Request> sends = new ArrayList<>();
        for (int r = 0; r < size(); r++) {
            if (r == root) {
                copy(parts.of(send, r), recv, "scatterv");
            } else {
                sends.add(startSend(parts.of(send, r), type, r));
            }
        }
        Request.waitAll(sends);
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        Parts parts = Parts.equal(arguments().equalParts(send, recv, type, "alltoall"), size(), type);
        alltoallv(send, parts.counts(), parts.displs(), recv, parts.counts(), parts.displs(), type);
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
        copy(outgoing.of(send, rank()), incoming.of(recv, rank()), "alltoallv");
        for (int step = 1; step < size(); step++) {
            int dest = (rank() + step) % size();
            int source = (rank() - step + size()) % size();
            Request sent = startSend(outgoing.of(send, dest), type, dest);
            takeExactly(incoming.of(recv, source), type, source, "alltoallv");
            sent.await();
        }
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments().reduction(send, recv, type, op, "scan");
        recv.copyFrom(prefix(send, blank(send.byteSize()), type, op));
    }

    @Override
    public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments().reduction(send, recv, type, op, "exscan");
        prefix(send, recv, type, op);
    }

    /** The inclusive prefix; {@code before} becomes the exclusive one, except on rank 0. */
    private MemorySegment prefix(MemorySegment send, MemorySegment before, ElementType type, ReduceOp op) {
        MemorySegment through = copyOf(send);
        if (rank() > 0) {
            takeExactly(before, type, rank() - 1, "scan");
            through.copyFrom(before);
            Reduction.combine(through, send, type, op);
        }
        if (rank() < size() - 1) {
            startSend(through, type, rank() + 1).await();
        }
        return through;
    }

    private Parts equalParts(MemorySegment part, ElementType type) {
        return Parts.equal(type.count(part.byteSize()), size(), type);
    }

    /** What the arguments of a call must be; demands first that this communicator is open. */
    protected final Arguments arguments() {
        arguments.open(closed);
        return arguments;
    }

    /** Lets no more calls through; answers false where none were let through before. */
    protected final boolean closes() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private void takeExactly(MemorySegment buffer, ElementType type, int source, String call) {
        arguments().equal(take(buffer, type, source).bytes(), buffer.byteSize(), call);
    }

    private void copy(MemorySegment from, MemorySegment to, String call) {
        arguments().equal(from, to, call);
        to.copyFrom(from);
    }

    private static MemorySegment copyOf(MemorySegment segment) {
        return blank(segment.byteSize()).copyFrom(segment);
    }

    private static MemorySegment blank(long bytes) {
        return MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
    }
}
