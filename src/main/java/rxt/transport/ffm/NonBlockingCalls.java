package rxt.transport.ffm;

import java.lang.invoke.MethodHandle;

/** The library's collectives that only begin; each answers an error code. */
final class NonBlockingCalls {
    private static final MethodHandle IBARRIER = Mpi.function("MPI_Ibarrier", "hp");
    private static final MethodHandle IBCAST = Mpi.function("MPI_Ibcast", "pihihp");
    private static final MethodHandle IREDUCE = Mpi.function("MPI_Ireduce", "ppihhihp");
    private static final MethodHandle IALLREDUCE = Mpi.function("MPI_Iallreduce", "ppihhhp");
    private static final MethodHandle IGATHER = Mpi.function("MPI_Igather", "pihpihihp");
    private static final MethodHandle IALLGATHER = Mpi.function("MPI_Iallgather", "pihpihhp");
    private static final MethodHandle ISCATTER = Mpi.function("MPI_Iscatter", "pihpihihp");
    private static final MethodHandle IALLTOALL = Mpi.function("MPI_Ialltoall", "pihpihhp");
    private static final MethodHandle IALLTOALLV = Mpi.function("MPI_Ialltoallv", "ppphppphhp");

    private NonBlockingCalls() {}

    static int ibarrier(long comm, long request) {
        try {
            return (int) IBARRIER.invokeExact(comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int ibcast(long buffer, int count, long type, int root, long comm, long request) {
        try {
            return (int) IBCAST.invokeExact(buffer, count, type, root, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int ireduce(long send, long recv, int count, long type, long op, int root, long comm, long request) {
        try {
            return (int) IREDUCE.invokeExact(send, recv, count, type, op, root, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int iallreduce(long send, long recv, int count, long type, long op, long comm, long request) {
        try {
            return (int) IALLREDUCE.invokeExact(send, recv, count, type, op, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int igather(
            long send,
            int sendCount,
            long sendType,
            long recv,
            int recvCount,
            long recvType,
            int root,
            long comm,
            long request) {
        try {
            return (int) IGATHER.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, root, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int iallgather(
            long send, int sendCount, long sendType, long recv, int recvCount, long recvType, long comm, long request) {
        try {
            return (int) IALLGATHER.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int iscatter(
            long send,
            int sendCount,
            long sendType,
            long recv,
            int recvCount,
            long recvType,
            int root,
            long comm,
            long request) {
        try {
            return (int)
                    ISCATTER.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, root, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int ialltoall(
            long send, int sendCount, long sendType, long recv, int recvCount, long recvType, long comm, long request) {
        try {
            return (int) IALLTOALL.invokeExact(send, sendCount, sendType, recv, recvCount, recvType, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int ialltoallv(
            long send,
            long sendCounts,
            long sendDispls,
            long sendType,
            long recv,
            long recvCounts,
            long recvDispls,
            long recvType,
            long comm,
            long request) {
        try {
            return (int) IALLTOALLV.invokeExact(
                    send, sendCounts, sendDispls, sendType, recv, recvCounts, recvDispls, recvType, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }
}
