package rxt.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** The files of the OpenBLAS that comes with RxT, bytedeco's; a C twin loads the same. */
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

    private static Path unpacked(String resource) {
        try {
            return Loader.cacheResource(resource).toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot unpack OpenBLAS to " + System.getProperty("user.home") + "/.javacpp", e);
        }
    }
}
