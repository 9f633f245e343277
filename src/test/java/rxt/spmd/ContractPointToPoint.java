package rxt.spmd;

import static rxt.spmd.Communicator.ANY_SOURCE;
import static rxt.spmd.Communicator.ANY_TAG;
import static rxt.spmd.Communicator.PROC_NULL;
import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;
import static rxt.spmd.CommunicatorContract.until;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of messages between two ranks. */
final class ContractPointToPoint {
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Communicator comm;
    private final int rank;
    private final int size;
    private final int right;
    private final int left;

    ContractPointToPoint(Communicator comm) {
        this.comm = comm;
        rank = comm.rank();
        size = comm.size();
        right = (rank + 1) % size;
        left = (rank - 1 + size) % size;
    }

    void check() {
        for (ElementType type : ElementType.values()) {
            for (Kind kind : Kind.values()) {
                for (int count : new int[] {0, 1, 7, 1000}) {
                    ring(type, kind, count);
                }
            }
        }
        blocking(0);
        blocking(8);
        shorterMessage();
        anySource();
        tags();
        order();
        outstanding();
        nobody();
        probes();
        arrays();
    }

    /** Messages of 4 MiB. */
    void checkLarge() {
        ring(ElementType.DOUBLE, Kind.HEAP, LARGE_BYTES / 8);
        ring(ElementType.LONG, Kind.OFF_HEAP_SLICE, LARGE_BYTES / 8);
        ring(ElementType.INT, Kind.HEAP_FOREIGN, LARGE_BYTES / 4);
        blocking(LARGE_BYTES);
    }

    /** Everyone sends right and receives from the left: also a send to oneself where there is one rank. */
    private void ring(ElementType type, Kind kind, int count) {
        ContractBuffer mine = ContractBuffer.of(kind, type, count).fill(i -> (rank * 31L + i * 7L) % 100);
        ContractBuffer theirs = ContractBuffer.of(kind.next(), type, count);
        Status status = comm.sendrecv(mine.segment(), right, rank + 3, theirs.segment(), left, left + 3, type);
        theirs.expect("sendrecv", i -> (left * 31L + i * 7L) % 100);
        mine.expect("sendrecv's own buffer", i -> (rank * 31L + i * 7L) % 100);
        demand(status, new Status(left, left + 3, (long) count * type.bytes()), "sendrecv's status");
    }

    private void blocking(int bytes) {
        for (int peer = 1; peer < size; peer++) {
            ContractBuffer ping = ContractBuffer.of(Kind.OFF_HEAP, ElementType.LONG, bytes / 8);
            if (rank == 0) {
                ping.fill(i -> i);
                comm.send(ping.segment(), ElementType.LONG, peer, 1);
                comm.recv(ping.segment(), ElementType.LONG, peer, 2);
                ping.expect("the echo of rank " + peer, i -> i + 1);
            } else if (rank == peer) {
                Status status = comm.recv(ping.segment(), ElementType.LONG, 0, 1);
                demand(status, new Status(0, 1, bytes), "recv's status");
                ping.expect("recv", i -> i);
                comm.send(ping.fill(i -> i + 1).segment(), ElementType.LONG, 0, 2);
            }
        }
    }

    private void shorterMessage() {
        for (Kind kind : Kind.values()) {
            ContractBuffer mine = ContractBuffer.of(kind, ElementType.DOUBLE, 3).fill(i -> i);
            ContractBuffer theirs = ContractBuffer.of(kind, ElementType.DOUBLE, 10);
            Request sent = comm.isend(mine.segment(), ElementType.DOUBLE, right, 0);
            demand(comm.recv(theirs.segment(), ElementType.DOUBLE, left, 0).bytes(), 24L, "bytes of a short message");
            sent.await();
            theirs.expectFreshFrom("a short message in a long buffer", 3);
        }
    }

