package rxt.spmd;

import static rxt.spmd.Communicator.PROC_NULL;
import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;
import static rxt.spmd.CommunicatorContract.until;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntToLongFunction;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of messages whose elements do not lie side by side. */
final class ContractVectorTypes extends ContractFeature {
    private static final int GAP = 99;
    private static final int CHANGED = 98;

    ContractVectorTypes(Communicator comm) {
        super(comm, Capability.VECTOR_TYPES);
    }

    @Override
    List<Runnable> calls() {
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        VectorType type = new VectorType(ElementType.LONG, 1, 1, 1);
        return List.of(() -> comm.isend(one, type, right, 0), () -> comm.irecv(one, type, left, 0));
    }

    @Override
    void holds() {
        for (ElementType element : ElementType.values()) {
            for (Kind kind : Kind.values()) {
                exchange(kind, new VectorType(element, 1, 1, 1), new VectorType(element, 1, 1, 4));
                exchange(kind, new VectorType(element, 6, 2, 5), new VectorType(element, 6, 2, 5));
                exchange(kind, new VectorType(element, 6, 2, 5), new VectorType(element, 3, 4, 7));
                exchange(kind, new VectorType(element, 3, 4, 4), new VectorType(element, 12, 1, 3));
                plain(kind, new VectorType(element, 6, 2, 5));
            }
        }
        shorter();
        nobody();
        refusals();
    }

    @Override
    void holdsLarge() {
        int rows = 1 << 10;
        int columns = LARGE_BYTES / 8 / rows;
        exchange(
                Kind.HEAP,
                new VectorType(ElementType.DOUBLE, rows, columns, columns + 3),
                new VectorType(ElementType.DOUBLE, columns, rows, rows + 1));
        exchange(
                Kind.OFF_HEAP,
                new VectorType(ElementType.INT, 2 * rows * columns, 1, 2),
                new VectorType(ElementType.INT, rows, 2 * columns, 2 * columns + 1));
    }

    /** Values of the blocks' elements in their order, and what lies between and behind them. */
    private static IntToLongFunction laid(VectorType type, IntToLongFunction values) {
        return laid(type, values, GAP);
    }

    private static IntToLongFunction laid(VectorType type, IntToLongFunction values, int gap) {
        return i ->
                inGap(type, i) ? gap : values.applyAsLong(i / type.stride() * type.blockLength() + i % type.stride());
    }

    private static boolean inGap(VectorType type, int i) {
        return i / type.stride() >= type.count() || i % type.stride() >= type.blockLength();
    }

    /** A buffer that is three elements longer than the type needs. */
    private static ContractBuffer buffer(Kind kind, VectorType type) {
        int length = Math.toIntExact(type.extentBytes() / type.element().bytes()) + 3;
        return ContractBuffer.of(kind, type.element(), length).fill(i -> GAP);
    }

    private void exchange(Kind kind, VectorType sent, VectorType received) {
        ContractBuffer mine = buffer(kind, sent).fill(laid(sent, i -> value(rank, 0, i)));
        ContractBuffer theirs = buffer(kind.next(), received);
        Request receive = comm.irecv(theirs.segment(), received, left, 41);
        // What lies between the blocks is not the library's: a kernel may change it meanwhile.
        theirs.fillWhere(i -> inGap(received, i), CHANGED);
        Request send = comm.isend(mine.segment(), sent, right, 41);
        if (sent.count() % 2 == 0) {
            until(receive::test, "test of a vector's receive");
        }
        demand(receive.await(), new Status(left, 41, sent.bytes()), "status of a vector's receive");
        send.await();
        theirs.expect("a vector " + sent + " as " + received, laid(received, i -> value(left, 0, i), CHANGED));
        mine.expect("a vector's own buffer", laid(sent, i -> value(rank, 0, i)));
    }

    /** A vector arrives in an ordinary receive, an ordinary message in a vector. */
    private void plain(Kind kind, VectorType type) {
        ElementType element = type.element();
        ContractBuffer laid = buffer(kind, type).fill(laid(type, i -> value(rank, 1, i)));
        ContractBuffer flat = ContractBuffer.of(kind.next(), element, type.elements());
        Request send = comm.isend(laid.segment(), type, right, 42);
        demand(comm.recv(flat.segment(), element, left, 42), new Status(left, 42, type.bytes()), "a vector's status");
        send.await();
        flat.expect("a vector in an ordinary receive", i -> value(left, 1, i));
        ContractBuffer into = buffer(kind, type);
        Request receive = comm.irecv(into.segment(), type, left, 43);
        flat.fill(i -> value(rank, 2, i));
        comm.send(flat.segment(), element, right, 43);
        receive.await();
        into.expect("an ordinary message in a vector", laid(type, i -> value(left, 2, i)));
    }

    /** Five elements for blocks of two: the third block's second stays as it was. */
    private void shorter() {
        VectorType type = new VectorType(ElementType.LONG, 4, 2, 3);
        for (Kind kind : Kind.values()) {
            ContractBuffer mine = ContractBuffer.of(kind, ElementType.LONG, 5).fill(i -> value(rank, 3, i));
            ContractBuffer theirs = buffer(kind, type);
            Request receive = comm.irecv(theirs.segment(), type, left, 44);
            comm.send(mine.segment(), ElementType.LONG, right, 44);
            demand(receive.await(), new Status(left, 44, 40), "status of a short message in a vector");
            theirs.expect("a short message in a vector", laid(type, i -> i < 5 ? value(left, 3, i) : GAP));
        }
    }

    private void nobody() {
        VectorType type = new VectorType(ElementType.LONG, 2, 1, 2);
        ContractBuffer buffer = buffer(Kind.HEAP, type);
        comm.isend(buffer.segment(), type, PROC_NULL, 1).await();
        Status nothing = comm.irecv(buffer.segment(), type, PROC_NULL, 1).await();
        demand(nothing.source(), PROC_NULL, "source of a vector from PROC_NULL");
        buffer.expect("a vector from PROC_NULL", i -> GAP);
    }

    private void refusals() {
        VectorType type = new VectorType(ElementType.LONG, 2, 1, 2);
        MemorySegment two = MemorySegment.ofArray(new long[2]);
        MemorySegment three = MemorySegment.ofArray(new long[3]);
        refused(() -> comm.isend(two, type, right, 1), "spans 24 bytes, the buffer has 16");
        refused(() -> comm.irecv(two, type, left, 1), "spans 24 bytes, the buffer has 16");
        refused(() -> comm.irecv(three.asReadOnly(), type, left, 1), "read-only");
        refused(() -> comm.isend(three, type, size, 1), "ranks are 0 to " + (size - 1));
    }
}
