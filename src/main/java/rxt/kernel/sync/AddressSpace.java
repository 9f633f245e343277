package rxt.kernel.sync;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** The addresses of this process, any of which can be asked for: Linux's {@code MAP_FIXED_NOREPLACE}. */
final class AddressSpace {
    private static final int READ_WRITE = 1 | 2;
    private static final int PRIVATE_ANONYMOUS_FIXED = 2 | 0x20 | 0x10_0000;

    private static final Optional<MethodHandle> MMAP = function(
            "mmap",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG));

    private static final Optional<MethodHandle> MUNMAP = function(
            "munmap", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private AddressSpace() {}

    /** Whether memory, zero at first, now lies at that address; not where something else does, or the system refuses. */
    static boolean map(long address, long bytes) {
        if (!System.getProperty("os.name").equals("Linux") || MMAP.isEmpty() || MUNMAP.isEmpty()) {
            return false;
        }
        long mapped;
        try {
            mapped = (long) MMAP.get().invokeExact(address, bytes, READ_WRITE, PRIVATE_ANONYMOUS_FIXED, -1, 0L);
        } catch (Throwable t) {
            throw new IllegalStateException("mmap cannot be called", t);
        }
        if (mapped != address && mapped != -1) {
            unmap(mapped, bytes); // before Linux 4.17 the address is but a wish
        }
        return mapped == address;
    }

    /** Ends what {@link #map} began: who reads there later ends the process. */
    static void unmap(long address, long bytes) {
        try {
            int failed = (int) MUNMAP.orElseThrow().invokeExact(address, bytes);
            if (failed != 0) {
                throw new IllegalStateException("munmap of " + bytes + " bytes at " + address + " failed");
            }
        } catch (Throwable t) {
            throw new IllegalStateException("munmap cannot be called", t);
        }
    }

    /** What lies there, of which nobody keeps the reader from the time after {@link #unmap}. */
    @SuppressWarnings("restricted") // Native access is what this class is for.
    static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type));
    }
}
