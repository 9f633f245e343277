package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/** How a compiled program sees an MPI library: one of three binary interfaces. */
enum Abi {
    /** MPI 5.0's own, chapter 20 of the standard: handles are pointers with fixed small values. */
    STANDARD("MPI standard ABI", ValueLayout.JAVA_LONG),
    /** Open MPI 4 and 5: handles are addresses of the library's variables. */
    OPEN_MPI("Open MPI ABI", ValueLayout.JAVA_LONG),
    /** MPICH since 3.1, Intel MPI and Cray MPI: handles are ints with fixed values. */
    MPICH("MPICH ABI", ValueLayout.JAVA_INT);

    private final String words;
    private final ValueLayout handle;

    Abi(String words, ValueLayout handle) {
        this.words = words;
        this.handle = handle;
    }

    /** Its name for people. */
    String words() {
        return words;
    }

    /** Layout of a communicator, datatype, operation, request or window. */
    ValueLayout handle() {
        return handle;
    }

    /** That of a library, which its symbols tell, not its name; the library need not be initialised. */
    static Abi of(SymbolLookup symbols) {
        if (followsTheStandard(symbols)) {
            return STANDARD;
        }
        return symbols.find("ompi_mpi_comm_world").isPresent() ? OPEN_MPI : MPICH;
    }

    /** MPI_Abi_get_version answers −1 in libraries of MPI 5 that are used through their own ABI, 1 or more otherwise. */
    @SuppressWarnings("restricted") // Calling native functions is what this package is for.
    private static boolean followsTheStandard(SymbolLookup symbols) {
        MemorySegment function = symbols.find("MPI_Abi_get_version").orElse(null);
        if (function == null) {
            return false;
        }
        FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment major = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment minor = arena.allocate(ValueLayout.JAVA_INT);
            int code =
                    (int) Linker.nativeLinker().downcallHandle(function, type).invokeExact(major, minor);
            return code == 0 && major.get(ValueLayout.JAVA_INT, 0) >= 1;
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }
}
