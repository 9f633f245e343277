package rxt.record;

import hdf.hdf5lib.H5;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Two C functions of the loaded library that HDF5 Java wraps badly ({@code H5Fopen}) or not at all
 * ({@code H5Fget_file_image}).
 *
 * <p>The library is not thread safe; like HDF5 Java's own methods, these hold the lock of {@link H5}.
 */
@SuppressWarnings("LockOnNonEnclosingClassLiteral") // H5's own natives lock it: that is the point
final class Hdf5Functions {
    private final MethodHandle fileOpen;
    private final MethodHandle fileImage;

    // Restricted, as calling C is; the prototypes are those of H5Fpublic.h.
    @SuppressWarnings("restricted")
    Hdf5Functions(Path library) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        fileOpen = linker.downcallHandle(
                symbols.findOrThrow("H5Fopen"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
        fileImage = linker.downcallHandle(
                symbols.findOrThrow("H5Fget_file_image"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    }

    /** {@code hid_t H5Fopen(const char *filename, unsigned flags, hid_t fapl_id)}; negative on failure. */
    long open(MemorySegment name, int flags, long access) {
        synchronized (H5.class) {
            try {
                return (long) fileOpen.invokeExact(name, flags, access);
            } catch (Throwable e) {
                throw new IllegalStateException("H5Fopen cannot be called", e);
            }
        }
    }

    /** {@code ssize_t H5Fget_file_image(hid_t file_id, void *buf_ptr, size_t buf_len)}; bytes, negative on failure. */
    long image(long file, MemorySegment buffer, long bytes) {
        synchronized (H5.class) {
            try {
                return (long) fileImage.invokeExact(file, buffer, bytes);
            } catch (Throwable e) {
                throw new IllegalStateException("H5Fget_file_image cannot be called", e);
            }
        }
    }
}
