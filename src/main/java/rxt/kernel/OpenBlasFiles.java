package rxt.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;

/** The OpenBLAS that comes with RxT, bytedeco's: its files, which a C twin loads too, and what it says of itself. */
@SuppressWarnings("restricted") // calling C is
public final class OpenBlasFiles {
    /** What the library links against comes first, for it does not look beside itself. */
    private static final List<String> NAMES = List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0");

    private OpenBlasFiles() {}

    /**
     * Unpacks the files, where they are not unpacked yet; in the order in which they must be loaded, the library last.
     *
     * @throws IllegalArgumentException where there is none for this machine
     */
    public static List<Path> unpacked() {
        String folder = "/org/bytedeco/openblas/" + Loader.getPlatform() + "/";
        List<Path> files = new ArrayList<>();
        for (String name : NAMES) {
            if (OpenBlasFiles.class.getResource(folder + name) != null) {
                files.add(unpacked(folder + name));
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("variant blas: there is no OpenBLAS for " + Loader.getPlatform()
                    + ", but for linux-x86_64 and linux-arm64; use variant: team");
        }
        return files;
    }

    /**
     * Its functions; it stays loaded until the process ends.
     *
     * @throws IllegalArgumentException where there is none for this machine
     */
    public static SymbolLookup loaded() {
        SymbolLookup last = null;
        for (Path file : unpacked()) {
            last = SymbolLookup.libraryLookup(file, Arena.global());
        }
        return Objects.requireNonNull(last);
    }

    /**
     * Its version and how it was built, such as {@code OpenBLAS 0.3.31 DYNAMIC_ARCH NO_AFFINITY SkylakeX}.
     *
     * @throws IllegalArgumentException where there is none for this machine
     */
    public static String config() {
        return text("openblas_get_config");
    }

    /**
     * The processor whose code it runs, such as {@code SkylakeX}: this machine's, or what {@code OPENBLAS_CORETYPE}
     * says.
     *
     * @throws IllegalArgumentException where there is none for this machine
     */
    public static String core() {
        return text("openblas_get_corename");
    }

    private static String text(String function) {
        MethodHandle call = Linker.nativeLinker()
                .downcallHandle(loaded().findOrThrow(function), FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            MemorySegment text = (MemorySegment) call.invokeExact();
            return text.reinterpret(Long.MAX_VALUE).getString(0).strip();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }

    private static Path unpacked(String resource) {
        try {
            return Loader.cacheResource(resource).toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot unpack OpenBLAS to " + System.getProperty("user.home") + "/.javacpp", e);
        }
    }
}
