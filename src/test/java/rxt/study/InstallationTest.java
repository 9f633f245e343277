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

class InstallationTest {
    @TempDir
    Path folder;

    static Installation bare() {
        return new Installation(
                Path.of("/jdk"),
                List.of(Path.of("/rxt/rxt.jar")),
                "/usr/bin",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                2,
                2,
                false,
                Optional.empty());
    }

    private static Path executable(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void file(Path file) throws IOException {
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
        assertThat(bare().missing("x")).contains("no transport is called 'x'; there are local, mpj, openmpi");
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
        Path mpirun = executable(folder.resolve("bin/mpirun"));
        Map<String, String> environment =
                Map.of("RXT_DATA", folder.resolve("data").toString(), "PATH", "/nowhere::" + mpirun.getParent());
        Installation found = Installation.find(environment);
        assertThat(found.mpirun()).contains(mpirun);
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

    @Test
    void countsCoresBySiblings() throws IOException {
        assertThat(Installation.cores(folder)).isEmpty();
        for (int cpu = 0; cpu < 4; cpu++) {
            Path list = folder.resolve("cpu" + cpu + "/topology/thread_siblings_list");
            file(list);
            Files.writeString(list, cpu % 2 + "," + (cpu % 2 + 2) + "\n");
        }
        assertThat(Installation.cores(folder)).contains(2);
    }
}
