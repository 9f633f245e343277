package rxt.spmd;

import static rxt.spmd.CommunicatorContract.demand;
import static rxt.spmd.CommunicatorContract.until;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of requests that are waited for together. */
final class ContractRequests {
    private static final int MESSAGES = 5;

    private final Communicator comm;
    private final int size;
    private final int right;
    private final int left;

    ContractRequests(Communicator comm) {
        this.comm = comm;
        size = comm.size();
        right = (comm.rank() + 1) % size;
        left = (comm.rank() - 1 + size) % size;
    }

    void check() {
        Requests requests = new Requests();
        demand(requests.waitAny(), -1, "waitAny of nothing");
        demand(requests.testAny(), -1, "testAny of nothing");
        demand(requests.testAll(), true, "testAll of nothing");
        oneAfterTheOther(requests);
        demand(requests.size(), 0, "size after clear");
        demand(requests.pending(), 0, "pending after clear");
        allAtOnce(requests);
        twice(requests);
    }

    private List<ContractBuffer> receives(Requests requests) {
        List<ContractBuffer> buffers = new ArrayList<>();
        for (int tag = 0; tag < MESSAGES; tag++) {
            ContractBuffer buffer = ContractBuffer.of(Kind.of(tag), ElementType.LONG, tag);
            buffers.add(buffer);
            int index = requests.add(comm.irecv(buffer.segment(), ElementType.LONG, left, tag));
            demand(index, tag, "index of a request");
        }
        return buffers;
    }

    private Request send(int tag) {
        ContractBuffer buffer = ContractBuffer.of(Kind.of(tag), ElementType.LONG, tag);
        buffer.fill(i -> 100L * comm.rank() + 10L * tag + i);
        return comm.isend(buffer.segment(), ElementType.LONG, right, tag);
    }

    /** Between two barriers one message is under way: it is the one that is found. */
    private void oneAfterTheOther(Requests requests) {
        List<ContractBuffer> buffers = receives(requests);
        int found = 0;
        for (int tag : new int[] {3, 0, 4, 1, 2}) {
            demand(requests.testAny(), -1, "testAny before anything was sent");
            demand(requests.testAll(), false, "testAll with receives under way");
            demand(requests.pending(), MESSAGES - found, "pending");
            demand(requests.status(tag), null, "status of a request under way");
            refusesToClear(requests);
            comm.barrier();
            Request sent = send(tag);
            if (tag % 2 == 0) {
                demand(requests.waitAny(), tag, "waitAny");
            } else {
                int[] index = {-1};
                until(() -> (index[0] = requests.testAny()) >= 0, "testAny of a message that was sent");
                demand(index[0], tag, "testAny");
            }
            sent.await();
            found++;
            demand(requests.status(tag), new Status(left, tag, 8L * tag), "status of a complete request");
            buffers.get(tag).expect("a message found by waitAny", i -> 100L * left + 10L * tag + i);
            comm.barrier();
        }
        demand(requests.waitAny(), -1, "waitAny of complete ones");
        demand(requests.testAll(), true, "testAll of complete ones");
        requests.waitAll();
        demand(requests.size(), MESSAGES, "size");
        requests.clear();
    }

    private static void refusesToClear(Requests requests) {
        try {
            requests.clear();
        } catch (IllegalStateException e) {
            return;
        }
        throw new AssertionError("clear with requests under way");
    }

    private void allAtOnce(Requests requests) {
        List<ContractBuffer> buffers = receives(requests);
        for (int tag = MESSAGES - 1; tag >= 0; tag--) {
            requests.add(send(tag));
        }
        requests.waitAll();
        demand(requests.pending(), 0, "pending after waitAll");
        for (int tag = 0; tag < MESSAGES; tag++) {
            int number = tag;
            demand(requests.status(tag), new Status(left, tag, 8L * tag), "status after waitAll");
            buffers.get(tag).expect("a message of waitAll", i -> 100L * left + 10L * number + i);
        }
        requests.clear();
    }

    /** Some by waitAny, the rest by testAll; beside requests to nobody. */
    private void twice(Requests requests) {
        receives(requests);
        requests.add(comm.isend(MemorySegment.ofArray(new long[1]), ElementType.LONG, Communicator.PROC_NULL, 0));
        for (int tag = 0; tag < MESSAGES; tag++) {
            requests.add(send(tag));
        }
        boolean[] seen = new boolean[requests.size()];
        for (int n = 0; n < 3; n++) {
            int index = requests.waitAny();
            demand(seen[index], false, "an index that waitAny had already answered");
            seen[index] = true;
        }
        until(requests::testAll, "testAll");
        demand(requests.pending(), 0, "pending after testAll");
        for (int k = 0; k < MESSAGES; k++) {
            demand(requests.status(k).tag(), k, "tag after testAll");
        }
        requests.clear();
    }
}
