package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.VersusFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code jobs/rxt versus core} with real C twins, in its smallest form. Nothing here depends on how fast anything is.
 * It needs mpi.jar and, beside Open MPI, MPICH; {@code jobs/rxt test} sets up both.
 */
@Tag("openmpi")
class VersusCoreIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    private ProgramRun rxt(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(CHECKOUT.resolve("jobs/rxt").toString()));
        command.addAll(List.of(arguments));
        return ProgramRun.of(folder, environment, command);
    }

    @Test
    @Tag("long")
    void measuresBothSidesInTurnsAndTellsTheRatios() throws Exception {
        Path output = folder.resolve("core.h5");
        ProgramRun run = rxt(
                Map.of(),
                "versus",
                "core",
                "--rounds=2",
                "--samples=6",
                "--only=8 B/local,8 B/openmpi,halo/ffm-openmpi,8 B/ffm-mpich,region T=/spin",
                "--format=json",
                "--output=" + output);
        assertThat(run.exitCode()).as(run.err()).isLessThan(2);
        JsonNode rows = JsonMapper.shared().readTree(run.out()).get("rows");
        List<String> measured = new ArrayList<>();
        for (JsonNode row : rows) {
            String name = row.get("name").asString() + "/"
                    + row.get("transport").asString() + "-" + row.get("library").asString();
            assertThat(row.get("problem").asString()).as(name).isEmpty();
            assertThat(row.get("ratio").asDouble()).as(name).isPositive();
            assertThat(row.get("samples").asInt()).as(name).isEqualTo(2 * 2 * 6);
            assertThat(row.get("low").isNull())
                    .as("below 3 rounds there is no interval")
                    .isTrue();
            measured.add(name);
        }
        assertThat(measured)
                .contains(
                        "ping-pong 8 B off-heap/local-openmpi",
                        "ping-pong 8 B heap/openmpi-openmpi",
                        "allreduce 8 B/openmpi-openmpi",
                        "halo 1024×1024/ffm-openmpi",
                        "ping-pong 8 B off-heap/ffm-mpich",
                        "region T=2/spin-libgomp");
        VersusFile file = VersusFile.read(output);
        assertThat(file.launches()).extracting(VersusFile.TwinLaunch::side).containsOnly("c", "rxt");
        assertThat(file.environments())
                .extracting(VersusFile.TwinEnvironment::runtime)
                .anyMatch(runtime -> runtime.startsWith("gcc "));
        assertThat(file.environments())
                .filteredOn(environment -> environment.binding().equals("C"))
                .extracting(VersusFile.TwinEnvironment::library)
                .anyMatch(library -> library.startsWith("Open MPI"))
                .anyMatch(library -> library.startsWith("MPICH"));
        assertThat(folder.resolve("core.parts")).doesNotExist();
        ProgramRun dump = ProgramRun.of(folder, Map.of(), List.of("h5dump", "-d", "/contests/name", output.toString()));
        assertThat(dump.out()).as(dump.err()).contains("halo 1024");
        ProgramRun shown = rxt(Map.of(), "versus", "show", output.toString());
        assertThat(shown.out()).contains("local, against C over Open MPI", "RxT (µs)");
    }

    @Test
    void withoutAnMpiTeamsAreMeasuredAndTheRestSaysWhatIsMissing() throws Exception {
        List<String> tools = new ArrayList<>(SearchPath.SHELL_TOOLS);
        tools.addAll(List.of("gcc", "as", "ld"));
        ProgramRun run = rxt(
                Map.of("PATH", SearchPath.of(folder.resolve("bin"), tools).toString()),
                "versus",
                "core",
                "--rounds=1",
                "--samples=5",
                "--only=barrier/",
                "--format=json",
                "--output=" + folder.resolve("teams.h5"));
        assertThat(run.exitCode()).as(run.err()).isLessThan(2);
        for (JsonNode row : JsonMapper.shared().readTree(run.out()).get("rows")) {
            String transport = row.get("transport").asString();
            if (List.of("spin", "forkjoin").contains(transport)) {
                assertThat(row.get("ratio").asDouble()).as(transport).isPositive();
            } else {
                assertThat(row.get("problem").asString())
                        .as(transport)
                        .contains("`jobs/rxt setup " + row.get("library").asString() + "` installs it");
            }
        }
    }

    @Test
    void anotherFileIsNotOverwritten() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "mine");
        ProgramRun run = rxt(Map.of(), "versus", "core", "--only=barrier/spin", "--rounds=1", "--output=" + precious);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("precious.txt").doesNotContain("Exception");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aMissingCompilerIsRefusedWithTheCure() throws Exception {
        Path bin = SearchPath.of(folder.resolve("bin"), SearchPath.SHELL_TOOLS);
        for (String tool : List.of("mpirun", "mpirun.openmpi")) {
            Path real = Path.of("/usr/bin").resolve(tool);
            if (Files.exists(real) && !Files.exists(bin.resolve(tool))) {
                Files.createSymbolicLink(bin.resolve(tool), real);
            }
        }
        ProgramRun run = rxt(
                Map.of("PATH", bin.toString()),
                "versus",
                "core",
                "--only=barrier/local",
                "--output=" + folder.resolve("no.h5"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("mpicc of Open MPI", "jobs/rxt setup", "--only")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("no.h5")).doesNotExist();
    }
}
