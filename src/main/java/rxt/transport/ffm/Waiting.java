package rxt.transport.ffm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

/**
 * How a rank waits inside a call: in the library, or, where cores are shared and the library would poll without ever
 * yielding its core (MPICH), by asking again and again between yields. The property {@value #PROPERTY} says so.
 *
 * <p>Libraries other than Open MPI are asked too where several threads of a rank may call: on a core that two threads
 * shared, MPI_Recv of MPICH 4.0.2 was seen to wait for ever for what the other thread had sent to its own rank.
 */
final class Waiting {
    static final String PROPERTY = "rxt.mpi.yield";
    static final boolean YIELDS = Boolean.getBoolean(PROPERTY)
            || (Session.concurrent() && !Mpi.LIBRARY.words().contains("Open MPI"));

    /** Times that are asked before the core is offered. */
    private static final int SPINS = 16;

    private Waiting() {}

    /**
     * A function that blocks, as {@link Mpi#function}; where this rank is to yield, the function's own non-blocking form,
     * waited for.
     */
    static MethodHandle function(String name, String parameters) {
        if (!YIELDS) {
            return Mpi.function(name, parameters);
        }
        String immediate = "MPI_I" + name.substring("MPI_".length()).toLowerCase(Locale.ROOT);
        MethodHandle begin = Mpi.function(immediate, parameters + "p");
        MethodHandle begun = MethodHandles.collectArguments(
                begin, parameters.length(), own("request", MethodType.methodType(long.class)));
        return MethodHandles.filterReturnValue(begun, own("completed", MethodType.methodType(int.class, int.class)));
    }

    private static MethodHandle own(String name, MethodType type) {
        try {
            return MethodHandles.lookup().findStatic(Waiting.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    @SuppressWarnings("UnusedMethod") // Found by its name.
    private static long request() {
        return Scratch.mine().request;
    }

    @SuppressWarnings("UnusedMethod") // Found by its name.
    private static int completed(int code) {
        if (code != 0) {
            return code;
        }
        Scratch scratch = Scratch.mine();
        return await(scratch.request, scratch);
    }

    /** Waits for a request; its status is then in the scratch. */
    static int await(long request, Scratch scratch) {
        if (!YIELDS) {
            return Calls.await(request, scratch.status);
        }
        for (int asked = 0; ; asked++) {
            int code = Calls.test(request, scratch.out, scratch.status);
            if (code != 0 || scratch.outInt() != 0) {
                return code;
            }
            pause(asked);
        }
    }

    /** Waits until a message could be received; its status is then in the scratch. */
    static int probe(int source, int tag, long comm, Scratch scratch) {
        if (!YIELDS) {
            return Calls.probe(source, tag, comm, scratch.status);
        }
        for (int asked = 0; ; asked++) {
            int code = Calls.iprobe(source, tag, comm, scratch.out, scratch.status);
            if (code != 0 || scratch.outInt() != 0) {
                return code;
            }
            pause(asked);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // The rank waited for may need this very core.
    private static void pause(int asked) {
        if (asked < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
