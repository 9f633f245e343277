package rxt.spmd;

import static rxt.spmd.Communicator.ANY_SOURCE;
import static rxt.spmd.Communicator.ANY_TAG;
import static rxt.spmd.CommunicatorContract.demand;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of split, and of communicators that are used side by side. */
final class ContractSplit {
    private final Communicator comm;
    private final int rank;
    private final int size;

    ContractSplit(Communicator comm) {
        this.comm = comm;
        rank = comm.rank();
        size = comm.size();
    }

    void check() {
        oddAndEvenReversed();
        equalKeys();
        keysBeforeRanks();
        alone();
        nested();
        sideBySide();
        collectivesDoNotMeetMessages();
        many();
    }

    private void oddAndEvenReversed() {
        int color = rank % 2;
        Communicator half = comm.split(color, -rank);
        int members = (size + 1 - color) / 2;
        demand(half.size(), members, "size of a half");
        demand(half.rank(), members - 1 - rank / 2, "rank in a half, keys reversed");
        long[] ranks = half.allgather(new long[] {rank});
        for (int r = 0; r < members; r++) {
            demand(ranks[r], (long) (members - 1 - r) * 2 + color, "member " + r + " of a half");
        }
        new ContractReductions(half).check();
        new ContractPointToPoint(half).check();
        half.close();
    }

    private void equalKeys() {
        Communicator same = comm.split(3, 7);
        demand(same.size(), size, "size of a split with one color");
        demand(same.rank(), rank, "rank with equal keys");
        same.close();
    }

    /** Keys 1, 0, 0, …: rank 0 goes last, the others keep their order. */
    private void keysBeforeRanks() {
        Communicator turned = comm.split(0, rank == 0 ? 1 : 0);
        demand(turned.rank(), rank == 0 ? size - 1 : rank - 1, "rank with some keys equal");
        turned.close();
    }

    private void alone() {
        Communicator self = comm.split(rank, 0);
        demand(self.size(), 1, "size of a communicator of one's own");
        demand(self.allreduce(5L, ReduceOp.SUM), 5L, "allreduce alone");
        self.barrier();
        self.close();
    }

    private void nested() {
        Communicator half = comm.split(rank % 2, rank);
        Communicator quarter = half.split(half.rank() % 2, -half.rank());
        long expected = 0;
        for (int r = rank % 4; r < size; r += 4) {
            expected += r;
        }
        demand(quarter.allreduce((long) rank, ReduceOp.SUM), expected, "allreduce in a split of a split");
        quarter.close();
        half.close();
    }

    /** Same ranks, same tags: each message stays in its communicator, whichever receive comes first. */
    private void sideBySide() {
        Communicator one = comm.split(0, rank);
        Communicator two = comm.split(0, rank);
        List<Communicator> comms = List.of(one, comm, two);
        int right = (rank + 1) % size;
        List<Request> requests = new ArrayList<>();
        List<ContractBuffer> buffers = new ArrayList<>();
        for (Communicator each : comms) {
            ContractBuffer buffer = ContractBuffer.of(Kind.HEAP, ElementType.LONG, 1);
            buffers.add(buffer);
            requests.add(each.irecv(buffer.segment(), ElementType.LONG, ANY_SOURCE, ANY_TAG));
        }
        for (int k = 2; k >= 0; k--) {
            MemorySegment mine = MemorySegment.ofArray(new long[] {k});
            requests.add(comms.get(k).isend(mine, ElementType.LONG, right, 1));
        }
        demand(two.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce beside messages");
        Request.waitAll(requests);
        for (int k = 0; k < 3; k++) {
            int number = k;
            buffers.get(k).expect("the message of communicator " + k, i -> number);
        }
        one.close();
        two.close();
    }

    /** A receive of anything is posted; collectives go past it. */
    private void collectivesDoNotMeetMessages() {
        ContractBuffer buffer = ContractBuffer.of(Kind.OFF_HEAP, ElementType.DOUBLE, 1000);
        Request receive = comm.irecv(buffer.segment(), ElementType.DOUBLE, ANY_SOURCE, ANY_TAG);
        new ContractCollectives(comm).check();
        new ContractReductions(comm).check();
        Communicator other = comm.split(0, 0);
        other.barrier();
        other.close();
        demand(receive.test(), false, "test of a receive while only collectives ran");
        comm.barrier();
        MemorySegment message = MemorySegment.ofArray(new double[] {42});
        Request sent = comm.isend(message, ElementType.DOUBLE, (rank + 1) % size, 6);
        demand(receive.await(), new Status((rank - 1 + size) % size, 6, 8), "the receive that waited");
        sent.await();
        buffer.expectFreshFrom("the receive that waited", 1);
    }

    /** Many communicators, of groups with different histories, each with a receive of anything posted. */
    private void many() {
        List<Communicator> comms = new ArrayList<>(List.of(comm));
        // Even ranks split more often, so that the halves' numbers drift apart where a library numbers them.
        for (int n = 0; n < 8; n++) {
            comms.add(comms.get(n / 2).split(0, n % 2 == 0 ? rank : -rank));
            Communicator half = comm.split(rank % 2, 0);
            for (int k = 0; rank % 2 == 0 && k < 2; k++) {
                Communicator next = half.split(0, 0);
                half.close();
                half = next;
            }
            half.barrier();
            half.close();
        }
        List<Request> receives = new ArrayList<>();
        List<long[]> values = new ArrayList<>();
        for (Communicator each : comms) {
            long[] value = {-1};
            values.add(value);
            receives.add(each.irecv(MemorySegment.ofArray(value), ElementType.LONG, ANY_SOURCE, ANY_TAG));
        }
        for (Communicator each : comms) {
            demand(each.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce among many communicators");
            each.barrier();
        }
        List<Request> sends = new ArrayList<>();
        for (int n = comms.size() - 1; n >= 0; n--) {
            Communicator each = comms.get(n);
            MemorySegment value = MemorySegment.ofArray(new long[] {n});
            sends.add(each.isend(value, ElementType.LONG, (each.rank() + 1) % size, n));
        }
        for (int n = 0; n < comms.size(); n++) {
            demand(receives.get(n).await().tag(), n, "tag of the message in communicator " + n);
            demand(values.get(n)[0], (long) n, "message in communicator " + n);
        }
        Request.waitAll(sends);
        comms.subList(1, comms.size()).forEach(Communicator::close);
    }
}
