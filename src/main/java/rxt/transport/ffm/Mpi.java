package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;

/**
 * The one MPI library of this process, its functions and what it calls MPI's constants; all static and final, so that
 * the compiler knows them.
 *
 * <p>A handle is a long here, whatever it is in the library; so is an address.
 */
final class Mpi {
    /** As they were before the library was loaded. */
    static final Signals SIGNALS = Signals.now();

    static final Launch LAUNCH = Launch.of(System.getenv());
    static final Library LIBRARY = Library.find(LAUNCH);

    static final long COMM_WORLD = handle(Handle.COMM_WORLD);
    static final int STATUS_SOURCE = constant(Constant.STATUS_SOURCE);

    /**
     * Whether an exchange of a rank with itself alone goes wrong: in MPICH 4.0.2, MPI_Alltoall and MPI_Alltoallv of one
     * rank deliver to a receive of any tag that is posted (C programs are hit as well).
     */
    static final boolean EXCHANGES_ALONE_FAIL = LIBRARY.abi() == Abi.MPICH;

    /** Counts of messages are read as bytes of this type. */
    static final long BYTE = handle(Handle.BYTE);

    private static final boolean INT_HANDLES = LIBRARY.abi().handle().equals(ValueLayout.JAVA_INT);
    private static final int ANY_SOURCE = constant(Constant.ANY_SOURCE);
    private static final int ANY_TAG = constant(Constant.ANY_TAG);
    private static final int PROC_NULL = constant(Constant.PROC_NULL);
    private static final int TRUNCATED = constant(Constant.ERR_TRUNCATE);

    private static final long INT8 = handle(Handle.INT8);
    private static final long INT32 = handle(Handle.INT32);
    private static final long INT64 = handle(Handle.INT64);
    private static final long FLOAT = handle(Handle.FLOAT);
    private static final long DOUBLE = handle(Handle.DOUBLE);
    private static final long SUM = handle(Handle.SUM);
    private static final long PROD = handle(Handle.PROD);
    private static final long MIN = handle(Handle.MIN);
    private static final long MAX = handle(Handle.MAX);
    private static final long BAND = handle(Handle.BAND);
    private static final long BOR = handle(Handle.BOR);
    private static final long BXOR = handle(Handle.BXOR);

    /** Must be made before the functions. */
    private static final MethodHandle MISSING = missing();

    private static final MethodHandle ERROR_STRING = function("MPI_Error_string", "ipp");
    private static final MethodHandle ERROR_CLASS = function("MPI_Error_class", "ip");

    private Mpi() {}

    /**
     * A function of the library that answers an error code. Where the library lacks it, a call says so: an exception
     * now would be that of a class which cannot be initialised.
     *
     * @param parameters one letter each: {@code i} an int, {@code l} a long (MPI_Aint, MPI_Count), {@code p} an address,
     *     {@code h} a handle
     * @return takes an int for {@code i}, a long for each other
     */
    @SuppressWarnings("restricted") // Calling native functions is what this package is for.
    static MethodHandle function(String name, String parameters, Linker.Option... options) {
        MemoryLayout[] layouts = parameters.chars().mapToObj(Mpi::layout).toArray(MemoryLayout[]::new);
        Class<?>[] types = parameters
                .chars()
                .mapToObj(letter -> letter == 'i' ? int.class : long.class)
                .toArray(Class<?>[]::new);
        if (!has(name)) {
            return MethodHandles.dropArguments(MISSING.bindTo(name), 0, types);
        }
        MethodHandle call = Linker.nativeLinker()
                .downcallHandle(
                        LIBRARY.symbols().findOrThrow(name),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts),
                        options);
        return MethodHandles.explicitCastArguments(call, MethodType.methodType(int.class, types));
    }

    /** Whether the library has a function of that name. */
    static boolean has(String name) {
        return LIBRARY.symbols().find(name).isPresent();
    }

    @SuppressWarnings("UnusedMethod") // Found by its name.
    private static int missing(String name) {
        throw Features.missing(name, LIBRARY.version() + " (" + LIBRARY.name() + ")");
    }

    private static MethodHandle missing() {
        try {
            return MethodHandles.lookup()
                    .findStatic(Mpi.class, "missing", MethodType.methodType(int.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("missing", e);
        }
    }

    private static MemoryLayout layout(int letter) {
        return switch (letter) {
            case 'i' -> ValueLayout.JAVA_INT;
            // As a long, an address needs no segment object and no look at its scope.
            case 'p', 'l' -> ValueLayout.JAVA_LONG;
            case 'h' -> LIBRARY.abi().handle();
            default -> throw new IllegalArgumentException("no parameter is a '" + (char) letter + "'");
        };
    }

    static long handle(Handle handle) {
        return handle.in(LIBRARY.abi(), LIBRARY.symbols());
    }

    static int constant(Constant constant) {
        return constant.in(LIBRARY.abi());
    }

    /** The handle that the library has written there. */
    static long handleAt(MemorySegment memory, long offset) {
        return INT_HANDLES ? memory.get(ValueLayout.JAVA_INT, offset) : memory.get(ValueLayout.JAVA_LONG, offset);
    }

    /** Memory with a handle, for functions that free what it names. */
    static MemorySegment handleIn(Arena arena, long handle) {
        MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG);
        if (INT_HANDLES) {
            memory.set(ValueLayout.JAVA_INT, 0, (int) handle);
        } else {
            memory.set(ValueLayout.JAVA_LONG, 0, handle);
        }
        return memory;
    }

    /** The datatype of an element. */
    static long of(ElementType type) {
        return switch (type) {
            case BYTE -> INT8;
            case INT -> INT32;
            case LONG -> INT64;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
        };
    }

    static long of(ReduceOp op) {
        return switch (op) {
            case SUM -> SUM;
            case PROD -> PROD;
            case MIN -> MIN;
            case MAX -> MAX;
            case BAND -> BAND;
            case BOR -> BOR;
            case BXOR -> BXOR;
        };
    }

    /** A rank, ANY_SOURCE or PROC_NULL in the library's terms. */
    static int rank(int rank) {
        return rank >= 0 ? rank : rank == Communicator.ANY_SOURCE ? ANY_SOURCE : PROC_NULL;
    }

    /** A tag or ANY_TAG in the library's terms. */
    static int tag(int tag) {
        return tag >= 0 ? tag : ANY_TAG;
    }

    /** A status' rank in RxT's terms. */
    static int source(int rank) {
        return rank >= 0 ? rank : rank == PROC_NULL ? Communicator.PROC_NULL : Communicator.ANY_SOURCE;
    }

    /** A status' tag in RxT's terms. */
    static int tagOf(int tag) {
        return tag == ANY_TAG ? Communicator.ANY_TAG : tag;
    }

    /** Whether an error says that a message is longer than its receive. */
    static boolean truncated(int code) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errorClass = arena.allocate(ValueLayout.JAVA_INT);
            int _ = (int) ERROR_CLASS.invokeExact(code, errorClass.address());
            return errorClass.get(ValueLayout.JAVA_INT, 0) == TRUNCATED;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The error of a call, in the library's words. */
    static CommunicationException failure(int code, int rank, String call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(Constant.TEXT_BYTES);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
            int _ = (int) ERROR_STRING.invokeExact(code, text.address(), length.address());
            return new CommunicationException("rank " + rank + ": " + call + ": " + text.getString(0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A downcall throws nothing of its own. */
    static RuntimeException unexpected(Throwable cause) {
        if (cause instanceof RuntimeException exception) {
            return exception;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new CommunicationException("a call of the MPI library failed: " + cause, cause);
    }
}
