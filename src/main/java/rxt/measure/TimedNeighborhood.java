package rxt.measure;

import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;

/**
 * A neighbourhood whose exchanges are timed.
 *
 * @param neighbors the neighbourhood
 * @param clock where the time goes
 */
record TimedNeighborhood(Neighborhood neighbors, MessageClock clock) implements Neighborhood {
    @Override
    public int sources() {
        return neighbors.sources();
    }

    @Override
    public int destinations() {
        return neighbors.destinations();
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        long start = Ticks.read();
        neighbors.allgather(send, recv, type);
        clock.add(Call.NEIGHBOR_ALLGATHER, start);
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        long start = Ticks.read();
        neighbors.alltoall(send, recv, type);
        clock.add(Call.NEIGHBOR_ALLTOALL, start);
    }

    @Override
    public void alltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type) {
        long start = Ticks.read();
        neighbors.alltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type);
        clock.add(Call.NEIGHBOR_ALLTOALLV, start);
    }

    @Override
    public void close() {
        long start = Ticks.read();
        neighbors.close();
        clock.add(Call.CLOSE, start);
    }
}
