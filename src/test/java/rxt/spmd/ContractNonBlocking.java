package rxt.spmd;

import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;
import static rxt.spmd.CommunicatorContract.until;
import static rxt.spmd.ContractReductions.combined;
import static rxt.spmd.ContractReductions.given;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of collectives that only begin. */
final class ContractNonBlocking extends ContractFeature {
    private static final ElementType LONG = ElementType.LONG;

    private final MemorySegment one = MemorySegment.ofArray(new long[1]);
    private final MemorySegment each = MemorySegment.ofArray(new long[size]);
    private final MemorySegment all = MemorySegment.ofArray(new long[size]);

    ContractNonBlocking(Communicator comm) {
        super(comm, Capability.NONBLOCKING_COLLECTIVES);
    }

    @Override
    List<Runnable> calls() {
        int[] none = new int[size];
        return List.of(
                comm::ibarrier,
                () -> comm.ibcast(one, LONG, 0),
                () -> comm.ireduce(one, one, LONG, ReduceOp.SUM, 0),
                () -> comm.iallreduce(one, one, LONG, ReduceOp.SUM),
                () -> comm.igather(one, all, LONG, 0),
                () -> comm.iallgather(one, all, LONG),
                () -> comm.iscatter(all, one, LONG, 0),
                () -> comm.ialltoall(each, all, LONG),
                () -> comm.ialltoallv(each, none, none, all, none, none, LONG));
    }

    @Override
    void holds() {
        beginWithoutTheLast();
        for (ElementType type : ElementType.values()) {
            for (Kind kind : Kind.values()) {
                int count = someCount();
                atOnce(type, kind, count, turn % size);
            }
            for (ReduceOp op : ReduceOp.values()) {
                combining(type, op);
            }
        }
        besideOthers();
        refused(() -> comm.ibcast(one, LONG, size), "root " + size);
        refused(() -> comm.iallreduce(one, one.asSlice(0, 0), LONG, ReduceOp.SUM), "equally long");
    }

    @Override
    void holdsLarge() {
        atOnce(ElementType.DOUBLE, Kind.HEAP, LARGE_BYTES / 8 / size, size - 1);
        atOnce(LONG, Kind.OFF_HEAP, LARGE_BYTES / 8 / size, 0);
    }

    /** Rank 0 begins each collective only after all others have; until then those that need rank 0 are under way. */
    private void beginWithoutTheLast() {
        MemorySegment mine = MemorySegment.ofArray(new long[1]);
        int[] ones = new int[size];
        int[] places = new int[size];
        for (int r = 0; r < size; r++) {
            ones[r] = 1;
            places[r] = r;
        }
        boolean root = rank == size - 1;
        begins("ibarrier", comm::ibarrier, true);
        begins("ibcast", () -> comm.ibcast(one, LONG, 0), true);
        begins("iscatter", () -> comm.iscatter(all, one, LONG, 0), true);
        begins("igather", () -> comm.igather(mine, all, LONG, size - 1), root);
        begins("ireduce", () -> comm.ireduce(mine, one, LONG, ReduceOp.SUM, size - 1), root);
        begins("iallreduce", () -> comm.iallreduce(mine, one, LONG, ReduceOp.SUM), true);
        begins("iallgather", () -> comm.iallgather(mine, all, LONG), true);
        begins("ialltoall", () -> comm.ialltoall(each, all, LONG), true);
        begins("ialltoallv", () -> comm.ialltoallv(each, ones, places, all, ones, places, LONG), true);
    }

    private void begins(String what, Supplier<Request> begin, boolean needsRankZero) {
        if (rank > 0) {
            Request request = begin.get();
            if (needsRankZero) {
                demand(request.test(), false, what + " complete before rank 0 has begun");
            }
            comm.send(new long[1], 0, 21);
            finish(what, request);
        } else {
            for (int r = 1; r < size; r++) {
                comm.recv(new long[1], r, 21);
            }
            finish(what, begin.get());
        }
    }

    private static void finish(String what, Request request) {
        demand(request.await() == null, false, "a status of " + what + " missing");
    }

