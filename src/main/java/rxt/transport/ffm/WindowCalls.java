package rxt.transport.ffm;

import java.lang.invoke.MethodHandle;

/** The library's windows; each answers an error code. Places are bytes: windows have displacement unit 1. */
final class WindowCalls {
    private static final MethodHandle ALLOCATE = Mpi.function("MPI_Win_allocate", "lihhpp");
    private static final MethodHandle ALLOCATE_SHARED = Mpi.function("MPI_Win_allocate_shared", "lihhpp");
    private static final MethodHandle SHARED_QUERY = Mpi.function("MPI_Win_shared_query", "hippp");
    private static final MethodHandle SET_ERRHANDLER = Mpi.function("MPI_Win_set_errhandler", "hh");
    private static final MethodHandle FREE = Mpi.function("MPI_Win_free", "p");
    private static final MethodHandle FENCE = Mpi.function("MPI_Win_fence", "ih");
    private static final MethodHandle LOCK = Mpi.function("MPI_Win_lock", "iiih");
    private static final MethodHandle UNLOCK = Mpi.function("MPI_Win_unlock", "ih");
    private static final MethodHandle LOCK_ALL = Mpi.function("MPI_Win_lock_all", "ih");
    private static final MethodHandle UNLOCK_ALL = Mpi.function("MPI_Win_unlock_all", "h");
    private static final MethodHandle FLUSH = Mpi.function("MPI_Win_flush", "ih");
    private static final MethodHandle SYNC = Mpi.function("MPI_Win_sync", "h");
    private static final MethodHandle PUT = Mpi.function("MPI_Put", "pihilihh");
    private static final MethodHandle GET = Mpi.function("MPI_Get", "pihilihh");
    private static final MethodHandle ACCUMULATE = Mpi.function("MPI_Accumulate", "pihilihhh");
    private static final MethodHandle FETCH_AND_OP = Mpi.function("MPI_Fetch_and_op", "pphilhh");
    private static final MethodHandle COMPARE_AND_SWAP = Mpi.function("MPI_Compare_and_swap", "ppphilh");

    private WindowCalls() {}

    static int allocate(long bytes, int unit, long info, long comm, long base, long window) {
        try {
            return (int) ALLOCATE.invokeExact(bytes, unit, info, comm, base, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int allocateShared(long bytes, int unit, long info, long comm, long base, long window) {
        try {
            return (int) ALLOCATE_SHARED.invokeExact(bytes, unit, info, comm, base, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int sharedQuery(long window, int rank, long bytes, long unit, long base) {
        try {
            return (int) SHARED_QUERY.invokeExact(window, rank, bytes, unit, base);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int errhandler(long window, long handler) {
        try {
            return (int) SET_ERRHANDLER.invokeExact(window, handler);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int free(long window) {
        try {
            return (int) FREE.invokeExact(window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int fence(int hint, long window) {
        try {
            return (int) FENCE.invokeExact(hint, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int lock(int type, int target, int hint, long window) {
        try {
            return (int) LOCK.invokeExact(type, target, hint, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int unlock(int target, long window) {
        try {
            return (int) UNLOCK.invokeExact(target, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int lockAll(int hint, long window) {
        try {
            return (int) LOCK_ALL.invokeExact(hint, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int unlockAll(long window) {
        try {
            return (int) UNLOCK_ALL.invokeExact(window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int flush(int target, long window) {
        try {
            return (int) FLUSH.invokeExact(target, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int sync(long window) {
        try {
            return (int) SYNC.invokeExact(window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int put(
            long origin, int count, long type, int target, long place, int targetCount, long targetType, long window) {
        try {
            return (int) PUT.invokeExact(origin, count, type, target, place, targetCount, targetType, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int get(
            long origin, int count, long type, int target, long place, int targetCount, long targetType, long window) {
        try {
            return (int) GET.invokeExact(origin, count, type, target, place, targetCount, targetType, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int accumulate(
            long origin,
            int count,
            long type,
            int target,
            long place,
            int targetCount,
            long targetType,
            long op,
            long window) {
        try {
            return (int)
                    ACCUMULATE.invokeExact(origin, count, type, target, place, targetCount, targetType, op, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int fetchAndOp(long origin, long result, long type, int target, long place, long op, long window) {
        try {
            return (int) FETCH_AND_OP.invokeExact(origin, result, type, target, place, op, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    static int compareAndSwap(long origin, long compared, long result, long type, int target, long place, long window) {
        try {
            return (int) COMPARE_AND_SWAP.invokeExact(origin, compared, result, type, target, place, window);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }
}
