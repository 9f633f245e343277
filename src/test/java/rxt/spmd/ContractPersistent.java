package rxt.spmd;

import static rxt.spmd.Communicator.ANY_SOURCE;
import static rxt.spmd.Communicator.ANY_TAG;
import static rxt.spmd.Communicator.PROC_NULL;
import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;
import static rxt.spmd.CommunicatorContract.until;

import java.lang.foreign.MemorySegment;
import java.util.List;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of messages that are started again and again. */
final class ContractPersistent extends ContractFeature {
    ContractPersistent(Communicator comm) {
        super(comm, Capability.PERSISTENT_REQUESTS);
    }

    @Override
    List<Runnable> calls() {
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        return List.of(
                () -> comm.sendInit(one, ElementType.LONG, right, 0),
                () -> comm.recvInit(one, ElementType.LONG, left, 0));
    }

    @Override
    void holds() {
        for (ElementType type : ElementType.values()) {
            for (Kind kind : Kind.values()) {
                again(type, kind, someCount());
            }
        }
        meetsOthers();
        nobody();
        notStarted();
        idle();
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        refused(() -> comm.sendInit(one, ElementType.LONG, size, 0), "ranks are 0 to " + (size - 1));
        refused(() -> comm.recvInit(one.asReadOnly(), ElementType.LONG, 0, 0), "read-only");
    }

    @Override
    void holdsLarge() {
        again(ElementType.DOUBLE, Kind.HEAP, LARGE_BYTES / 8);
        again(ElementType.INT, Kind.OFF_HEAP_SLICE, LARGE_BYTES / 4);
    }

    /** Three times the same ring, with other contents each time, completed by await and by test. */
    private void again(ElementType type, Kind kind, int count) {
        ContractBuffer mine = ContractBuffer.of(kind, type, count);
        ContractBuffer theirs = ContractBuffer.of(kind.next(), type, count);
        Status expected = new Status(left, 31, (long) count * type.bytes());
        try (PersistentRequest receive = comm.recvInit(theirs.segment(), type, left, 31);
                PersistentRequest send = comm.sendInit(mine.segment(), type, right, 31)) {
            for (int n = 0; n < 3; n++) {
                int number = n;
                mine.fill(i -> value(rank, number, i));
                receive.start();
                send.start();
                if (n % 2 == 1) {
                    until(receive::test, "test of a persistent receive");
                    until(send::test, "test of a persistent send");
                }
                demand(receive.await(), expected, "status of a persistent receive");
                send.await();
                theirs.expect("a persistent message, started " + (n + 1) + " times", i -> value(left, number, i));
                mine.expect("a persistent send's own buffer", i -> value(rank, number, i));
            }
        }
    }

    /** Persistent ones meet ordinary ones, shorter than the receive, with patterns. */
    private void meetsOthers() {
        for (Kind kind : Kind.values()) {
            ContractBuffer mine = ContractBuffer.of(kind, ElementType.DOUBLE, 3).fill(i -> rank + i);
            ContractBuffer theirs = ContractBuffer.of(kind, ElementType.DOUBLE, 10);
            try (PersistentRequest receive = comm.recvInit(theirs.segment(), ElementType.DOUBLE, ANY_SOURCE, ANY_TAG);
                    PersistentRequest send = comm.sendInit(mine.segment(), ElementType.DOUBLE, right, 33)) {
                receive.start();
                Request sent = comm.isend(mine.segment(), ElementType.DOUBLE, right, 32);
                demand(receive.await(), new Status(left, 32, 24), "status of a pattern's persistent receive");
                sent.await();
                theirs.expectFreshFrom("a short message in a persistent receive", 3);
                comm.barrier();
                send.start();
                ContractBuffer plain = ContractBuffer.of(kind.next(), ElementType.DOUBLE, 3);
                demand(
                        comm.recv(plain.segment(), ElementType.DOUBLE, left, 33),
                        new Status(left, 33, 24),
                        "status of a persistent send's receive");
                send.await();
                plain.expect("a persistent send", i -> left + i);
            }
        }
    }

    private void nobody() {
        ContractBuffer buffer = ContractBuffer.of(Kind.HEAP, ElementType.LONG, 2);
        try (PersistentRequest receive = comm.recvInit(buffer.segment(), ElementType.LONG, PROC_NULL, 1);
                PersistentRequest send = comm.sendInit(buffer.segment(), ElementType.LONG, PROC_NULL, 1)) {
            for (int n = 0; n < 2; n++) {
                receive.start();
                send.start();
                demand(receive.await().source(), PROC_NULL, "source of a persistent receive from PROC_NULL");
                send.await();
            }
        }
        buffer.expectFreshFrom("persistent receives from PROC_NULL", 0);
    }

    /** What is made but never started sends nothing. */
    private void notStarted() {
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        comm.sendInit(one, ElementType.LONG, right, 34).close();
        comm.recvInit(one, ElementType.LONG, left, 34).close();
        comm.barrier();
        demand(comm.iprobe(ANY_SOURCE, ANY_TAG).isPresent(), false, "a message that was never started");
        comm.barrier();
    }

    /** There is nothing to wait for before a start, nor after await has answered; closing twice is harmless. */
    private void idle() {
        ContractBuffer mine = ContractBuffer.of(Kind.HEAP, ElementType.LONG, 2).fill(i -> rank + i);
        ContractBuffer theirs = ContractBuffer.of(Kind.OFF_HEAP, ElementType.LONG, 2);
        PersistentRequest receive = comm.recvInit(theirs.segment(), ElementType.LONG, left, 35);
        PersistentRequest send = comm.sendInit(mine.segment(), ElementType.LONG, right, 35);
        List<PersistentRequest> both = List.of(receive, send);
        both.forEach(ContractPersistent::nothingToWaitFor);
        receive.start();
        wrong(receive::start, "under way");
        wrong(receive::close, "under way");
        send.start();
        both.forEach(Request::await);
        both.forEach(ContractPersistent::nothingToWaitFor);
        theirs.expect("a persistent message between wrong calls", i -> left + i);
        both.forEach(PersistentRequest::close);
        both.forEach(PersistentRequest::close);
        both.forEach(request -> wrong(request::start, "closed"));
    }

    private static void nothingToWaitFor(PersistentRequest request) {
        wrong(request::await, "start it first");
        wrong(request::test, "start it first");
    }

    private static void wrong(Runnable call, String words) {
        String message = "nothing";
        try {
            call.run();
        } catch (IllegalStateException e) {
            message = e.getMessage();
        }
        demand(message.contains(words), true, "'" + words + "' in the error of a persistent request: " + message);
    }
}
