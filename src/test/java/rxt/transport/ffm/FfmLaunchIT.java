package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;
import rxt.study.Mpi;

/** What the transport promises about its library, threads and endings, on real ranks. */
@Tag("ffm")
class FfmLaunchIT {
    @TempDir
    Path temporary;

    /** Two ranks that say what they run on. */
    static final class Names {
        private Names() {}

        private static String loaded() {
            return rxt.transport.ffm.Mpi.LIBRARY.name();
        }

        public static void main(String[] args) throws Exception {
            Transport transport = Transport.named("ffm");
            transport.run(
                    args,
                    2,
                    (world, arguments) -> System.out.print("rank " + world.rank() + ": " + transport.library() + ", "
                            + transport.binding() + "\nloaded " + loaded() + "\n"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"openmpi, Open MPI, Open MPI ABI", "mpich, MPICH, MPICH ABI"})
    void libraryAndBindingAreNamed(String mpi, String library, String abi) {
        FfmLaunch outcome = FfmLaunch.of(mpi, 2, Names.class);
        for (int rank = 0; rank < 2; rank++) {
            assertThat(outcome.output())
                    .containsPattern("rank " + rank + ": " + library + " [4-9]\\.\\d\\S*, FFM, " + abi + "\n");
        }
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"openmpi", "mpich"})
    void whereNothingIsNamedTheLibraryOfTheLauncherIsFound(String mpi) {
        FfmLaunch outcome = FfmLaunch.probing(FfmLaunch.mpi(mpi), 2, Names.class);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains(mpi.equals("mpich") ? "1: MPICH 4" : "1: Open MPI 4");
    }

    /** An MPI that only its launcher's path leads to, as one that was built from source. */
    @Test
    void whereNothingIsNamedTheLibraryBesideTheLauncherIsFound() throws IOException {
        Path prefix = temporary.toRealPath();
        Path bin = Files.createDirectory(prefix.resolve("bin"));
        Path library = Files.createDirectory(prefix.resolve("lib")).resolve("libmpi.so.12");
        Mpi mpich = FfmLaunch.mpi("mpich");
        Files.createSymbolicLink(library, mpich.library().orElseThrow());
        Path installed = mpich.launcher().toRealPath();
        Path launcher = Files.copy(installed, bin.resolve("mpirun"));
        Files.copy(installed.resolveSibling("hydra_pmi_proxy"), bin.resolve("hydra_pmi_proxy"));
        FfmLaunch outcome = FfmLaunch.probing(
                new Mpi(launcher, mpich.family(), mpich.version(), Optional.of(library)), 2, Names.class);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("rank 1: MPICH 4", "loaded " + library);
    }

    @ParameterizedTest(name = "mpirun of {0}, library {1}")
    @CsvSource({"openmpi, libmpich.so.12, OMPI_COMM_WORLD_SIZE=2, MPICH", "mpich, libmpi.so.40, PMI_SIZE=2, Open MPI"})
    void aLibraryOfAnotherLauncherIsRefusedWithTheCure(String mpi, String library, String said, String name) {
        FfmLaunch outcome = FfmLaunch.of(
                mpi,
                2,
                Names.class,
                word -> word.startsWith("-Drxt.mpi.library=") ? "-Drxt.mpi.library=" + library : word);
        assertThat(outcome.output())
                .contains(said, name + " 4", "(" + library + ") sees 1", "the mpirun of " + name, "RXT_MPI_LIBRARY");
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
    }

    @Test
    void aLibraryThatIsNotThereIsRefusedWithTheCure() {
        FfmLaunch outcome = FfmLaunch.of(
                "openmpi",
                1,
                Names.class,
                word -> word.startsWith("-Drxt.mpi.library=") ? "-Drxt.mpi.library=libc.so.6" : word);
        assertThat(outcome.output())
                .contains("'libc.so.6', named by RXT_MPI_LIBRARY or -Drxt.mpi.library, cannot be loaded, or is no MPI");
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
    }

    /** A rank whose second thread calls; argument: the thread level. */
    static final class SecondThread {
        private SecondThread() {}

