package rxt.transport.ffm;

import java.lang.invoke.MethodHandle;

/** The library's neighbourhoods, and communicators of one node; each answers an error code. */
final class GraphCalls {
    private static final MethodHandle DIST_GRAPH = Mpi.function("MPI_Dist_graph_create_adjacent", "hippipphip");
    private static final MethodHandle COMM_SPLIT_TYPE = Mpi.function("MPI_Comm_split_type", "hiihp");
    private static final MethodHandle COMM_FREE = Mpi.function("MPI_Comm_free", "p");
    private static final MethodHandle ALLGATHER = Waiting.function("MPI_Neighbor_allgather", "pihpihh");
    private static final MethodHandle ALLTOALL = Waiting.function("MPI_Neighbor_alltoall", "pihpihh");
    private static final MethodHandle ALLTOALLV = Waiting.function("MPI_Neighbor_alltoallv", "ppphppphh");

    private GraphCalls() {}

    static int adjacent(
            long comm,
            int in,
            long sources,
            long sourceWeights,
            int out,
            long destinations,
            long destinationWeights,
            long info,
            int reorder,
            long result) {
        try {
            return (int) DIST_GRAPH.invokeExact(
                    comm, in, sources, sourceWeights, out, destinations, destinationWeights, info, reorder, result);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int splitType(long comm, int type, int key, long info, long result) {
        try {
            return (int) COMM_SPLIT_TYPE.invokeExact(comm, type, key, info, result);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int free(long comm) {
        try {
            return (int) COMM_FREE.invokeExact(comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int allgather(long send, int sendCount, long sendType, long recv, int recvCount, long recvType, long comm) {
        try {
            return (int) ALLGATHER.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int alltoall(long send, int sendCount, long sendType, long recv, int recvCount, long recvType, long comm) {
        try {
            return (int) ALLTOALL.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int alltoallv(
            long send,
            long sendCounts,
            long sendDispls,
            long sendType,
            long recv,
            long recvCounts,
            long recvDispls,
            long recvType,
            long comm) {
        try {
            return (int) ALLTOALLV.invokeExact(
                    send, sendCounts, sendDispls, sendType, recv, recvCounts, recvDispls, recvType, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }
}