    private void anySource() {
        long[] value = new long[1];
        if (rank == 0) {
            BitSet seen = new BitSet();
            for (int n = 1; n < size; n++) {
                Status status = comm.recv(value, ANY_SOURCE, 9);
                demand(value[0], 1000L + status.source(), "a message of any source");
                demand(status.tag(), 9, "its tag");
                demand(status.bytes(), 8L, "its length");
                seen.set(status.source());
            }
            demand(seen.cardinality(), size - 1, "senders seen by ANY_SOURCE");
        } else {
            comm.send(new long[] {1000 + rank}, 0, 9);
        }
        comm.barrier();
    }

    /** A receive takes the tag it asks for, ANY_TAG the earliest message. */
    private void tags() {
        List<Request> sends = new ArrayList<>();
        for (int tag = 5; tag <= 8; tag++) {
            sends.add(comm.isend(MemorySegment.ofArray(new long[] {tag}), ElementType.LONG, right, tag));
        }
        comm.barrier();
        long[] value = new long[1];
        for (int tag : new int[] {7, 5}) {
            demand(comm.recv(value, left, tag), new Status(left, tag, 8), "status of a chosen tag");
            demand(value[0], (long) tag, "message of a chosen tag");
        }
        for (int tag : new int[] {6, 8}) {
            demand(comm.recv(value, left, ANY_TAG), new Status(left, tag, 8), "status of ANY_TAG");
            demand(value[0], (long) tag, "message of ANY_TAG");
        }
        Request.waitAll(sends);
    }

    /** Messages of one sender arrive in order, long ones among short ones too, received early or late. */
    private void order() {
        int messages = 60;
        List<Request> all = new ArrayList<>();
        List<ContractBuffer> received = new ArrayList<>();
        for (int n = 0; n < messages; n++) {
            int count = n % 7 == 3 ? 20_000 : 2;
            int number = n;
            if (n % 2 == 0) {
                received.add(postReceive(all, 20_000));
            }
            ContractBuffer mine =
                    ContractBuffer.of(Kind.HEAP, ElementType.LONG, count).fill(i -> number);
            all.add(comm.isend(mine.segment(), ElementType.LONG, right, 4));
        }
        while (received.size() < messages) {
            received.add(postReceive(all, 20_000));
        }
        Request.waitAll(all);
        for (int n = 0; n < messages; n++) {
            long first = received.get(n).segment().get(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED, 0);
            demand(first, (long) n, "message number " + n + " of one sender");
        }
    }

    private ContractBuffer postReceive(List<Request> requests, int count) {
        ContractBuffer buffer = ContractBuffer.of(Kind.OFF_HEAP, ElementType.LONG, count);
        requests.add(comm.irecv(buffer.segment(), ElementType.LONG, left, requests.size() % 3 == 0 ? ANY_TAG : 4));
        return buffer;
    }

    /** Many requests under way at once, completed in another order, some by test. */
    private void outstanding() {
        int each = 32;
        List<Request> receives = new ArrayList<>();
        List<ContractBuffer> buffers = new ArrayList<>();
        List<Request> sends = new ArrayList<>();
        for (int peer = 0; peer < size; peer++) {
            for (int n = 0; n < each; n++) {
                ContractBuffer buffer = ContractBuffer.of(KINDS.get(n % KINDS.size()), ElementType.INT, n);
                buffers.add(buffer);
                receives.add(comm.irecv(buffer.segment(), ElementType.INT, peer, n));
            }
        }
        for (int n = each - 1; n >= 0; n--) {
            for (int peer = 0; peer < size; peer++) {
                int number = n;
                ContractBuffer buffer = ContractBuffer.of(KINDS.get(n % KINDS.size()), ElementType.INT, n)
                        .fill(i -> rank * 1000L + number * 10L + i);
                sends.add(comm.isend(buffer.segment(), ElementType.INT, peer, n));
            }
        }
        for (int k = receives.size() - 1; k >= 0; k--) {
            int peer = k / each;
            int n = k % each;
            if (n % 2 == 0) {
                until(receives.get(k)::test, "test of a receive");
            }
            demand(receives.get(k).await(), new Status(peer, n, 4L * n), "status of an outstanding receive");
            buffers.get(k).expect("irecv", i -> peer * 1000L + n * 10L + i);
        }
        until(sends.getLast()::test, "test of a send");
        Request.waitAll(sends);
    }

