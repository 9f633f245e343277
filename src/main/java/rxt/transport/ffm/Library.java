package rxt.transport.ffm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rxt.spmd.CommunicationException;

/**
 * The MPI library of this process.
 *
 * <p>The system property {@value #PROPERTY} or else the variable {@value #VARIABLE} names it, by path or by soname.
 * Where neither does, the first of {@link #NAMES} that is there and fits the {@link Launch}:
 * beside the launcher, then where the system's loader looks (LD_LIBRARY_PATH, /etc/ld.so.conf).
 *
 * @param name as it was asked for
 * @param symbols its functions
 * @param abi what its symbols tell
 * @param words what it says of itself
 */
record Library(String name, SymbolLookup symbols, Abi abi, String words) {
    static final String PROPERTY = "rxt.mpi.library";
    static final String VARIABLE = "RXT_MPI_LIBRARY";

    /** Those of {@code mpi-libraries.txt}, which has their order. */
    static final List<String> NAMES = names();

    private static final Pattern VERSION =
            Pattern.compile("(Open MPI|CRAY MPICH|Intel\\(R\\) MPI|MPICH)[^\\d\\n]*(\\d[^,\\s]*)");
    private static final int RTLD_LAZY = 1;
    private static final int RTLD_GLOBAL = System.getProperty("os.name").startsWith("Mac") ? 8 : 0x100;

    /** The library to use; loaded, not initialised. */
    static Library find(Launch launch) {
        String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        if (named != null && !named.isBlank()) {
            return global(named)
                    .orElseThrow(() -> new CommunicationException("the MPI library '" + named + "', named by "
                            + VARIABLE + " or -D" + PROPERTY
                            + ", cannot be loaded, or is no MPI; give the path of a libmpi.so, libmpich.so or"
                            + " libmpi_abi.so"));
        }
        return probed(launch)
                .flatMap(Library::global)
                .orElseThrow(() -> new CommunicationException("no MPI library is found, none of "
                        + String.join(", ", NAMES)
                        + " can be loaded from beside the launcher or LD_LIBRARY_PATH; install Open MPI or MPICH, or set "
                        + VARIABLE
                        + " to the path of one"));
    }

    private static List<String> names() {
        try (InputStream text = Library.class.getResourceAsStream("/rxt/mpi-libraries.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first that belongs to the launcher, of those beside it, then of those that the loader finds. */
    private static Optional<String> probed(Launch launch) {
        List<String> present = Stream.concat(launch.beside(NAMES).stream(), NAMES.stream())
                .filter(name -> fits(name, Launch.UNKNOWN))
                .toList();
        return Stream.concat(present.stream().filter(name -> fits(name, launch)), present.stream())
                .findFirst();
    }

    /** Looks at a library and lets go of it: two MPIs at once in one process would meet each other's symbols. */
    private static boolean fits(String name, Launch launch) {
        try (Arena arena = Arena.ofConfined()) {
            return open(name, arena)
                    .filter(library -> launch.startedBy(library.words))
                    .isPresent();
        }
    }

    /** Libraries load plugins that look for the library's own symbols among the global ones. */
    private static Optional<Library> global(String name) {
        makeGlobal(name);
        return open(name, Arena.global());
    }

    @SuppressWarnings("restricted") // Calling native functions is what this package is for.
    private static Optional<Library> open(String name, Arena arena) {
        try {
            SymbolLookup symbols = name.contains("/")
                    ? SymbolLookup.libraryLookup(Path.of(name), arena)
                    : SymbolLookup.libraryLookup(name, arena);
            if (symbols.find("MPI_Init_thread").isEmpty()) {
                return Optional.empty();
            }
            Abi abi = Abi.of(symbols);
            // Older than MPI 3, it has no words of its own.
            String words =
                    symbols.find("MPI_Get_library_version").map(Library::words).orElse(abi.words());
            return Optional.of(new Library(name, symbols, abi, words));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted") // Calling native functions is what this package is for.
    private static void makeGlobal(String name) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> dlopen = linker.defaultLookup().find("dlopen");
        if (dlopen.isEmpty()) {
            return;
        }
        FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment _ = (MemorySegment) linker.downcallHandle(dlopen.get(), type)
                    .invokeExact(arena.allocateFrom(name), RTLD_LAZY | RTLD_GLOBAL);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    @SuppressWarnings("restricted") // Calling native functions is what this package is for.
    private static String words(MemorySegment function) {
        FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(Constant.TEXT_BYTES);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
            int _ = (int) Linker.nativeLinker().downcallHandle(function, type).invokeExact(text, length);
            return text.getString(0);
        } catch (Throwable e) {
            throw Mpi.unexpected(e);
        }
    }

    /** Product and version, such as {@code Open MPI 4.1.4}. */
    String version() {
        Matcher version = VERSION.matcher(words);
        return version.find()
                ? version.group(1) + " " + version.group(2).replaceFirst("^v", "")
                : words.lines().findFirst().orElse(name).strip();
    }
}
