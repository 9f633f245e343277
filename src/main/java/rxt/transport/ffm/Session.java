package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.CommunicationException;
import rxt.spmd.ThreadLevel;

/** The library between its beginning and its end: who may call it. */
final class Session {
    private static volatile ThreadLevel asked;

    private Session() {}

    /** What the library granted; loaded once it runs, so that the compiler takes both for constants. */
    private static final class Granted {
        static final ThreadLevel LEVEL = init(asked);
        static final Thread BODY = Thread.currentThread();
    }

    /** Initialises the library, on the thread that runs the rank's body. */
    static void begin(ThreadLevel level) {
        if (asked != null) {
            throw new CommunicationException("MPI begins once in a process; start another for another run");
        }
        asked = level;
        ThreadLevel _ = level();
    }

    private static ThreadLevel init(ThreadLevel level) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment provided = arena.allocate(ValueLayout.JAVA_INT);
            Signals signals = Mpi.SIGNALS;
            int code = SetupCalls.initThread(0, 0, Mpi.constant(constant(level)), provided.address());
            if (code != 0) {
                throw Mpi.failure(code, 0, "MPI_Init_thread of " + Mpi.LIBRARY.version());
            }
            signals.restore();
            ThreadLevel granted = ThreadLevel.SINGLE;
            for (ThreadLevel each : ThreadLevel.values()) {
                if (Mpi.constant(constant(each)) <= provided.get(ValueLayout.JAVA_INT, 0)) {
                    granted = each;
                }
            }
            return granted;
        }
    }

    private static Constant constant(ThreadLevel level) {
        return switch (level) {
            case SINGLE -> Constant.THREAD_SINGLE;
            case FUNNELED -> Constant.THREAD_FUNNELED;
            case SERIALIZED -> Constant.THREAD_SERIALIZED;
            case MULTIPLE -> Constant.THREAD_MULTIPLE;
        };
    }

    static ThreadLevel level() {
        return Granted.LEVEL;
    }

    /** Whether threads may call at once. */
    static boolean concurrent() {
        return Granted.LEVEL == ThreadLevel.MULTIPLE;
    }

    /** Demands that this thread may call. */
    static void requireThread() {
        if (Granted.LEVEL.compareTo(ThreadLevel.FUNNELED) <= 0
                && !Thread.currentThread().equals(Granted.BODY)) {
            throw new CommunicationException(
                    "thread " + Thread.currentThread().getName() + " may not call: thread level "
                            + Granted.LEVEL + " permits only " + Granted.BODY.getName()
                            + ", which runs the rank's body; ask the transport for SERIALIZED or MULTIPLE");
        }
    }
}
