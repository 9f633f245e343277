package rxt.transport.ffm;

import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The library's functions for messages and requests; each answers an error code. */
final class Calls {
    private static final MethodHandle SEND = Waiting.function("MPI_Send", "pihiih");
    private static final MethodHandle RECV = receive();
    private static final MethodHandle SENDRECV = Mpi.function("MPI_Sendrecv", "pihiipihiihp");
    private static final MethodHandle ISEND = Mpi.function("MPI_Isend", "pihiihp");
    private static final MethodHandle IRECV = Mpi.function("MPI_Irecv", "pihiihp");
    private static final MethodHandle WAIT = Mpi.function("MPI_Wait", "pp");
    private static final MethodHandle TEST = Mpi.function("MPI_Test", "ppp");
    private static final MethodHandle PROBE = Mpi.function("MPI_Probe", "iihp");
    private static final MethodHandle IPROBE = Mpi.function("MPI_Iprobe", "iihpp");
    private static final MethodHandle GET_ELEMENTS_X =
            Mpi.function("MPI_Get_elements_x", "php", Linker.Option.critical(false));
    private static final MethodHandle SEND_INIT = Mpi.function("MPI_Send_init", "pihiihp");
    private static final MethodHandle RECV_INIT = Mpi.function("MPI_Recv_init", "pihiihp");
    private static final MethodHandle START = Mpi.function("MPI_Start", "p");
    private static final MethodHandle REQUEST_FREE = Mpi.function("MPI_Request_free", "p");

    private Calls() {}

    /** The status is the scratch's, where waiting leaves it, too. */
    private static MethodHandle receive() {
        return Waiting.YIELDS
                ? MethodHandles.dropArguments(Waiting.function("MPI_Recv", "pihiih"), 6, long.class)
                : Mpi.function("MPI_Recv", "pihiihp");
    }

    static int send(long buffer, int count, long type, int dest, int tag, long comm) {
        try {
            return (int) SEND.invokeExact(buffer, count, type, dest, tag, comm);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int recv(long buffer, int count, long type, int source, int tag, long comm, long status) {
        try {
            return (int) RECV.invokeExact(buffer, count, type, source, tag, comm, status);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int sendrecv(
            long send,
            int sendCount,
            long sendType,
            int dest,
            int sendTag,
            long recv,
            int recvCount,
            long recvType,
            int source,
            int recvTag,
            long comm,
            long status) {
        try {
            return (int) SENDRECV.invokeExact(
                    send, sendCount, sendType, dest, sendTag, recv, recvCount, recvType, source, recvTag, comm, status);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int isend(long buffer, int count, long type, int dest, int tag, long comm, long request) {
        try {
            return (int) ISEND.invokeExact(buffer, count, type, dest, tag, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int irecv(long buffer, int count, long type, int source, int tag, long comm, long request) {
        try {
            return (int) IRECV.invokeExact(buffer, count, type, source, tag, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int await(long request, long status) {
        try {
            return (int) WAIT.invokeExact(request, status);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int test(long request, long flag, long status) {
        try {
            return (int) TEST.invokeExact(request, flag, status);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int probe(int source, int tag, long comm, long status) {
        try {
            return (int) PROBE.invokeExact(source, tag, comm, status);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int iprobe(int source, int tag, long comm, long flag, long status) {
        try {
            return (int) IPROBE.invokeExact(source, tag, comm, flag, status);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int elements(long status, long type, long count) {
        try {
            return (int) GET_ELEMENTS_X.invokeExact(status, type, count);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int sendInit(long buffer, int count, long type, int dest, int tag, long comm, long request) {
        try {
            return (int) SEND_INIT.invokeExact(buffer, count, type, dest, tag, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int recvInit(long buffer, int count, long type, int source, int tag, long comm, long request) {
        try {
            return (int) RECV_INIT.invokeExact(buffer, count, type, source, tag, comm, request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int start(long request) {
        try {
            return (int) START.invokeExact(request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int freeRequest(long request) {
        try {
            return (int) REQUEST_FREE.invokeExact(request);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }
}
