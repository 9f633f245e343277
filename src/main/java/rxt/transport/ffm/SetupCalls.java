package rxt.transport.ffm;

import java.lang.invoke.MethodHandle;

/** The library's functions for its beginning and end, communicators and datatypes; each answers an error code. */
final class SetupCalls {
    private static final MethodHandle INIT_THREAD = Mpi.function("MPI_Init_thread", "ppip");
    private static final MethodHandle FINALIZE = Mpi.function("MPI_Finalize", "");
    private static final MethodHandle ABORT = Mpi.function("MPI_Abort", "hi");
    private static final MethodHandle COMM_RANK = Mpi.function("MPI_Comm_rank", "hp");
    private static final MethodHandle COMM_SIZE = Mpi.function("MPI_Comm_size", "hp");
    private static final MethodHandle COMM_SPLIT = Mpi.function("MPI_Comm_split", "hiip");
    private static final MethodHandle COMM_SET_ERRHANDLER = Mpi.function("MPI_Comm_set_errhandler", "hh");
    private static final MethodHandle TYPE_VECTOR = Mpi.function("MPI_Type_vector", "iiihp");
    private static final MethodHandle TYPE_COMMIT = Mpi.function("MPI_Type_commit", "p");

    private SetupCalls() {}

    static int initThread(long argc, long argv, int required, long provided) {
        try {
            return (int) INIT_THREAD.invokeExact(argc, argv, required, provided);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int finish() {
        try {
            return (int) FINALIZE.invokeExact();
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int abort(long comm, int exitCode) {
        try {
            return (int) ABORT.invokeExact(comm, exitCode);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int rank(long comm, long rank) {
        try {
            return (int) COMM_RANK.invokeExact(comm, rank);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int size(long comm, long size) {
        try {
            return (int) COMM_SIZE.invokeExact(comm, size);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int split(long comm, int color, int key, long result) {
        try {
            return (int) COMM_SPLIT.invokeExact(comm, color, key, result);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int errhandler(long comm, long handler) {
        try {
            return (int) COMM_SET_ERRHANDLER.invokeExact(comm, handler);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int vector(int count, int blockLength, int stride, long element, long result) {
        try {
            return (int) TYPE_VECTOR.invokeExact(count, blockLength, stride, element, result);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int commit(long type) {
        try {
            return (int) TYPE_COMMIT.invokeExact(type);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }
}
