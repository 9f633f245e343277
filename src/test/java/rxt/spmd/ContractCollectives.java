package rxt.spmd;

import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of collectives that move data. */
final class ContractCollectives {
    private final Communicator comm;
    private final int rank;
    private final int size;

    ContractCollectives(Communicator comm) {
        this.comm = comm;
        rank = comm.rank();
        size = comm.size();
    }

    void check() {
        barrier();
        for (ElementType type : ElementType.values()) {
            for (Kind kind : Kind.values()) {
                for (int count : new int[] {0, 1, 7}) {
                    all(type, kind, count);
                }
                uneven(type, kind);
            }
        }
        arrays();
    }

    /** Buffers of 4 MiB. */
    void checkLarge() {
        bcast(ElementType.DOUBLE, Kind.HEAP, LARGE_BYTES / 8, size - 1);
        bcast(ElementType.LONG, Kind.OFF_HEAP, LARGE_BYTES / 8, 0);
        everyone(ElementType.DOUBLE, Kind.HEAP_SLICE, LARGE_BYTES / 8 / size);
        everyone(ElementType.LONG, Kind.OFF_HEAP_SLICE, LARGE_BYTES / 8 / size);
    }

    private static long value(int from, int to, int i) {
        return (from * 31L + to * 17L + i * 7L) % 100;
    }

