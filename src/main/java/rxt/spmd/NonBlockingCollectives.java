package rxt.spmd;

import java.lang.foreign.MemorySegment;

/**
 * The collectives of {@link Communicator} that only begin (MPI 4.1, section 6.12): buffers as there, in the library's
 * hands until the request is complete. Every rank begins them in the same order. Not every transport has them.
 */
public sealed interface NonBlockingCollectives permits Communicator {
    default Request ibarrier() {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request ibcast(MemorySegment buffer, ElementType type, int root) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request ireduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request igather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request iallgather(MemorySegment send, MemorySegment recv, ElementType type) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request iscatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request ialltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }

    default Request ialltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type) {
        throw Capability.NONBLOCKING_COLLECTIVES.missing();
    }
}