    /** All of them under way at once, completed from the last to the first, every other by test. */
    private void atOnce(ElementType type, Kind kind, int count, int root) {
        List<Request> requests = new ArrayList<>();
        List<Runnable> checks = new ArrayList<>();
        ContractBuffer cast = ContractBuffer.of(kind, type, count).fill(i -> rank == root ? value(root, 1, i) : 99);
        requests.add(comm.ibcast(cast.segment(), type, root));
        checks.add(() -> cast.expect("ibcast from " + root, i -> value(root, 1, i)));
        ContractBuffer mine = ContractBuffer.of(kind, type, count).fill(i -> value(rank, 2, i));
        ContractBuffer gathered = ContractBuffer.of(kind.next(), type, count * size);
        requests.add(comm.igather(mine.segment(), gathered.segment(), type, root));
        checks.add(() -> expectAtRoot("igather", gathered, count, root));
        ContractBuffer everyone = ContractBuffer.of(kind.next(), type, count * size);
        requests.add(comm.iallgather(mine.segment(), everyone.segment(), type));
        checks.add(() -> everyone.expect("iallgather", i -> value(i / count, 2, i % count)));
        ContractBuffer parts = ContractBuffer.of(kind, type, count * size).fill(i -> value(rank, i / count, i % count));
        ContractBuffer part = ContractBuffer.of(kind.next(), type, count);
        requests.add(comm.iscatter(parts.segment(), part.segment(), type, root));
        checks.add(() -> part.expect("iscatter from " + root, i -> value(root, rank, i)));
        ContractBuffer dealt = ContractBuffer.of(kind.next(), type, count * size);
        requests.add(comm.ialltoall(parts.segment(), dealt.segment(), type));
        checks.add(() -> dealt.expect("ialltoall", i -> value(i / count, rank, i % count)));
        checks.add(uneven(requests, type, kind));
        ContractBuffer numbers = ContractBuffer.of(kind, type, count).fill(i -> given(rank, i));
        ContractBuffer sum = ContractBuffer.of(kind.next(), type, count);
        requests.add(comm.iallreduce(numbers.segment(), sum.segment(), type, ReduceOp.SUM));
        checks.add(() -> sum.expect("iallreduce", combined(ReduceOp.SUM, size)));
        requests.add(comm.ibarrier());
        for (int k = requests.size() - 1; k >= 0; k--) {
            if (k % 2 == 0) {
                until(requests.get(k)::test, "test of a collective");
            }
            finish("collective " + k, requests.get(k));
        }
        checks.forEach(Runnable::run);
    }

    private void expectAtRoot(String what, ContractBuffer gathered, int count, int root) {
        if (rank == root) {
            gathered.expect(what + " at " + root, i -> value(i / count, 2, i % count));
        } else {
            gathered.expectFreshFrom(what + " elsewhere", 0);
        }
    }

    /** From rank s to rank d go (s + 2d) mod 4 elements; the parts lie in reverse order with gaps. */
    private Runnable uneven(List<Request> requests, ElementType type, Kind kind) {
        int[] sendCounts = new int[size];
        int[] recvCounts = new int[size];
        int[] displs = new int[size];
        for (int peer = 0; peer < size; peer++) {
            sendCounts[peer] = (rank + 2 * peer) % 4;
            recvCounts[peer] = (peer + 2 * rank) % 4;
            displs[peer] = (size - 1 - peer) * 5;
        }
        ContractBuffer send = ContractBuffer.of(kind, type, 5 * size);
        send.fill(i -> value(rank, size - 1 - i / 5, i % 5));
        ContractBuffer recv = ContractBuffer.of(kind.next(), type, 5 * size).fill(i -> 99);
        requests.add(comm.ialltoallv(send.segment(), sendCounts, displs, recv.segment(), recvCounts, displs, type));
        return () -> recv.expect("ialltoallv", i -> {
            int from = size - 1 - i / 5;
            return i % 5 < recvCounts[from] ? value(from, rank, i % 5) : 99;
        });
    }

    private void combining(ElementType type, ReduceOp op) {
        Kind kind = Kind.of(turn++);
        ContractBuffer mine = ContractBuffer.of(kind, type, 7).fill(i -> given(rank, i));
        ContractBuffer result = ContractBuffer.of(kind.next(), type, 7);
        ContractBuffer atRoot = ContractBuffer.of(kind.next(), type, 7);
        int root = turn % size;
        if (!op.accepts(type)) {
            String words = op + " is not defined on " + type;
            refused(() -> comm.iallreduce(mine.segment(), result.segment(), type, op), words);
            refused(() -> comm.ireduce(mine.segment(), result.segment(), type, op, root), words);
            return;
        }
        Request toAll = comm.iallreduce(mine.segment(), result.segment(), type, op);
        Request toRoot = comm.ireduce(mine.segment(), atRoot.segment(), type, op, root);
        finish("ireduce", toRoot);
        finish("iallreduce", toAll);
        result.expect("iallreduce " + op, combined(op, size));
        if (rank == root) {
            atRoot.expect("ireduce to " + root + " " + op, combined(op, size));
        } else {
            atRoot.expectFreshFrom("ireduce elsewhere " + op, 0);
        }
        mine.expect("the reductions' own buffer " + op, i -> given(rank, i));
    }

    /** Messages and blocking collectives go past a collective that is under way, and it past them. */
    private void besideOthers() {
        ContractBuffer mine = ContractBuffer.of(Kind.HEAP, LONG, 3).fill(i -> given(rank, i));
        ContractBuffer sum = ContractBuffer.of(Kind.HEAP_SLICE, LONG, 3);
        ContractBuffer theirs = ContractBuffer.of(Kind.OFF_HEAP, LONG, 3);
        Request anything = comm.irecv(theirs.segment(), LONG, Communicator.ANY_SOURCE, Communicator.ANY_TAG);
        Request reduction = comm.iallreduce(mine.segment(), sum.segment(), LONG, ReduceOp.SUM);
        demand(comm.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce beside iallreduce");
        comm.barrier();
        demand(anything.test(), false, "test of a receive while only collectives ran");
        comm.barrier();
        Request sent = comm.isend(mine.segment(), LONG, right, 5);
        demand(anything.await(), new Status(left, 5, 24), "a message beside iallreduce");
        finish("iallreduce", reduction);
        sent.await();
        sum.expect("iallreduce beside others", combined(ReduceOp.SUM, size));
        theirs.expect("a message beside iallreduce", i -> given(left, i));
    }
}