    /** Nobody leaves before the last has come: each rank in turn comes late. */
    private void barrier() {
        for (int late = 0; late < size; late++) {
            comm.barrier();
            if (rank == late) {
                sleep(30);
            }
            long came = System.currentTimeMillis();
            comm.barrier();
            long left = System.currentTimeMillis();
            long[] lateCame = {came};
            comm.bcast(lateCame, late);
            demand(left >= lateCame[0], true, "left the barrier after rank " + late + " had come");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private void all(ElementType type, Kind kind, int count) {
        for (int root = 0; root < size; root++) {
            bcast(type, kind, count, root);
            gather(type, kind, count, root);
            scatter(type, kind, count, root);
        }
        everyone(type, kind, count);
    }

    private void everyone(ElementType type, Kind kind, int count) {
        ContractBuffer mine = ContractBuffer.of(kind, type, count).fill(i -> value(rank, 0, i));
        ContractBuffer everyone = ContractBuffer.of(kind.next(), type, count * size);
        comm.allgather(mine.segment(), everyone.segment(), type);
        everyone.expect("allgather", i -> value(i / count, 0, i % count));
        ContractBuffer parts = ContractBuffer.of(kind, type, count * size).fill(i -> value(rank, i / count, i % count));
        ContractBuffer dealt = ContractBuffer.of(kind.next(), type, count * size);
        comm.alltoall(parts.segment(), dealt.segment(), type);
        dealt.expect("alltoall", i -> value(i / count, rank, i % count));
        parts.expect("alltoall's own buffer", i -> value(rank, i / count, i % count));
    }

    private void bcast(ElementType type, Kind kind, int count, int root) {
        ContractBuffer buffer = ContractBuffer.of(kind, type, count);
        if (rank == root) {
            buffer.fill(i -> value(root, 1, i));
        }
        comm.bcast(buffer.segment(), type, root);
        buffer.expect("bcast from " + root, i -> value(root, 1, i));
    }

    private void gather(ElementType type, Kind kind, int count, int root) {
        ContractBuffer mine = ContractBuffer.of(kind, type, count).fill(i -> value(rank, root, i));
        ContractBuffer everyone = ContractBuffer.of(kind.next(), type, count * size);
        comm.gather(mine.segment(), everyone.segment(), type, root);
        if (rank == root) {
            everyone.expect("gather at " + root, i -> value(i / count, root, i % count));
        } else {
            everyone.expectFreshFrom("gather elsewhere", 0);
        }
    }

    private void scatter(ElementType type, Kind kind, int count, int root) {
        ContractBuffer parts = ContractBuffer.of(kind, type, count * size);
        if (rank == root) {
            parts.fill(i -> value(root, i / count, i % count));
        }
        ContractBuffer mine = ContractBuffer.of(kind.next(), type, count);
        comm.scatter(parts.segment(), mine.segment(), type, root);
        mine.expect("scatter from " + root, i -> value(root, rank, i));
    }

    /** Parts of r·3 elements (none for rank 0) in descending places, two elements apart. */
    private void uneven(ElementType type, Kind kind) {
        int[] counts = new int[size];
        int[] displs = new int[size];
        int total = 1;
        for (int r = size - 1; r >= 0; r--) {
            counts[r] = 3 * r;
            displs[r] = total;
            total += counts[r] + 2;
        }
        int length = total;
        ContractBuffer mine = ContractBuffer.of(kind, type, counts[rank]).fill(i -> value(rank, 2, i));
        for (int root = 0; root < size; root++) {
            ContractBuffer everyone =
                    ContractBuffer.of(kind.next(), type, length).fill(i -> 99);
            comm.gatherv(mine.segment(), everyone.segment(), counts, displs, type, root);
            everyone.expect("gatherv at " + root, rank == root ? placed(counts, displs) : i -> 99);
            ContractBuffer parts = ContractBuffer.of(kind, type, length).fill(placed(counts, displs));
            ContractBuffer dealt = ContractBuffer.of(kind.next(), type, counts[rank]);
            comm.scatterv(parts.segment(), counts, displs, dealt.segment(), type, root);
            dealt.expect("scatterv from " + root, i -> value(rank, 2, i));
        }
        ContractBuffer everyone = ContractBuffer.of(kind.next(), type, length).fill(i -> 99);
        comm.allgatherv(mine.segment(), everyone.segment(), counts, displs, type);
        everyone.expect("allgatherv", placed(counts, displs));
        unevenAlltoall(type, kind);
    }

    private static java.util.function.IntToLongFunction placed(int[] counts, int[] displs) {
        return i -> {
            for (int r = 0; r < counts.length; r++) {
                if (i >= displs[r] && i < displs[r] + counts[r]) {
                    return value(r, 2, i - displs[r]);
                }
            }
            return 99;
        };
    }

    /** From rank s to rank d go (s + 2d) mod 4 elements; the parts lie in reverse order with gaps. */
    private void unevenAlltoall(ElementType type, Kind kind) {
        int[] sendCounts = new int[size];
        int[] recvCounts = new int[size];
        int[] displs = new int[size];
        for (int peer = 0; peer < size; peer++) {
            sendCounts[peer] = (rank + 2 * peer) % 4;
            recvCounts[peer] = (peer + 2 * rank) % 4;
            displs[peer] = (size - 1 - peer) * 5 + 1;
        }
        ContractBuffer send = ContractBuffer.of(kind, type, 5 * size).fill(i -> {
            int to = size - 1 - Math.max(i - 1, 0) / 5;
            return value(rank, to, i - displs[to]);
        });
        ContractBuffer recv = ContractBuffer.of(kind.next(), type, 5 * size).fill(i -> 99);
        comm.alltoallv(send.segment(), sendCounts, displs, recv.segment(), recvCounts, displs, type);
        recv.expect("alltoallv", i -> {
            int from = size - 1 - Math.max(i - 1, 0) / 5;
            int within = i - displs[from];
            return within >= 0 && within < recvCounts[from] ? value(from, rank, within) : 99;
        });
    }

    private void arrays() {
        double[] doubles = {rank == 0 ? 1.5 : 0};
        comm.bcast(doubles, 0);
        demand(doubles[0], 1.5, "bcast of doubles");
        byte[] bytes = {(byte) (rank == size - 1 ? 7 : 0)};
        comm.bcast(bytes, size - 1);
        demand(bytes[0], (byte) 7, "bcast of bytes");
        long[] everyone = comm.allgather(new long[] {rank, -rank});
        double[] halves = comm.allgather(new double[] {rank / 2.0});
        byte[][] names = comm.allgather("r".repeat(rank).getBytes(StandardCharsets.US_ASCII));
        for (int r = 0; r < size; r++) {
            demand(Arrays.copyOfRange(everyone, 2 * r, 2 * r + 2), new long[] {r, -r}, "allgather of longs");
            demand(halves[r], r / 2.0, "allgather of doubles");
            demand(new String(names[r], StandardCharsets.US_ASCII), "r".repeat(r), "allgather of byte strings");
        }
    }
}
