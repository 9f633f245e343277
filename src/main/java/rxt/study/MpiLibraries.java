package rxt.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the libraries of MPIs are: names and their order are those of {@code mpi-libraries.txt}, which the ranks probe
 * too; but the library has to be the launcher's own, so only its family's are taken, first from beside it.
 */
final class MpiLibraries {
    private static final String ANY = "any";

    /** Every library of Open MPI defines or uses names that begin so, no other does. */
    private static final String OPEN_MPIS_OWN = "ompi_mpi_";

    /** Every library that RxT can use defines it. */
    private static final String BEGINNING = "MPI_Init_thread";

    private static final List<Name> NAMES = read();

    private MpiLibraries() {}

    private record Name(String family, String file) {}

    private static List<Name> read() {
        try (InputStream text = MpiLibraries.class.getResourceAsStream("/rxt/mpi-libraries.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" +"))
                    .map(words -> new Name(words[0], words[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File names that a library of that family may have, the first that is there counts. */
    static List<String> names(Mpi.Family family) {
        return NAMES.stream()
                .filter(name -> name.family.equals(ANY) || name.family.equals(interfaceOf(family)))
                .map(Name::file)
                .toList();
    }

    /** Intel's MPI has MPICH's binary interface and names. */
    private static String interfaceOf(Mpi.Family family) {
        return (family == Mpi.Family.OPEN_MPI ? family : Mpi.Family.MPICH).word();
    }

    /** The family of a library: by its name, otherwise by what is in it; MPICH for all that are not Open MPI. */
    static Mpi.Family family(Path library) {
        String file = library.getFileName().toString();
        String family = NAMES.stream()
                .filter(name -> !name.family.equals(ANY) && file.startsWith(name.file))
                .map(Name::family)
                .findFirst()
                .orElseGet(() -> familyWithin(library));
        return family.equals(Mpi.Family.OPEN_MPI.word()) ? Mpi.Family.OPEN_MPI : Mpi.Family.MPICH;
    }

    /** Whether a launcher of one family starts ranks of a library of the other. */
    static boolean isOneInterface(Mpi.Family family, Mpi.Family other) {
        return interfaceOf(family).equals(interfaceOf(other));
    }

    /** Whether a file has the name of the function by which every rank begins. */
    static boolean isMpi(Path file) {
        return contents(file).contains(BEGINNING);
    }

    private static String familyWithin(Path library) {
        return (contents(library).contains(OPEN_MPIS_OWN) ? Mpi.Family.OPEN_MPI : Mpi.Family.MPICH).word();
    }

    private static String contents(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The library of a launcher.
     *
     * @param loaderPath LD_LIBRARY_PATH, searched where none lies beside the launcher
     */
    static Optional<Path> of(Path launcher, Mpi.Family family, String loaderPath) {
        return Stream.of(folders(launcher), folders(loaderPath))
                .flatMap(folders -> in(folders, names(family)))
                .filter(library -> isOneInterface(family(library), family))
                .findFirst();
    }

    /** The first library in LD_LIBRARY_PATH, of whatever family. */
    static Optional<Path> of(String loaderPath) {
        return in(folders(loaderPath), NAMES.stream().map(Name::file).toList()).findFirst();
    }

    /** A file of that name in the library folders of the prefix that a launcher is installed in. */
    static Optional<Path> beside(Path launcher, String name) {
        return in(folders(launcher), List.of(name)).findFirst();
    }

    private static Stream<Path> in(List<Path> folders, List<String> names) {
        return names.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isReadable);
    }

    private static List<Path> folders(String loaderPath) {
        return Arrays.stream(loaderPath.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).toAbsolutePath())
                .toList();
    }

    private static List<Path> folders(Path launcher) {
        try {
            Path lib = launcher.toRealPath().resolve("../../lib").normalize();
            List<Path> folders = new ArrayList<>(List.of(lib, lib.resolveSibling("lib64"), lib.resolve("release")));
            if (Files.isDirectory(lib)) {
                try (DirectoryStream<Path> multiarch = Files.newDirectoryStream(lib, Installation.MULTIARCH + "*")) {
                    multiarch.forEach(folder -> folders.addAll(List.of(folder.resolve("openmpi/lib"), folder)));
                }
            }
            return folders;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
