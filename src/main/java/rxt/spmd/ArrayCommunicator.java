package rxt.spmd;

import java.lang.foreign.MemorySegment;

/** Calls of {@link Communicator} on arrays and single values: each wraps its arguments and calls the segment form. */
public sealed interface ArrayCommunicator permits Communicator {
    private Communicator self() {
        return (Communicator) this;
    }

    default void send(double[] values, int dest, int tag) {
        self().send(MemorySegment.ofArray(values), ElementType.DOUBLE, dest, tag);
    }

    default Status recv(double[] values, int source, int tag) {
        return self().recv(MemorySegment.ofArray(values), ElementType.DOUBLE, source, tag);
    }

    default void send(long[] values, int dest, int tag) {
        self().send(MemorySegment.ofArray(values), ElementType.LONG, dest, tag);
    }

    default Status recv(long[] values, int source, int tag) {
        return self().recv(MemorySegment.ofArray(values), ElementType.LONG, source, tag);
    }

    default void bcast(double[] values, int root) {
        self().bcast(MemorySegment.ofArray(values), ElementType.DOUBLE, root);
    }

    default void bcast(long[] values, int root) {
        self().bcast(MemorySegment.ofArray(values), ElementType.LONG, root);
    }

    default void bcast(byte[] values, int root) {
        self().bcast(MemorySegment.ofArray(values), ElementType.BYTE, root);
    }

    default double allreduce(double value, ReduceOp op) {
        return allreduce(new double[] {value}, op)[0];
    }

    default long allreduce(long value, ReduceOp op) {
        return allreduce(new long[] {value}, op)[0];
    }

    default double[] allreduce(double[] values, ReduceOp op) {
        double[] result = new double[values.length];
        self().allreduce(MemorySegment.ofArray(values), MemorySegment.ofArray(result), ElementType.DOUBLE, op);
        return result;
    }

    default long[] allreduce(long[] values, ReduceOp op) {
        long[] result = new long[values.length];
        self().allreduce(MemorySegment.ofArray(values), MemorySegment.ofArray(result), ElementType.LONG, op);
        return result;
    }

    /** The ranks' equally long arrays one behind the other, on every rank. */
    default double[] allgather(double[] values) {
        double[] all = new double[values.length * self().size()];
        self().allgather(MemorySegment.ofArray(values), MemorySegment.ofArray(all), ElementType.DOUBLE);
        return all;
    }

    /** The ranks' equally long arrays one behind the other, on every rank. */
    default long[] allgather(long[] values) {
        long[] all = new long[values.length * self().size()];
        self().allgather(MemorySegment.ofArray(values), MemorySegment.ofArray(all), ElementType.LONG);
        return all;
    }

    /** The ranks' byte strings, of any lengths, on every rank. */
    default byte[][] allgather(byte[] bytes) {
        Communicator comm = self();
        long[] lengths = allgather(new long[] {bytes.length});
        int[] counts = new int[comm.size()];
        int[] displs = new int[comm.size()];
        int total = 0;
        for (int r = 0; r < counts.length; r++) {
            counts[r] = Math.toIntExact(lengths[r]);
            displs[r] = total;
            total = Math.addExact(total, counts[r]);
        }
        byte[] all = new byte[total];
        comm.allgatherv(MemorySegment.ofArray(bytes), MemorySegment.ofArray(all), counts, displs, ElementType.BYTE);
        byte[][] parts = new byte[counts.length][];
        for (int r = 0; r < parts.length; r++) {
            parts[r] = java.util.Arrays.copyOfRange(all, displs[r], displs[r] + counts[r]);
        }
        return parts;
    }
}
