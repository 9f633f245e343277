package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.study.Installation;
import rxt.study.Mpi;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private Installation installation(Optional<Path> mpjHome, Optional<Path> openmpiJar, Optional<Path> mpirun) {
        Path javaHome = Path.of(System.getProperty("java.home"));
        List<Mpi> mpis =
                mpirun.map(program -> new Mpi(program, Mpi.Family.OPEN_MPI, "4.1.6", Optional.of(program))).stream()
                        .toList();
        return new Installation(
                javaHome, List.of(), "", mpjHome, openmpiJar, mpirun, mpis, 2, 4, false, Optional.empty());
    }

    private List<Part> parts(Installation installation) {
        return new Inspection(installation, new Programs(folder.toString())).parts();
    }

    private static Part part(List<Part> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().strip().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Path program(String name, String output) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho '" + output + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void whatIsMissingHasItsCureAndOnlyRequiredPartsAreMissed() {
        List<Part> parts = parts(installation(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(parts.stream().filter(Part::isMissed).map(part -> part.name().strip()))
                .containsExactly("MPJ Express", "its jars", "MPI");
        assertThat(part(parts, "MPJ Express").cure()).isEqualTo("jobs/rxt setup mpj");
        assertThat(part(parts, "Slurm").state()).isEqualTo("absent");
        assertThat(part(parts, "HDF5 Java").version())
                .hasValueSatisfying(version -> assertThat(version).matches("1\\.\\d+\\.\\d+"));
    }

    @Test
    void aHomeOfMpjExpressWithoutItsJarsIsFoundAndMissesThem() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("conf"));
        Files.createFile(folder.resolve("lib/mpj.jar"));
        Files.writeString(folder.resolve("conf/mpjexpress.conf"), "a=b\nmpjexpress.version=0.44\n");
        List<Part> parts = parts(installation(Optional.of(folder), Optional.empty(), Optional.empty()));
        assertThat(part(parts, "MPJ Express").version()).contains("0.44");
        assertThat(part(parts, "its jars").isMissed()).isTrue();
        assertThat(part(parts, "its jars").cure()).contains("log4j-1.2.jar").doesNotContain("mpj.jar,");
    }

    @Test
    void aJarMadeFromAnotherOpenMpiIsToBeMadeAgain() throws IOException {
        Path mpirun = program("mpirun", "mpirun (Open MPI) 4.1.6");
        Path jar = Files.createFile(folder.resolve("mpi.jar"));
        Files.writeString(folder.resolve("version"), "openmpi 4.1.4-3\n");
        List<Part> parts = parts(installation(Optional.empty(), Optional.of(jar), Optional.of(mpirun)));
        assertThat(part(parts, "Open MPI").version()).contains("4.1.6");
        assertThat(part(parts, "mpi.jar").version()).isEmpty();
        assertThat(part(parts, "mpi.jar").cure()).contains("jobs/rxt setup openmpi", "4.1.4-3");
        Files.writeString(folder.resolve("version"), "openmpi 4.1.6-1\n");
        assertThat(part(parts(installation(Optional.empty(), Optional.of(jar), Optional.of(mpirun))), "mpi.jar")
                        .version())
                .contains("4.1.6-1");
    }

    @Test
    void everyMpiIsShownWithItsLibraryAndWhichOneFfmUses() throws IOException {
        Path library = Files.createSymbolicLink(
                folder.resolve("libmpich.so.12"), Files.createFile(folder.resolve("libmpich.so.12.2.2")));
        Mpi mpich = new Mpi(Path.of("/usr/bin/mpirun.mpich"), Mpi.Family.MPICH, "4.0.2", Optional.of(library));
        Mpi openmpi = new Mpi(Path.of("/usr/bin/mpirun"), Mpi.Family.OPEN_MPI, "4.1.4", Optional.empty());
        Installation bare = installation(Optional.empty(), Optional.empty(), Optional.empty());
        List<Part> parts = parts(new Installation(
                bare.javaHome(),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(mpich, openmpi),
                2,
                4,
                false,
                Optional.empty()));
        assertThat(part(parts, "MPICH").where()).isEqualTo("/usr/bin/mpirun.mpich  (ffm uses it)");
        assertThat(part(parts, "Open MPI").where()).isEqualTo("/usr/bin/mpirun");
        List<Part> libraries = parts.stream()
                .filter(part -> part.name().strip().equals("its library"))
                .toList();
        assertThat(libraries).extracting(Part::version).containsExactly(Optional.of("12.2.2"), Optional.empty());
        assertThat(libraries).extracting(Part::isMissed).containsOnly(false);
        assertThat(libraries.getLast().cure()).isEqualTo("set RXT_MPI_LIBRARY to its path");
    }

    @Test
    void aLibraryOfNoUseThatTheEnvironmentNamesIsWrongAndTheRestIsShown() throws IOException {
        program("mpirun", "mpirun (Open MPI) 4.1.4");
        Path library = Files.writeString(folder.resolve("libmpi.so.40"), "MPI_Init_thread");
        Map<String, String> environment =
                new HashMap<>(Map.of("PATH", folder.toString(), "RXT_MPI_LIBRARY", "/etc/passwd"));
        List<Part> parts = DoctorCommand.parts(environment);
        assertThat(part(parts, "MPI library").state()).isEqualTo("WRONG");
        assertThat(part(parts, "MPI library").isMissed()).isTrue();
        assertThat(part(parts, "MPI library").cure()).startsWith("RXT_MPI_LIBRARY: '/etc/passwd' is no MPI library");
        assertThat(part(parts, "Open MPI").version()).contains("4.1.4");
        assertThat(part(parts, "its library").where()).isNotEqualTo("/etc/passwd");
        environment.put("RXT_MPI_LIBRARY", library.toString());
        parts = DoctorCommand.parts(environment);
        assertThat(parts).noneMatch(Part::wrong);
        assertThat(parts).extracting(Part::where).contains(library.toString());
        environment.put("RXT_MPI", "lam");
        assertThatThrownBy(() -> DoctorCommand.parts(environment)).hasMessageContaining("the MPI 'lam'");
    }

    @Test
    void aToolsVersionIsReadFromItsOutput() throws IOException {
        program("sbatch", "slurm 22.05.8");
        List<Part> parts = parts(installation(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(part(parts, "Slurm").version()).contains("22.05.8");
        assertThat(part(parts, "Slurm").where())
                .isEqualTo(folder.resolve("sbatch").toString());
    }

    @Test
    void theTableIsEightyColumnsWide() {
        List<Part> parts = parts(installation(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(DoctorCommand.text(parts).lines())
                .hasSizeGreaterThanOrEqualTo(parts.size())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
