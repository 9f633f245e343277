package rxt.spmd;

import static rxt.spmd.CommunicatorContract.demand;

import java.lang.foreign.MemorySegment;

/** What the contract demands to be refused, with words that name the mistake, on the rank that makes it. */
final class ContractRefusals {
    private final Communicator comm;
    private final int size;
    private final MemorySegment one = MemorySegment.ofArray(new double[1]);

    ContractRefusals(Communicator comm) {
        this.comm = comm;
        size = comm.size();
    }

    void check() {
        String ranks = "ranks are 0 to " + (size - 1);
        refused(() -> comm.send(one, ElementType.DOUBLE, size, 0), ranks);
        refused(() -> comm.isend(one, ElementType.DOUBLE, -7, 0), ranks);
        refused(() -> comm.recv(one, ElementType.DOUBLE, size, 0), ranks);
        refused(() -> comm.probe(size, 0), ranks);
        refused(() -> comm.send(one, ElementType.DOUBLE, 0, -3), "tags are 0 or more");
        refused(() -> comm.irecv(one, ElementType.DOUBLE, 0, -3), "tags are 0 or more");
        refused(() -> comm.recv(one.asReadOnly(), ElementType.DOUBLE, 0, 0), "read-only");
        refused(() -> comm.split(-1, 0), "colors are 0 or more");
        refused(() -> comm.bcast(one, ElementType.DOUBLE, size), "root " + size);
        refused(() -> comm.allreduce(one, one.asSlice(0, 0), ElementType.DOUBLE, ReduceOp.SUM), "equally long");
        int[] counts = new int[size];
        int[] displs = new int[size];
        counts[size - 1] = 2;
        refused(() -> comm.allgatherv(one, one, counts, displs, ElementType.DOUBLE), "part of rank " + (size - 1));
        refused(() -> comm.allgatherv(one, one, new int[size + 1], displs, ElementType.DOUBLE), "counts");
        odd(() -> comm.send(one.asSlice(0, 7), ElementType.DOUBLE, 0, 0));
        comm.barrier();
    }

    private void refused(Runnable call, String words) {
        String message = "nothing";
        try {
            call.run();
        } catch (CommunicationException e) {
            message = e.getMessage();
        }
        demand(message.contains(words), true, "'" + words + "' in the refusal: " + message);
    }

    private void odd(Runnable call) {
        String message = "nothing";
        try {
            call.run();
        } catch (IllegalArgumentException e) {
            message = e.getMessage();
        }
        demand(message.contains("no whole number"), true, "refusal of 7 bytes of DOUBLE: " + message);
    }
}
