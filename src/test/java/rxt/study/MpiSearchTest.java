package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine with Open MPI and MPICH side by side, as Debian installs them, and an Intel MPI of its own prefix. */
class MpiSearchTest {
    private static final String ORTE = "mpirun (Open MPI) 4.1.4";
    private static final String HYDRA = "HYDRA build details:\n    Version:          4.0.2\n    CC: gcc-12.2 ";
    private static final String INTEL = "Intel(R) MPI Library for Linux* OS, Version 2021.8 Build 20221129";

    @TempDir
    Path folder;

    private Path bin;
    private Path lib;

    @BeforeEach
    void debian() throws IOException {
        folder = folder.toRealPath();
        bin = folder.resolve("usr/bin");
        lib = folder.resolve("usr/lib/" + Installation.MULTIARCH + "gnu");
        Path orterun = InstallationTest.executable(bin.resolve("orterun"), ORTE);
        Path hydra = InstallationTest.executable(bin.resolve("mpiexec.hydra"), HYDRA);
        Files.createSymbolicLink(bin.resolve("mpirun"), orterun);
        Files.createSymbolicLink(bin.resolve("mpiexec"), orterun);
        Files.createSymbolicLink(bin.resolve("mpirun.openmpi"), orterun);
        Files.createSymbolicLink(bin.resolve("mpirun.mpich"), hydra);
        InstallationTest.file(lib.resolve("libmpi.so.40"));
        InstallationTest.file(lib.resolve("libmpich.so.12"));
        InstallationTest.executable(folder.resolve("intel/bin/mpirun"), INTEL);
        InstallationTest.file(folder.resolve("intel/lib/release/libmpi.so.12"));
    }

    private List<Mpi> found(String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new MpiSearch(environment, "/nowhere::" + bin).all();
    }

    private Mpi openmpi() {
        return new Mpi(bin.resolve("mpirun"), Mpi.Family.OPEN_MPI, "4.1.4", Optional.of(lib.resolve("libmpi.so.40")));
    }

    private Mpi mpich() {
        return new Mpi(
                bin.resolve("mpirun.mpich"), Mpi.Family.MPICH, "4.0.2", Optional.of(lib.resolve("libmpich.so.12")));
    }

    @Test
    void linksToOneLauncherAreOneMpiAndEachHasItsOwnLibrary() {
        assertThat(found()).containsExactly(openmpi(), mpich());
    }

    @Test
    void theOneChosenComesFirst() {
        Path intel = folder.resolve("intel/bin/mpirun");
        assertThat(found("RXT_MPI", "mpich")).containsExactly(mpich(), openmpi());
        assertThat(found("RXT_MPI", " openmpi ")).containsExactly(openmpi(), mpich());
        assertThat(found("RXT_MPI", "")).containsExactly(openmpi(), mpich());
        assertThat(found("RXT_MPI", intel.toString()))
                .first()
                .isEqualTo(new Mpi(
                        intel,
                        Mpi.Family.INTEL,
                        "2021.8",
                        Optional.of(folder.resolve("intel/lib/release/libmpi.so.12"))));
    }

    @Test
    void aLibraryMayBeGiven() throws IOException {
        Path library = given("my/libmpi.so.40.1", "MPI_Init_thread");
        assertThat(found("RXT_MPI_LIBRARY", library.toString()))
                .containsExactly(
                        new Mpi(openmpi().launcher(), Mpi.Family.OPEN_MPI, "4.1.4", Optional.of(library)), mpich());
    }

    @Test
    void whatIsNoLibraryOfMpiIsRefused() throws IOException {
        assertRefused("/no/libmpi.so", "no file '/no/libmpi.so'; give the path of a libmpi.so");
        assertRefused(lib.toString(), "no file '" + lib + "'");
        for (String name : List.of("libm.so.6", "libmpi.so.40")) {
            Path other = given("other/" + name, "MPI_Init alone is not enough");
            assertRefused(other.toString(), "'" + other + "' is no MPI library");
            InstallationTest.executable(bin.resolve("srun"), "slurm 22.05.8");
            assertRefused(other.toString(), "is no MPI library", "RXT_MPI", "srun");
        }
    }

    @Test
    void aLibraryOfAnotherLauncherIsRefused() throws IOException {
        Path byName = given("my/libmpich.so.12", "MPI_Init_thread");
        String cure = "--mpi mpich (RXT_MPI=mpich)";
        assertRefused(byName.toString(), "is a library of MPICH, but Open MPI 4.1.4, " + bin.resolve("mpirun"));
        assertRefused(byName.toString(), "allowed: a library of Open MPI; unset RXT_MPI_LIBRARY, or choose");
        assertRefused(byName.toString(), cure);
        Path mpichWithin = given("my/libmpi.so", "MPI_Init_thread MPIR_Process");
        assertRefused(mpichWithin.toString(), cure);
        assertThat(found("RXT_MPI_LIBRARY", mpichWithin.toString(), "RXT_MPI", "mpich"))
                .first()
                .extracting(Mpi::library)
                .isEqualTo(Optional.of(mpichWithin));
        Path openWithin = given("my/libown.so", "MPI_Init_thread ompi_mpi_comm_world");
        assertRefused(openWithin.toString(), "is a library of Open MPI, but MPICH 4.0.2", "RXT_MPI", "mpich");
        String intel = folder.resolve("intel/bin/mpirun").toString();
        assertRefused(openWithin.toString(), "allowed: a library of Intel MPI", "RXT_MPI", intel);
        assertThat(found("RXT_MPI_LIBRARY", byName.toString(), "RXT_MPI", intel))
                .first()
                .extracting(Mpi::family)
                .isEqualTo(Mpi.Family.INTEL);
    }

