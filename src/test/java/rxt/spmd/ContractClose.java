package rxt.spmd;

import static rxt.spmd.CommunicatorContract.demand;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** What the contract demands of communicators that are closed: no call goes through, and their place is free again. */
final class ContractClose {
    /** More than MPICH, which has about 2,000, has at a time. */
    private static final int MANY = 2_500;

    /** So many ranks show what more would, and take a second where waiting ranks share cores. */
    private static final int MOST_FOR_MANY = 2;

    private static final ElementType LONG = ElementType.LONG;

    private final Communicator comm;
    private final int rank;
    private final int size;

    ContractClose(Communicator comm) {
        this.comm = comm;
        rank = comm.rank();
        size = comm.size();
    }

    /** On a communicator of all ranks. */
    void check() {
        refusesCalls();
        parentsAndFellowsLive();
        if (size <= MOST_FOR_MANY) {
            manyOneAfterTheOther();
        }
        refused(comm::close, "close() of the communicator of all ranks");
        demand(comm.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce after a refused close");
    }

    private void refusesCalls() {
        Communicator closed = comm.split(0, -rank);
        closed.barrier();
        closed.close();
        closed.close();
        for (Runnable call : calls(closed)) {
            refused(call, "communicator that is closed");
        }
        demand(closed.rank(), size - 1 - rank, "rank in a closed communicator");
    }

    /** A call of each kind. */
    private List<Runnable> calls(Communicator closed) {
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        MemorySegment other = MemorySegment.ofArray(new long[1]);
        MemorySegment all = MemorySegment.ofArray(new long[size]);
        MemorySegment others = MemorySegment.ofArray(new long[size]);
        List<Runnable> calls = new ArrayList<>(List.of(
                closed::barrier,
                () -> closed.send(one, LONG, 0, 1),
                () -> closed.send(one, LONG, Communicator.PROC_NULL, 1),
                () -> closed.recv(one, LONG, 0, 1),
                () -> closed.isend(one, LONG, 0, 1),
                () -> closed.irecv(one, LONG, 0, 1),
                () -> closed.sendrecv(one, 0, 1, other, 0, 1, LONG),
                () -> closed.probe(0, 1),
                () -> closed.iprobe(0, 1),
                () -> closed.bcast(one, LONG, 0),
                () -> closed.reduce(one, other, LONG, ReduceOp.BXOR, 0),
                () -> closed.allreduce(one, other, LONG, ReduceOp.SUM),
                () -> closed.gather(one, all, LONG, 0),
                () -> closed.allgather(one, all, LONG),
                () -> closed.scatter(all, one, LONG, 0),
                () -> closed.alltoall(all, others, LONG),
                () -> closed.scan(one, other, LONG, ReduceOp.SUM),
                () -> closed.exscan(one, other, LONG, ReduceOp.SUM),
                () -> closed.split(0, 0)));
        if (closed.capabilities().containsAll(List.of(Capability.values()))) {
            calls.addAll(furtherCalls(closed));
        }
        return calls;
    }

    private static List<Runnable> furtherCalls(Communicator closed) {
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        MemorySegment other = MemorySegment.ofArray(new long[1]);
        VectorType vector = new VectorType(LONG, 1, 1, 1);
        return List.of(
                closed::ibarrier,
                () -> closed.ibcast(one, LONG, 0),
                () -> closed.iallreduce(one, other, LONG, ReduceOp.SUM),
                () -> closed.isend(one, vector, 0, 1),
                () -> closed.irecv(one, vector, 0, 1),
                () -> closed.sendInit(one, LONG, 0, 1),
                () -> closed.recvInit(one, LONG, 0, 1),
                () -> closed.neighborhood(new int[0], new int[0]),
                closed::splitShared,
                () -> closed.shared(8),
                () -> closed.window(8));
    }

    private void parentsAndFellowsLive() {
        Communicator parent = comm.split(0, rank);
        Communicator fellow = comm.split(0, rank);
        Communicator child = parent.split(0, rank);
        parent.close();
        demand(child.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce after the parent was closed");
        demand(fellow.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce after a fellow was closed");
        child.close();
        fellow.close();
    }

    private void manyOneAfterTheOther() {
        for (int n = 0; n < MANY; n++) {
            try (Communicator each = comm.split(0, rank)) {
                demand(each.size(), size, "size of split number " + n);
            }
        }
    }

    private static void refused(Runnable call, String words) {
        String message = "nothing";
        try {
            call.run();
        } catch (IllegalStateException e) {
            message = e.getMessage();
        }
        demand(message.contains(words), true, "'" + words + "' in the refusal of a call after a close: " + message);
    }
}
