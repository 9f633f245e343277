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
        clock.timed(() -> neighbors.allgather(send, recv, type));
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        clock.timed(() -> neighbors.alltoall(send, recv, type));
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
        clock.timed(() -> neighbors.alltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type));
    }

    @Override
    public void close() {
        clock.timed(neighbors::close);
    }
}
