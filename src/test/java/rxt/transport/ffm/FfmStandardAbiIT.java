package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.Capability;
import rxt.spmd.CommunicatorContract;

/**
 * The standard ABI as far as it can be tested without a library that has it: a stub of one rank, compiled here from
 * resources that know the standard's values independently of the transport, and which refuses every other value.
 *
 * <p>It is no evidence of how an MPI of that ABI behaves, only that the transport calls it by the right names, shapes and
 * values. The mutants are stubs that differ from the standard in one value each: the transport fails on all of them, so
 * each value is put to use.
 */
@Tag("ffm")
class FfmStandardAbiIT {
    private static final String LIBRARY = "libmpi_abi.so.0";
    private static final String CAPABILITIES =
            Stream.of(Capability.values()).map(Enum::name).collect(Collectors.joining("+"));

    @TempDir
    Path temporary;

    @Test
    void theContractHoldsOnOneRank() throws Exception {
        FfmLaunch launch = contract(stub("messages.c", "collectives.c"), "all");
        assertThat(launch.files()).as(launch.output()).containsOnlyKeys("end-0");
        assertThat(launch.files().get("end-0")).isEqualTo("Stub of one rank 1.0, MPI standard ABI");
        assertThat(launch.exitCode()).as(launch.output()).isZero();
    }

    @Test
    void whoAsksForMoreThreadsThanItHasIsToldWhatItGot() throws Exception {
        FfmLaunch launch = contract(stub("messages.c", "collectives.c"), "threads");
        assertThat(launch.files()).as(launch.output()).containsOnlyKeys("end-0");
    }

