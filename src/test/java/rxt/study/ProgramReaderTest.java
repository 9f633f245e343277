package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.LaunchSpec;
import rxt.record.rule.StepGrowth;

class ProgramReaderTest {
    private static final String STUDY = """
            name: s
            grid: {splits: [1x1, 2x3]}
            launcher: local
            team: spin
            kernels:
              - kernel: triad
                params: {n: 1000}
              - command: "./a.out -n {n} -t {threads} {steps}"
                name: triad-c
                params: {n: 1_000}
                check: {output: 'valid: (yes) {ranks}', exit_code: 3}
                same_as: triad
                environment: {OMP_SCHEDULE: static, SEED: "{seed}"}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aProgram() throws IOException {
        InstallationTest.executable(folder.resolve("a.out"));
        Files.writeString(folder.resolve("plain"), "");
    }

    @Test
    void aProgramStandsBesideTheKernelThatItIsTheSameAs() throws IOException {
        List<PlannedCell> cells = cells(STUDY);
        assertThat(cells)
                .extracting(cell -> cell.cell().label())
                .containsExactly("triad 1×1 local", "triad 2×3 local", "triad 1×1 triad-c", "triad 2×3 triad-c");
        PlannedCell program = cells.getLast();
        assertThat(program.cell().params())
                .as("as the kernel reads them")
                .isEqualTo(cells.getFirst().cell().params());
        assertThat(program.cell().isProgram()).isTrue();
        assertThat(program.mpi()).isEqualTo("openmpi");
        LaunchSpec spec = program.spec(0, 0, folder, folder);
        assertThat(LaunchSpec.parse(spec.arguments())).isEqualTo(spec);
    }

    @Test
    void theLineIsThatOfTheLauncherWithTheVariablesBeforeTheProgram() throws IOException {
        PlannedCell program = cells(STUDY).getLast();
        assertThat(ProgramCommand.line(
                                program.spec(0, 0, folder, folder),
                                new Launcher.Shape(2, 3, "triad-c", false),
                                installation())
                        .shell())
                .isEqualTo("/usr/bin/mpirun -np 2 --map-by slot:PE=3 --bind-to core env MKL_NUM_THREADS=3"
                        + " OMP_NUM_THREADS=3 OMP_PLACES=cores OMP_PROC_BIND=close OMP_SCHEDULE=static"
                        + " OPENBLAS_NUM_THREADS=3 SEED=1 " + folder.resolve("a.out") + " -n 1000 -t 3 43");
    }

    @Test
    void whatChangesTheRunChangesTheKey() throws IOException {
        String key = cells(STUDY).getLast().key();
        assertThat(cells(STUDY).getLast().key()).isEqualTo(key);
        for (String other : List.of(
                STUDY.replace("{steps}\"", "{steps} -v\""),
                STUDY.replace("static", "dynamic"),
                STUDY.replace("exit_code: 3", "exit_code: 0"),
                STUDY.replace("(yes)", "yes"))) {
            assertThat(cells(other).getLast().key()).as(other).isNotEqualTo(key);
        }
    }

    @Test
    void parametersOfItsOwnAreAxesAndOneMayGrow() throws IOException {
        List<PlannedCell> cells = cells("""
                name: s
                grid: {splits: [1x1, 2x3]}
                scaling: weak
                kernels:
                  - command: "./a.out {n} {mode}"
                    grows: n
                    params: {n: [10, 1_0_0], mode: [fast, 007]}
                """);
        assertThat(cells).hasSize(8);
        assertThat(cells.get(1).cell().params()).isEqualTo(Map.of("n", "60", "mode", "fast"));
        assertThat(cells.getLast().cell().params()).isEqualTo(Map.of("n", "600", "mode", "007"));
        assertThat(cells.getLast().cell().label()).isEqualTo("a-out 2×3");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ./a.out -n | ./b.out -n | :8: key 'kernels[2].command': there is no program '
            ./a.out -n | ./plain -n | chmod +x makes it one
            ./a.out -n | nosuchprogram -n | there is no program 'nosuchprogram' on PATH
            ./a.out -n | a.out -n | such as ./a.out
            ./a.out -n | ./a.out; | ';' needs a shell
            {n} -t | {m} -t | the placeholder {m} is unknown; there are {n}, {variant}, {ranks}
            "{seed}" | "{sed}" | the placeholder {sed} is unknown
            (yes) | (yes | is no regular expression of Java: unclosed group
            exit_code: 3 | exit_code: 300 | a whole number from 0 to 255
            exit_code: 3 | code: 3 | unknown key; allowed here: output, exit_code
            name: triad-c | name: triad | 'triad' is the name of a kernel; call the program otherwise
            name: triad-c | name: ffm | 'ffm' is the name of a transport
            name: triad-c | name: Triad C | is no name of a program
            same_as: triad | same_as: triads | 'triads' is neither a kernel
            same_as: triad | grows: m | 'm' cannot grow; allowed: a parameter that is a whole number, of [n]
            same_as: triad | {same_as: triad, | not YAML
            params: {n: 1_000} | params: {m: 1} | no parameter 'm'
            same_as: triad | kernel: triad | an entry has either 'kernel' or 'command'
            same_as: triad | team: spin | unknown key; allowed here: command, name, params
            OMP_SCHEDULE: | OMP-SCHEDULE: | no variable can be called so
            team: spin | scaling: weak | ''
            """)
    void whatIsWrongIsRefusedWithItsPlace(String right, String wrong, String message) {
        String yaml = STUDY.replace(right, wrong);
        assertThat(yaml).isNotEqualTo(STUDY);
        if (message.isEmpty()) {
            assertThat(catchCells(yaml)).as("it grows as the kernel does").isEmpty();
        } else {
            assertThatThrownBy(() -> cells(yaml))
                    .isInstanceOf(StudyException.class)
                    .hasMessageContaining("study.yaml:")
                    .hasMessageContaining(message);
        }
    }

    private Optional<Throwable> catchCells(String yaml) {
        return Optional.ofNullable(org.assertj.core.api.Assertions.catchThrowable(() -> cells(yaml)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ./a.out {n}, params: {n: 1, m: 2} | the program never sees it; write {m}
            ./a.out {n}, params: {ranks: 1} | {ranks} is given by RxT
            ./a.out {n}, params: {n: 1}, scaling: weak | weak scaling needs 'grows'
            ./a.out, same_as: triad, grows: n | it grows as 'triad' does (n grows with the workers)
            """)
    void whatHasNoMeaningIsRefused(String entry, String message) {
        assertThatThrownBy(() -> cells("name: s\ngrid: {splits: [1x1]}\nkernels:\n  - {command: "
                        + entry.replaceFirst("^([^,]*)", "\"$1\"") + "}\n"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("study.yaml:")
                .hasMessageContaining(message);
    }

    @Test
    void stepsThatGrowAreRefusedForAProgramAlone() throws IOException {
        String grown = STUDY.replace("team: spin", "measure: {steps: 20, max_steps: 80}");
        assertThatThrownBy(() -> cells(grown))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("study.yaml:4: key 'measure.max_steps':")
                .hasMessageContaining("measure: {steps: 80, max_steps: 80}");
        String own = "    measure: {steps: 80, max_steps: 80}\n";
        assertThat(cells(grown + own).getLast().measure().steps()).isEqualTo(new StepGrowth(80, 80));
        assertThat(cells(grown + own).getFirst().measure().steps()).isEqualTo(new StepGrowth(20, 80));
        assertThatThrownBy(() -> cells(STUDY + own.replace("80}", "81}")))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("key 'kernels[2].measure.max_steps': a program makes the steps that it is");
    }

    @Test
    void oneNameStandsForOneCommand() {
        assertThatThrownBy(() -> cells(STUDY + "  - {command: \"./a.out\", name: triad-c, same_as: triad}\n"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("the name 'triad-c' stands for another command already");
    }

    @Test
    void withoutAnMpiThereIsNothingToStartItWith() throws IOException {
        assertThat(InstallationTest.withCpus(2).missing(cells(STUDY).getLast().cell()))
                .hasValueSatisfying(why -> assertThat(why).contains("no MPI is on PATH"));
        assertThat(installation().missing(cells(STUDY).getLast().cell())).isEmpty();
    }

    private List<PlannedCell> cells(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), yaml);
        return Plan.of(StudyReader.read(file, List.of(), 8), new Only(Map.of()), installation());
    }

    private static Installation installation() {
        return InstallationTest.withCpus(8)
                .with(List.of(new Mpi(Path.of("/usr/bin/mpirun"), Mpi.Family.OPEN_MPI, "4.1.4", Optional.empty())));
    }
}
