package rxt.spmd;

import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;

import java.lang.foreign.MemorySegment;
import java.util.function.IntToLongFunction;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of collectives that combine data. */
final class ContractReductions {
    private final Communicator comm;
    private final int rank;
    private final int size;

    ContractReductions(Communicator comm) {
        this.comm = comm;
        rank = comm.rank();
        size = comm.size();
    }

    void check() {
        for (ElementType type : ElementType.values()) {
            for (ReduceOp op : ReduceOp.values()) {
                if (op.accepts(type)) {
                    for (Kind kind : Kind.values()) {
                        all(type, op, kind, 7);
                    }
                    all(type, op, Kind.HEAP, 0);
                } else {
                    refused(type, op);
                }
            }
        }
        sameBits();
        arrays();
    }

    /** Buffers of 4 MiB. */
    void checkLarge() {
        allreduce(ElementType.DOUBLE, ReduceOp.SUM, Kind.HEAP, LARGE_BYTES / 8);
        allreduce(ElementType.LONG, ReduceOp.BXOR, Kind.OFF_HEAP, LARGE_BYTES / 8);
    }

    /** What rank {@code r} gives for element i: small, both signs, and exact in every type. */
    static long given(int r, int i) {
        return (r * 5L + i * 3L) % 7 - 3;
    }

    /** The combination of ranks 0 to {@code to} (exclusive), one after the other. */
    static IntToLongFunction combined(ReduceOp op, int to) {
        return i -> {
            long result = given(0, i);
            for (int r = 1; r < to; r++) {
                long next = given(r, i);
                result = switch (op) {
                    case SUM -> result + next;
                    case PROD -> result * next;
                    case MIN -> next < result ? next : result;
                    case MAX -> next > result ? next : result;
                    case BAND -> result & next;
                    case BOR -> result | next;
                    case BXOR -> result ^ next;
                };
            }
            return result;
        };
    }

    private void all(ElementType type, ReduceOp op, Kind kind, int count) {
        String what = " " + op;
        ContractBuffer mine = allreduce(type, op, kind, count);
        for (int root = 0; root < size; root++) {
            ContractBuffer atRoot = ContractBuffer.of(kind.next(), type, count);
            comm.reduce(mine.segment(), atRoot.segment(), type, op, root);
            if (rank == root) {
                atRoot.expect("reduce to " + root + what, combined(op, size));
            } else {
                atRoot.expectFreshFrom("reduce elsewhere" + what, 0);
            }
        }
        ContractBuffer through = ContractBuffer.of(kind.next(), type, count);
        comm.scan(mine.segment(), through.segment(), type, op);
        through.expect("scan" + what, combined(op, rank + 1));
        ContractBuffer before = ContractBuffer.of(kind.next(), type, count);
        comm.exscan(mine.segment(), before.segment(), type, op);
        if (rank == 0) {
            before.expectFreshFrom("exscan on rank 0" + what, 0);
        } else {
            before.expect("exscan" + what, combined(op, rank));
        }
        mine.expect("the reductions' own buffer" + what, i -> given(rank, i));
    }

    private ContractBuffer allreduce(ElementType type, ReduceOp op, Kind kind, int count) {
        ContractBuffer mine = ContractBuffer.of(kind, type, count).fill(i -> given(rank, i));
        ContractBuffer result = ContractBuffer.of(kind.next(), type, count);
        comm.allreduce(mine.segment(), result.segment(), type, op);
        result.expect("allreduce " + op, combined(op, size));
        return mine;
    }

    private void refused(ElementType type, ReduceOp op) {
        MemorySegment send = ContractBuffer.of(Kind.HEAP, type, 1).segment();
        MemorySegment recv = ContractBuffer.of(Kind.HEAP, type, 1).segment();
        Runnable[] calls = {
            () -> comm.allreduce(send, recv, type, op),
            () -> comm.reduce(send, recv, type, op, 0),
            () -> comm.scan(send, recv, type, op),
            () -> comm.exscan(send, recv, type, op)
        };
        for (Runnable call : calls) {
            String message = "none";
            try {
                call.run();
            } catch (CommunicationException e) {
                message = e.getMessage();
            }
            demand(
                    message.contains(op + " is not defined on " + type),
                    true,
                    "refusal of " + op + " on " + type + " (" + message + ")");
        }
    }

    /** Sums that depend on their order: all ranks see the same bits, twice. */
    private void sameBits() {
        double[] values = new double[64];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(rank * 100 + i) * Math.pow(10, (rank * 7 + i) % 17);
        }
        double[] first = comm.allreduce(values, ReduceOp.SUM);
        double[] again = comm.allreduce(values, ReduceOp.SUM);
        for (int i = 0; i < values.length; i++) {
            long bits = Double.doubleToRawLongBits(first[i]);
            demand(Double.doubleToRawLongBits(again[i]), bits, "bits of a repeated allreduce");
            for (long other : comm.allgather(new long[] {bits})) {
                demand(other, bits, "bits of allreduce on another rank");
            }
        }
    }

    private void arrays() {
        demand(comm.allreduce(rank + 1L, ReduceOp.SUM), size * (size + 1L) / 2, "allreduce of a long");
        demand(comm.allreduce(rank + 0.5, ReduceOp.MAX), size - 0.5, "allreduce of a double");
        demand(comm.allreduce(new long[] {rank, 1}, ReduceOp.MIN), new long[] {0, 1}, "allreduce of longs");
    }
}
