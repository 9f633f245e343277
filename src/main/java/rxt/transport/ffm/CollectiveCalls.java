package rxt.transport.ffm;

import java.lang.invoke.MethodHandle;

/** The library's blocking collectives; each answers an error code. */
final class CollectiveCalls {
    private static final MethodHandle BARRIER = Waiting.function("MPI_Barrier", "h");
    private static final MethodHandle BCAST = Waiting.function("MPI_Bcast", "pihih");
    private static final MethodHandle REDUCE = Waiting.function("MPI_Reduce", "ppihhih");
    private static final MethodHandle ALLREDUCE = Waiting.function("MPI_Allreduce", "ppihhh");
    private static final MethodHandle SCAN = Waiting.function("MPI_Scan", "ppihhh");
    private static final MethodHandle EXSCAN = Waiting.function("MPI_Exscan", "ppihhh");
    private static final MethodHandle GATHER = Waiting.function("MPI_Gather", "pihpihih");
    private static final MethodHandle GATHERV = Waiting.function("MPI_Gatherv", "pihppphih");
    private static final MethodHandle ALLGATHER = Waiting.function("MPI_Allgather", "pihpihh");
    private static final MethodHandle ALLGATHERV = Waiting.function("MPI_Allgatherv", "pihppphh");
    private static final MethodHandle SCATTER = Waiting.function("MPI_Scatter", "pihpihih");
    private static final MethodHandle SCATTERV = Waiting.function("MPI_Scatterv", "ppphpihih");
    private static final MethodHandle ALLTOALL = Waiting.function("MPI_Alltoall", "pihpihh");
    private static final MethodHandle ALLTOALLV = Waiting.function("MPI_Alltoallv", "ppphppphh");

    private CollectiveCalls() {}

    static int barrier(long comm) {
        try {
            return (int) BARRIER.invokeExact(comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int bcast(long buffer, int count, long type, int root, long comm) {
        try {
            return (int) BCAST.invokeExact(buffer, count, type, root, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int reduce(long send, long recv, int count, long type, long op, int root, long comm) {
        try {
            return (int) REDUCE.invokeExact(send, recv, count, type, op, root, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int allreduce(long send, long recv, int count, long type, long op, long comm) {
        try {
            return (int) ALLREDUCE.invokeExact(send, recv, count, type, op, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int scan(long send, long recv, int count, long type, long op, long comm) {
        try {
            return (int) SCAN.invokeExact(send, recv, count, type, op, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int exscan(long send, long recv, int count, long type, long op, long comm) {
        try {
            return (int) EXSCAN.invokeExact(send, recv, count, type, op, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int gather(
            long send, int sendCount, long sendType, long recv, int recvCount, long recvType, int root, long comm) {
        try {
            return (int) GATHER.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, root, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int gatherv(
            long send,
            int sendCount,
            long sendType,
            long recv,
            long counts,
            long displs,
            long recvType,
            int root,
            long comm) {
        try {
            return (int) GATHERV.invokeExact(send, sendCount, sendType, recv, counts, displs, recvType, root, comm);
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

    static int allgatherv(
            long send, int sendCount, long sendType, long recv, long counts, long displs, long recvType, long comm) {
        try {
            return (int) ALLGATHERV.invokeExact(send, sendCount, sendType, recv, counts, displs, recvType, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int scatter(
            long send, int sendCount, long sendType, long recv, int recvCount, long recvType, int root, long comm) {
        try {
            return (int) SCATTER.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, root, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int scatterv(
            long send,
            long counts,
            long displs,
            long sendType,
            long recv,
            int recvCount,
            long recvType,
            int root,
            long comm) {
        try {
            return (int) SCATTERV.invokeExact(send, counts, displs, sendType, recv, recvCount, recvType, root, comm);
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
