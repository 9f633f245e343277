package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When {@code jobs/rxt run} and {@code jobs/rxt test} install something, and what they do where that fails. */
class ScriptSetupIT {
    private static final Map<String, String> NOTHING = Map.of();

    private StubMachine machine;

    @BeforeEach
    void studies(@TempDir Path folder) throws IOException {
        machine = new StubMachine(folder);
        machine.file("none.yaml", "name: none\n");
        machine.file("auto.yaml", "launcher: auto # or mpj\n");
        machine.file("local.yaml", "launcher: local\n");
        machine.file("mpj.yaml", "launcher: mpj\n");
        machine.file("both.yaml", "launcher: [mpj, openmpi]\n");
    }

    @Test
    void autoTriesOnceSaysHowToMendItAndGoesOn() throws Exception {
        ProgramRun first = machine.run(NOTHING, "run", "auto.yaml");
        assertThat(machine.calls("apt-get")).isNotEmpty();
        assertThat(first.err()).contains("E: no network", "'jobs/rxt setup mpj ffm readers' tries again");
        assertThat(machine.home().resolve("data/.set-up-failed")).content().contains("E: no network");
        int calls = machine.calls("apt-get").size();
        ProgramRun second = machine.run(NOTHING, "run", "auto.yaml");
        assertThat(second.err()).doesNotContain("no network", "jobs/rxt setup");
        assertThat(machine.calls("apt-get")).hasSize(calls);
        assertThat(machine.calls("java"))
                .filteredOn(call -> call.endsWith("rxt.cli.Rxt run auto.yaml"))
                .hasSize(2);
    }

    /** What the shell would complete is what the script knows. */
    @Test
    void knowsThePartsThatAreCompleted() throws Exception {
        ProgramRun refused = machine.run(NOTHING, "setup", "nosuch");
        assertThat(refused.err()).contains("there are " + String.join(", ", new ScriptCommands.SetupParts()));
    }

    @Test
    void aFailureForAutoDoesNotKeepANamedLauncherFromBeingInstalled() throws Exception {
        machine.file("data/.set-up-failed", "no network\n");
        machine.run(NOTHING, "run", "mpj.yaml");
        assertThat(machine.calls("apt-get")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "run both.yaml --launcher local, '', ''",
        "run both.yaml --launcher=local, '', ''",
        "run both.yaml --set launcher=local, '', ''",
        "run both.yaml --dry-run, '', ''",
        "run both.yaml --help, '', ''",
        "run nosuch.yaml, '', ''",
        "run local.yaml, '', ''",
        "list, '', ''",
        "run both.yaml, RXT_BUILD, off",
        "run auto.yaml, RXT_BUILD, off",
        "run both.yaml --launcher mpj, SLURM_JOB_ID, 7"
    })
    void nothingIsInstalled(String arguments, String variable, String value) throws Exception {
        machine.file("target/lib/rxt.jar", "built");
        Map<String, String> environment = variable.isEmpty() ? NOTHING : Map.of(variable, value);
        ProgramRun run = machine.run(environment, arguments.split(" ", -1));
        assertThat(machine.calls("apt-get")).isEmpty();
        assertThat(machine.calls("java")).as(run.err()).last().asString().endsWith("rxt.cli.Rxt " + arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "run mpj.yaml, true, false",
        "run both.yaml, true, true",
        "run none.yaml, true, true",
        "run local.yaml --launcher ffm, false, true",
        "run --mpi both.yaml --launcher ffm local.yaml, false, true",
        "run local.yaml --launcher openmpi, false, true",
        "'run --launcher=local,mpj both.yaml', true, false",
        "run --output both.yaml --set launcher=[openmpi] mpj.yaml, false, true"
    })
    void onlyTheLaunchersInQuestionAreInstalled(String arguments, boolean mpj, boolean openmpi) throws Exception {
        machine.run(NOTHING, arguments.split(" ", -1));
        String installs = String.join("\n", machine.calls("apt-get"));
        assertThat(installs.contains(" libmpj-java ")).isEqualTo(mpj);
        assertThat(installs.contains(" openmpi-bin")).isEqualTo(openmpi);
    }

    @ParameterizedTest
    @CsvSource({"mpirun, false", "mpirun.mpich, false", "mpicc, true"})
    void anyMpiWillDoForFfm(String program, boolean installed) throws Exception {
        machine.stub("bin/" + program, "");
        machine.run(NOTHING, "run", "local.yaml", "--launcher", "ffm");
        assertThat(!machine.calls("apt-get").isEmpty()).isEqualTo(installed);
    }

    @Test
    void whatIsThereIsNotInstalled() throws Exception {
        machine.stub("data/mpj/bin/mpjrun", "");
        machine.file("data/mpj/lib/mpj.jar", "jar");
        machine.run(NOTHING, "run", "mpj.yaml");
        assertThat(machine.calls("apt-get")).isEmpty();
    }

    @Test
    void testsThatWouldBeLeftOutAreAFailure() throws Exception {
        everyPackageIsInstalled();
        // Yet there is no mpirun to make mpi.jar for.
        ProgramRun test = machine.run(NOTHING, "test");
        assertThat(test.exitCode()).as(test.err()).isEqualTo(1);
        assertThat(test.err())
                .contains("tests would be left out", "openmpi/mpi.jar", "mpirun.mpich", "jobs/rxt doctor");
        assertThat(machine.calls("mvn")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "test -Dit.test=AnyIT -DskipX, false, -Dit.test=AnyIT -DskipX verify",
        "test -Dit.test=AnyIT --all -DskipX, true, -Dit.test=AnyIT -DskipX verify"
    })
    void longTestsRunWhereAllIsAskedFor(String arguments, boolean all, String rest) throws Exception {
        everyPackageIsInstalled();
        for (String program : List.of("mpirun", "mpirun.mpich")) {
            machine.stub("bin/" + program, "");
        }
        machine.file("data/openmpi/mpi.jar", "jar");
        machine.file("data/openmpi/version", "package 1\n");
        ProgramRun test = machine.run(NOTHING, arguments.split(" ", -1));
        assertThat(test.exitCode()).as(test.err()).isZero();
        assertThat(machine.calls("mvn").getFirst())
                .containsPattern("-Pformat,scripts,ffm,browser,-?slurm" + (all ? ",all " : " "))
                .endsWith(rest)
                .doesNotContain("--all");
        assertThat(test.err().contains("'jobs/rxt test --all' runs")).isEqualTo(!all);
    }

    private void everyPackageIsInstalled() throws IOException {
        machine.stub("data/mpj/bin/mpjrun", "");
        machine.file("data/mpj/lib/mpj.jar", "jar");
        machine.file("data/mpj/version", "package 1\n");
        machine.stub("bin/shellcheck", "");
        machine.stub(
                "bin/dpkg-query",
                "shift; shift; case $1 in *Status*) shift; printf '%s:installed ' \"$@\" ;; *) echo package 1 ;; esac");
    }
}