    private void nobody() {
        ContractBuffer buffer = ContractBuffer.of(Kind.HEAP, ElementType.DOUBLE, 4);
        MemorySegment segment = buffer.segment();
        Status nothing = comm.recv(segment, ElementType.DOUBLE, PROC_NULL, 3);
        demand(nothing.source(), PROC_NULL, "source of a receive from PROC_NULL");
        demand(nothing.bytes(), 0L, "length of a receive from PROC_NULL");
        comm.send(segment, ElementType.DOUBLE, PROC_NULL, 3);
        comm.isend(segment, ElementType.DOUBLE, PROC_NULL, 3).await();
        Request receive = comm.irecv(segment, ElementType.DOUBLE, PROC_NULL, ANY_TAG);
        demand(receive.test(), true, "test of a receive from PROC_NULL");
        demand(receive.await().source(), PROC_NULL, "source of an irecv from PROC_NULL");
        demand(comm.probe(PROC_NULL, 0).source(), PROC_NULL, "source of a probe of PROC_NULL");
        demand(comm.iprobe(PROC_NULL, 0).map(Status::bytes).orElse(-1L), 0L, "length of an iprobe of PROC_NULL");
        buffer.expectFreshFrom("receives from PROC_NULL", 0);
        // The end of an open line of ranks: a neighbour on one side only.
        int up = rank + 1 < size ? rank + 1 : PROC_NULL;
        int down = rank > 0 ? rank - 1 : PROC_NULL;
        MemorySegment mine = MemorySegment.ofArray(new double[] {rank, rank, rank, rank});
        Status status = comm.sendrecv(mine, up, 1, segment, down, 1, ElementType.DOUBLE);
        demand(status.source(), down, "source along an open line");
        if (down == PROC_NULL) {
            buffer.expectFreshFrom("sendrecv from PROC_NULL", 0);
        } else {
            buffer.expect("sendrecv along an open line", i -> down);
        }
    }

    private void probes() {
        demand(comm.iprobe(ANY_SOURCE, ANY_TAG).isPresent(), false, "iprobe with no message there");
        comm.barrier();
        Request sent = comm.isend(MemorySegment.ofArray(new int[] {1, 2, rank}), ElementType.INT, right, 11);
        Status expected = new Status(left, 11, 12);
        until(() -> comm.iprobe(left, 11).isPresent(), "iprobe of a message that is there");
        demand(comm.iprobe(left, 12).isPresent(), false, "iprobe of another tag");
        demand(comm.iprobe(ANY_SOURCE, ANY_TAG).orElseThrow(), expected, "iprobe's status");
        demand(comm.probe(ANY_SOURCE, 11), expected, "probe's status");
        demand(comm.probe(left, ANY_TAG), expected, "a second probe's status");
        ContractBuffer buffer = ContractBuffer.of(Kind.HEAP_SLICE, ElementType.INT, 3);
        demand(comm.recv(buffer.segment(), ElementType.INT, left, 11), expected, "status after a probe");
        buffer.expect("recv after a probe", i -> i < 2 ? i + 1 : left);
        sent.await();
        demand(comm.iprobe(ANY_SOURCE, ANY_TAG).isPresent(), false, "iprobe after the receive");
        comm.barrier();
    }

    private void arrays() {
        double[] doubles = {0};
        Request sent = comm.isend(MemorySegment.ofArray(new double[] {rank + 0.5}), ElementType.DOUBLE, right, 0);
        comm.recv(doubles, left, 0);
        demand(doubles[0], left + 0.5, "recv into a double array");
        sent.await();
        if (size > 1 && rank == 0) {
            comm.send(new double[] {2.5}, 1, 0);
        } else if (rank == 1) {
            demand(comm.recv(doubles, 0, 0).bytes(), 8L, "length of a double array");
            demand(doubles[0], 2.5, "send of a double array");
        }
    }
}
