package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {
    @TempDir
    Path folder;

    static Installation bare() {
        return withCpus(2);
    }

    /** A machine with nothing installed. */
    static Installation withCpus(int cpus) {
        return new Installation(
                Path.of("/jdk"),
                List.of(Path.of("/rxt/rxt.jar")),
                "/usr/bin",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                cpus,
                cpus,
                false,
                Optional.empty());
    }

    static Path executable(Path file) throws IOException {
        return executable(file, "");
    }

    /** A program that prints a line. */
    static Path executable(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho '" + line + "'\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void file(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    @Test
    void withNothingInstalledAutoIsLocalAndEachTransportNamesItsCure() {
        assertThat(bare().auto()).isEqualTo("local");
        assertThat(bare().missing("local")).isEmpty();
        assertThat(bare().missing("mpj")).contains("MPJ Express is not installed; `jobs/rxt setup` installs it");
        assertThat(bare().missing("openmpi"))
                .contains("Open MPI's mpirun is not installed; `jobs/rxt setup` installs it");
        assertThat(bare().missing("ffm"))
                .contains(
                        "no MPI is on PATH (mpirun of Open MPI, MPICH or Intel MPI); `jobs/rxt setup` installs Open MPI");
        assertThat(bare().missing("x")).contains("no transport is called 'x'; there are local, mpj, openmpi, ffm");
    }

    @Test
    void findsMpjInTheDataFolder() throws IOException {
        Map<String, String> environment = Map.of("RXT_DATA", folder.toString(), "PATH", "");
        assertThat(Installation.find(environment).missing("mpj")).isPresent();
        executable(folder.resolve("mpj/bin/mpjrun"));
        assertThat(Installation.find(environment).missing("mpj")).isPresent();
        file(folder.resolve("mpj/lib/mpj.jar"));
        Installation found = Installation.find(environment);
        assertThat(found.missing("mpj")).isEmpty();
        assertThat(found.mpjHome()).contains(folder.resolve("mpj"));
        assertThat(found.auto()).isEqualTo("mpj");
    }

    @Test
    void findsMpirunOnPathAndNamesTheMissingJar() throws IOException {
        Path mpirun = executable(folder.resolve("bin/mpirun"), "mpirun (Open MPI) 5.0.1");
        Map<String, String> environment =
                Map.of("RXT_DATA", folder.resolve("data").toString(), "PATH", "/nowhere::" + mpirun.getParent());
        Installation found = Installation.find(environment);
        assertThat(found.openmpi().map(Mpi::launcher)).contains(mpirun);
        assertThat(found.missing("openmpi"))
                .contains("Open MPI's mpi.jar is not installed; `jobs/rxt setup` installs it");
        file(folder.resolve("data/openmpi/mpi.jar"));
        assertThat(Installation.find(environment).openmpiJar()).contains(folder.resolve("data/openmpi/mpi.jar"));
    }

    @Test
    void theRanksRunOnThisJdkAndClassPath() {
        Installation found = Installation.find(Map.of());
        assertThat(found.java()).isExecutable();
        assertThat(found.classPath())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry).isAbsolute());
        assertThat(found.cores()).isBetween(1, found.cpus());
        assertThat(found.aotCache()).isEmpty();
    }

    /** A machine of 4 cores; CPU i and i + 4 are hardware threads of one. */
    @ParameterizedTest(name = "CPUs {0} are {1} cores")
    @CsvSource(
            delimiter = ';',
            value = {"0-7; 4", "0-3; 4", "0,4; 1", "0-1,4-5; 2", "3; 1", "1-2,6,900-901; 2"})
    void countsTheCoresInTheMask(String mask, int cores) throws IOException {
        Path status = Files.writeString(
                folder.resolve("status"), "Cpus_allowed:\tff\nCpus_allowed_list:\t" + mask + "\nMems_allowed:\t1\n");
        assertThat(Installation.cores(folder, status)).isEmpty();
        for (int cpu = 0; cpu < 8; cpu++) {
            Path list = folder.resolve("cpu" + cpu + "/topology/thread_siblings_list");
            file(list);
            Files.writeString(list, cpu % 4 + "," + (cpu % 4 + 4) + "\n");
        }
        assertThat(Installation.cores(folder, status)).contains(cores);
        assertThat(Installation.cores(folder, folder.resolve("none"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib", "lib64", "lib/MULTIARCHgnu/openmpi/lib", "lib/MULTIARCHgnu"})
    void theLibraryIsTheOneThatBelongsToMpirun(String place) throws IOException {
        Path mpirun = executable(folder.resolve("openmpi/bin/orterun"), "mpirun (Open MPI) 4.1.4");
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("bin")).resolve("mpirun"), mpirun);
        file(folder.resolve("lib/libmpi_java.so"));
        file(folder.resolve("openmpi/lib/other-linux-gnu/libmpi_java.so"));
        Map<String, String> environment = Map.of("PATH", link.getParent().toString(), "RXT_DATA", folder.toString());
        assertThat(Installation.find(environment).openmpiLibrary()).isEmpty();
        Path library = folder.resolve("openmpi").resolve(place.replace("MULTIARCH", Installation.MULTIARCH));
        file(library.resolve("libmpi_java.so"));
        Installation found = Installation.find(environment);
        assertThat(found.openmpi().map(Mpi::launcher)).contains(link);
        assertThat(found.openmpiLibrary()).contains(library.toRealPath());
    }
}