        public static void main(String[] args) throws Exception {
            Transport.named("ffm").run(args, 1, ThreadLevel.valueOf(args[0]), (world, arguments) -> {
                AtomicReference<String> said = new AtomicReference<>("nothing");
                Thread thread = Thread.ofPlatform().name("second").start(() -> {
                    try {
                        world.barrier();
                    } catch (CommunicationException e) {
                        said.set(e.getMessage());
                    }
                });
                thread.join();
                System.out.println(world.threadLevel() + ": " + said);
            });
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "openmpi, SINGLE, may not call: thread level SINGLE permits only main",
        "openmpi, FUNNELED, may not call: thread level FUNNELED permits only main",
        "openmpi, SERIALIZED, nothing",
        "mpich, FUNNELED, may not call: thread level FUNNELED permits only main",
        "mpich, SERIALIZED, nothing",
        "mpich, MULTIPLE, nothing"
    })
    void aThreadThatMayNotCallIsRefused(String mpi, String level, String words) {
        FfmLaunch outcome = FfmLaunch.of(mpi, 1, SecondThread.class, level);
        assertThat(outcome.output()).contains(level + ": ").contains(words);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    /** Null pointers are found by a signal once code is compiled: the library must not have taken it. */
    static final class NullPointers {
        private NullPointers() {}

        public static void main(String[] args) throws Exception {
            Transport.named("ffm").run(args, 2, (world, arguments) -> {
                int found = 0;
                for (int i = 0; i < 200_000; i++) {
                    try {
                        found += length(i % 100_000 == 99_999 ? null : new int[] {0});
                    } catch (NullPointerException e) {
                        found++;
                    }
                }
                world.barrier();
                System.out.println("rank " + world.rank() + " found " + found);
            });
        }

        private static int length(int[] array) {
            return array[0];
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"openmpi", "mpich"})
    void theJvmKeepsItsSignals(String mpi) {
        FfmLaunch outcome = FfmLaunch.of(mpi, 2, NullPointers.class);
        assertThat(outcome.output()).contains("rank 0 found 2", "rank 1 found 2");
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    /** Rank 1 ends in a way of its own while rank 0 waits for it; argument: the way. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] args) throws Exception {
            Transport.named("ffm").run(args, 2, (world, arguments) -> {
                if (world.rank() == 1) {
                    switch (arguments[0]) {
                        case "halt" -> Runtime.getRuntime().halt(3);
                        case "killed" ->
                            new ProcessBuilder(
                                            "kill",
                                            "-9",
                                            Long.toString(
                                                    ProcessHandle.current().pid()))
                                    .start()
                                    .waitFor();
                        default -> throw new IllegalArgumentException(arguments[0]);
                    }
                }
                world.recv(new double[1], 1, 0);
            });
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"openmpi, halt", "openmpi, killed", "mpich, halt", "mpich, killed"})
    void aRankThatEndsWithoutFinalizeEndsTheLaunch(String mpi, String way) {
        FfmLaunch outcome = FfmLaunch.of(mpi, 2, Ending.class, way);
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
    }

    /** A receive that fails gives its staged block back once, and answers the same error again. */
    static final class Overlong {
        private static final int ROOM = 64;

        private Overlong() {}

        public static void main(String[] args) throws Exception {
            Transport.named("ffm").run(args, 2, (world, arguments) -> {
                if (world.rank() == 1) {
                    world.send(MemorySegment.ofArray(new byte[4 * ROOM]), ElementType.BYTE, 0, 1);
                } else {
                    System.out.println(failing(world));
                }
            });
        }

        private static String failing(Communicator world) {
            Staging staging = Scratch.mine().staging;
            MemorySegment block = staging.take(ROOM);
            staging.giveBack(block);
            Request receive = world.irecv(MemorySegment.ofArray(new byte[ROOM]), ElementType.BYTE, 1, 1);
            String first = message(receive::await);
            String second = message(receive::test);
            boolean once = staging.take(ROOM).address() == block.address()
                    && staging.take(ROOM).address() != block.address();
            return first.equals(second) + " " + once + " " + first;
        }

        private static String message(Runnable call) {
            try {
                call.run();
                return "nothing";
            } catch (CommunicationException e) {
                return e.getMessage();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"openmpi", "mpich"})
    void aReceiveThatFailsGivesItsStagedCopyBackOnce(String mpi) {
        FfmLaunch outcome = FfmLaunch.of(mpi, 2, Overlong.class);
        assertThat(outcome.output())
                .contains(
                        "true true rank 0: recv from rank 1, tag 1: the message is longer than the receive buffer of 64");
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void noJavaBindingsAreOnTheClassPath() {
        assertThat(FfmLaunchIT.class.getClassLoader().getResource("mpi/MPI.class"))
                .isNull();
    }
}