    private Path given(String name, String contents) throws IOException {
        Path library = folder.resolve(name);
        InstallationTest.file(library);
        return Files.writeString(library, contents);
    }

    private void assertRefused(String library, String why, String... choice) {
        String[] variables = Stream.concat(Stream.of("RXT_MPI_LIBRARY", library), Stream.of(choice))
                .toArray(String[]::new);
        assertThatThrownBy(() -> found(variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RXT_MPI_LIBRARY: ")
                .hasMessageContaining(why);
    }

    @Test
    void aLibraryOfAnotherPrefixIsNotTaken() throws IOException {
        Files.delete(lib.resolve("libmpi.so.40"));
        InstallationTest.file(folder.resolve("usr/lib/other-linux-gnu/libmpi.so.40"));
        assertThat(found().getFirst().library()).isEmpty();
    }

    /** Debian has all libraries in one folder, whoever they belong to. */
    @Test
    void theStandardsOwnInterfaceComesFirstForTheMpiItBelongsTo() throws IOException {
        Path standard = lib.resolve("libmpi_abi.so.1");
        Files.writeString(standard, "some ompi_mpi_comm_world");
        assertThat(found()).extracting(Mpi::library).containsExactly(Optional.of(standard), mpich().library());
        Files.writeString(standard, "some MPIR_Process");
        assertThat(found()).extracting(Mpi::library).containsExactly(openmpi().library(), Optional.of(standard));
    }

    @Test
    void anMpiMayHaveTheStandardsInterfaceAlone() throws IOException {
        Path launcher = InstallationTest.executable(folder.resolve("mpich5/bin/mpirun"), HYDRA);
        Path library = folder.resolve("mpich5/lib/libmpi_abi.so.0");
        InstallationTest.file(library);
        assertThat(found("RXT_MPI", launcher.toString()).getFirst().library()).contains(library);
    }

    @Test
    void aNameWithoutVersionIsTakenLast() throws IOException {
        Path plain = lib.resolve("libmpi.so");
        Files.writeString(plain, "ompi_mpi_double");
        assertThat(found()).containsExactly(openmpi(), mpich());
        Files.delete(lib.resolve("libmpi.so.40"));
        Files.delete(lib.resolve("libmpich.so.12"));
        assertThat(found()).extracting(Mpi::library).containsExactly(Optional.of(plain), Optional.empty());
    }

    @Test
    void whereNoneLiesBesideTheLauncherTheLoadersPathIsSearched() throws IOException {
        Path loaded = folder.resolve("loaded");
        InstallationTest.file(loaded.resolve("libmpi.so.40"));
        InstallationTest.file(loaded.resolve("libmpi.so.12"));
        assertThat(found("LD_LIBRARY_PATH", loaded.toString())).containsExactly(openmpi(), mpich());
        Files.delete(lib.resolve("libmpi.so.40"));
        assertThat(found("LD_LIBRARY_PATH", "/nowhere:" + loaded))
                .extracting(Mpi::library)
                .containsExactly(Optional.of(loaded.resolve("libmpi.so.40")), mpich().library());
    }

    @Test
    void underSlurmWithoutMpirunTheLoadersPathTellsTheMpi() throws IOException {
        Path srun = InstallationTest.executable(folder.resolve("slurm/srun"), "slurm 22.05.8");
        bin = srun.getParent();
        Path cray = folder.resolve("cray/libmpi_cray.so.12");
        InstallationTest.file(cray);
        assertThat(found(
                        "SLURM_JOB_ID", "7", "LD_LIBRARY_PATH", cray.getParent().toString()))
                .containsExactly(new Mpi(srun, Mpi.Family.MPICH, "22.05.8", Optional.of(cray)));
        InstallationTest.file(folder.resolve("open/libmpi.so.40"));
        assertThat(found("SLURM_JOB_ID", "7", "LD_LIBRARY_PATH", folder + "/open")
                        .getFirst()
                        .family())
                .isEqualTo(Mpi.Family.OPEN_MPI);
    }

    @Test
    void slurmIsUsedWhenAskedForOrInAJobWithoutAnyMpirun() throws IOException {
        Path srun = InstallationTest.executable(bin.resolve("srun"), "slurm 22.05.8");
        assertThat(found("SLURM_JOB_ID", "7").getFirst()).isEqualTo(openmpi());
        assertThat(found("RXT_MPI", "srun"))
                .containsExactly(
                        new Mpi(srun, Mpi.Family.OPEN_MPI, "22.05.8", openmpi().library()), openmpi(), mpich());
        Files.writeString(mpich().library().orElseThrow(), "MPI_Init_thread");
        assertThat(found(
                        "RXT_MPI",
                        "srun",
                        "RXT_MPI_LIBRARY",
                        mpich().library().orElseThrow().toString()))
                .first()
                .isEqualTo(new Mpi(srun, Mpi.Family.MPICH, "22.05.8", mpich().library()));
        for (String name : List.of("mpirun", "mpiexec", "mpirun.openmpi", "mpirun.mpich")) {
            Files.delete(bin.resolve(name));
        }
        assertThat(found()).isEmpty();
        assertThat(found("SLURM_JOB_ID", "7"))
                .containsExactly(new Mpi(srun, Mpi.Family.MPICH, "22.05.8", Optional.empty()));
    }

    @Test
    void aChoiceThatIsNotThereIsRefusedWithWhatIs() throws IOException {
        Path other = InstallationTest.executable(folder.resolve("other/mpirun"), "mpirun of its own kind 1.0");
        for (String choice : List.of("intel", "srun", "lam", "/no/mpirun", folder + "/usr/bin", other.toString())) {
            assertThatThrownBy(() -> found("RXT_MPI", choice))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + choice + "'")
                    .hasMessageContaining("Open MPI 4.1.4, " + bin.resolve("mpirun"));
        }
    }
}