    @Test
    void funneledIsKept() throws Exception {
        FfmLaunch launch = funneled(stub("messages.c", "collectives.c"));
        assertThat(launch.files()).as(launch.output()).containsEntry("end-0", "FUNNELED 1");
        assertThat(launch.files().get("refusal-0")).contains("a worker may not call", "FUNNELED permits only main");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SUM=0x2b,             MPI_Allreduce: no operation is 33",
        "MIN=0x2b,             MPI_Allreduce: no operation is 34",
        "MAX=0x2b,             MPI_Allreduce: no operation is 35",
        "PROD=0x2b,            MPI_Allreduce: no operation is 36",
        "BAND=0x2b,            MPI_Allreduce: no operation is 40",
        "BOR=0x2b,             MPI_Allreduce: no operation is 41",
        "BXOR=0x2b,            MPI_Allreduce: no operation is 42",
        "COMM_WORLD=0x103,     MPI_Comm_set_errhandler: no communicator is 257",
        "INFO_NULL=0x131,      MPI_Dist_graph_create_adjacent: no info is 304",
        "ERRORS_RETURN=0x142,  'MPI_Comm_set_errhandler: it would not return errors, handler 323'",
        "FLOAT=0x211,          no datatype is 528",
        "DOUBLE=0x215,         no datatype is 532",
        "INT8=0x241,           no datatype is 576",
        "BYTE=0x246,           MPI_Get_elements_x: no datatype is 583",
        "INT32=0x251,          no datatype is 592",
        "INT64=0x259,          no datatype is 600",
        "ANY_SOURCE=-2,        no rank is -1",
        "ANY_TAG=-1,           no tag is -2",
        "PROC_NULL=-2,         no rank is -3",
        "COMM_TYPE_SHARED=0,   MPI_Comm_split_type: no type is 221",
        "LOCK_EXCLUSIVE=234,   MPI_Win_lock: no lock is 301",
        "LOCK_SHARED=235,      MPI_Win_lock: no lock is 302",
        "THREAD_SERIALIZED=2,  MPI_Init_thread: no thread level is 2048",
        "ERR_TRUNCATE=14,      '40 bytes'",
        "STATUS_OF_MPICH=1,    'sendrecv''s status: Status[source=0, tag=0'"
    })
    @Tag("long")
    void anotherValueIsNoticed(String difference, String words) throws Exception {
        FfmLaunch launch = contract(stub("-D" + difference, "messages.c", "collectives.c"), "all");
        assertThat(launch.exitCode()).as(launch.output()).isNotZero();
        assertThat(launch.files()).as(launch.output()).containsKey("failure");
        assertThat(launch.files().get("failure")).contains(words);
    }

    @Test
    void anotherThreadMultipleIsNoticed() throws Exception {
        FfmLaunch launch = contract(stub("-DTHREAD_MULTIPLE=3", "messages.c", "collectives.c"), "threads");
        assertThat(launch.exitCode()).as(launch.output()).isNotZero();
        assertThat(launch.files().get("failure"))
                .as(launch.output())
                .contains("MPI_Init_thread: no thread level is 4096");
    }

    @Test
    void anotherThreadFunneledIsNoticed() throws Exception {
        FfmLaunch launch = funneled(stub("-DTHREAD_FUNNELED=1", "messages.c", "collectives.c"));
        assertThat(launch.exitCode()).as(launch.output()).isNotZero();
        assertThat(launch.output()).contains("MPI_Init_thread: no thread level is 1024");
    }

    @Test
    void aLibraryWithoutAFunctionIsNamed() throws Exception {
        FfmLaunch launch = misfit(stub("messages.c"));
        assertThat(launch.exitCode()).as(launch.output()).isNotZero();
        assertThat(launch.files().values())
                .as(launch.output())
                .singleElement()
                .asString()
                .contains("Stub of one rank", LIBRARY, "has no function MPI_Barrier; use a newer version of it");
    }

    @Test
    void whatAnOldLibraryLacksIsSaidAtEachCallAndTheRestWorks() throws Exception {
        Path folder = folder();
        Path library = stub(
                "-DMPI_Ibarrier=none1",
                "-DMPI_Win_allocate_shared=none2",
                "-DMPI_Neighbor_alltoall=none3",
                "-DMPI_Scan=none4",
                "messages.c",
                "collectives.c");
        FfmLaunch launch = FfmLaunch.alone(library.toString(), OldLibraryProgram.class, folder, folder.toString());
        assertThat(launch.exitCode()).as(launch.output()).isZero();
        assertThat(launch.files())
                .containsEntry("capabilities", "PERSISTENT_REQUESTS VECTOR_TYPES")
                .containsEntry("neighborhood-1", "works")
                .containsEntry("sum", "7.0");
        Map.of("ibarrier", "MPI_Ibarrier", "window", "MPI_Win_allocate_shared", "shared", "MPI_Win_allocate_shared")
                .forEach((call, function) -> {
                    assertThat(launch.files().get(call + "-1"))
                            .isEqualTo("rxt.spmd.UnsupportedCapabilityException: not on this transport: "
                                    + "Stub of one rank 1.0, MPI standard ABI (" + library + ") has no function "
                                    + function
                                    + "; use a newer version of it, or another MPI with its own mpirun"
                                    + " (RXT_MPI_LIBRARY names a library)");
                    assertThat(launch.files().get(call + "-2"))
                            .isEqualTo(launch.files().get(call + "-1"));
                });
        assertThat(launch.files().get("scan-1"))
                .startsWith("rxt.spmd.CommunicationException: Stub of one rank 1.0")
                .contains("has no function MPI_Scan; use a newer version of it")
                .isEqualTo(launch.files().get("scan-2"));
    }

    @Test
    void aLibraryWithoutWordsOfItsOwnIsCalledByItsInterface() throws Exception {
        Path folder = folder();
        Path library = stub("-DMPI_Get_library_version=none", "-DMPI_Scan=none4", "messages.c", "collectives.c");
        FfmLaunch launch = FfmLaunch.alone(library.toString(), OldLibraryProgram.class, folder, folder.toString());
        assertThat(launch.files().get("scan-1"))
                .as(launch.output())
                .contains("MPI standard ABI (" + library + ") has no function MPI_Scan");
    }

    @Test
    void whereNothingIsNamedTheStandardsInterfaceComesFirst() throws Exception {
        Path folder = folder();
        stub("messages.c", "collectives.c");
        FfmLaunch launch = FfmLaunch.loading(
                temporary,
                CommunicatorContract.class,
                folder,
                "ffm",
                "1",
                folder.toString(),
                "all",
                "SERIALIZED+" + CAPABILITIES);
        assertThat(launch.files()).as(launch.output()).containsEntry("end-0", "Stub of one rank 1.0, MPI standard ABI");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"openmpi, Open MPI 4, MPICH Version: 9.0", "mpich, MPICH 4, Open MPI v9.0"})
    void theLaunchersOwnLibraryWinsOverOneThatComesFirst(String family, String title, String first) throws Exception {
        stub("-DWORDS=\"" + first + "\"", "messages.c", "collectives.c");
        FfmLaunch launch = FfmLaunch.loading(family, 2, FfmLaunchIT.Names.class, temporary);
        assertThat(launch.output()).contains("rank 0: " + title, "rank 1: " + title);
        assertThat(launch.exitCode()).as(launch.output()).isZero();
    }

    @Test
    void aPathThatIsNotThereIsRefused() throws Exception {
        refusesToLoad(temporary.resolve("libnone.so"));
    }

    @Test
    void aLibraryThatIsNoMpiIsRefused() throws Exception {
        refusesToLoad(compiled(Files.writeString(temporary.resolve("other.c"), "int other(void) { return 1; }\n")
                .toString()));
    }

    @Test
    void aFileThatIsNoLibraryIsRefused() throws Exception {
        refusesToLoad(Files.writeString(temporary.resolve("libtext.so"), "no library\n"));
    }

    private void refusesToLoad(Path library) throws Exception {
        FfmLaunch launch = misfit(library);
        assertThat(launch.exitCode()).as(launch.output()).isEqualTo(3);
        assertThat(launch.files().values())
                .as(launch.output())
                .singleElement()
                .isEqualTo("rxt.spmd.CommunicationException: the MPI library '" + library
                        + "', named by RXT_MPI_LIBRARY or -Drxt.mpi.library, cannot be loaded, or is no MPI;"
                        + " give the path of a libmpi.so, libmpich.so or libmpi_abi.so");
    }

    private FfmLaunch contract(Path library, String mode) throws Exception {
        Path folder = folder();
        return FfmLaunch.alone(
                library.toString(),
                CommunicatorContract.class,
                folder,
                "ffm",
                "1",
                folder.toString(),
                mode,
                "SERIALIZED+" + CAPABILITIES);
    }

    private FfmLaunch funneled(Path library) throws Exception {
        Path folder = folder();
        return FfmLaunch.alone(library.toString(), FunneledProgram.class, folder, folder.toString(), "1");
    }

    private FfmLaunch misfit(Path library) throws Exception {
        Path folder = folder();
        return FfmLaunch.alone(library.toString(), MisfitProgram.class, folder, folder.toString(), "1");
    }

    private Path folder() throws IOException {
        return Files.createTempDirectory(temporary, "rank ");
    }

    /** The stub, of these sources among the resources and with these definitions. */
    private Path stub(String... words) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (String word : words) {
            arguments.add(word.startsWith("-") ? word : resource(word).toString());
        }
        return compiled(arguments.toArray(String[]::new));
    }

    private static Path resource(String name) throws Exception {
        return Path.of(FfmStandardAbiIT.class.getResource(name).toURI());
    }

    private Path compiled(String... words) throws Exception {
        Path library = temporary.resolve(LIBRARY);
        List<String> command = new ArrayList<>(
                List.of("gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", library.toString()));
        command.addAll(List.of(words));
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(compiler.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(output).isZero();
        return library;
    }
}
