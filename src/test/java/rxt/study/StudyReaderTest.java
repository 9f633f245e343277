package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.rule.Repetition;
import rxt.record.rule.StepGrowth;
import rxt.study.Study.Entry;

class StudyReaderTest {
    private static final String GOOD = """
            name: s
            grid: {ranks: [1, 2], threads: [1, 3]}
            kernels:
              - kernel: pi
                params: {darts: 1_000}
              - kernel: gemm
                params: {n: [10, 20]}
                grid: {cores: 4}
                measure: {steps: 7}
            """;

    @TempDir
    Path folder;

    @Test
    void readsEntriesAxesAndOverrides() throws IOException {
        Study study = read(GOOD);
        assertThat(study.kernels()).hasSize(3);
        Entry pi = study.kernels().get(0);
        assertThat(pi.params().longValue("darts")).isEqualTo(1000);
        assertThat(pi.splits()).containsExactly(new Split(1, 1), new Split(1, 3), new Split(2, 1), new Split(2, 3));
        Entry second = study.kernels().get(2);
        assertThat(second.params().longValue("n")).isEqualTo(20);
        assertThat(second.measure().steps()).isEqualTo(new StepGrowth(7, 7));
        assertThat(second.splits()).containsExactly(new Split(1, 1), new Split(1, 4), new Split(2, 2), new Split(4, 1));
        assertThat(read(GOOD.replace("steps: 7", "steps: 7, max_steps: 70"))
                        .kernels()
                        .get(2)
                        .measure()
                        .steps())
                .isEqualTo(new StepGrowth(7, 70));
    }

    @Test
    void coresAutoIsEveryCpu() throws IOException {
        Study study = read(GOOD.replace("cores: 4", "cores: auto"), 6);
        assertThat(study.kernels().get(1).splits())
                .containsExactly(new Split(1, 1), new Split(1, 6), new Split(2, 3), new Split(3, 2), new Split(6, 1));
    }

    private List<Split> splits(String grid, OptionalInt nodeCpus) throws IOException {
        Path file = Files.writeString(
                folder.resolve("study.yaml"),
                GOOD.replace("{ranks: [1, 2], threads: [1, 3]}", grid).replace("{cores: 4}", grid));
        return StudyReader.read(file, List.of(), 2, nodeCpus)
                .kernels()
                .getFirst()
                .splits();
    }

    @Test
    void nodesTimesRanksPerNodeTimesThreads() throws IOException {
        assertThat(splits("{nodes: [1, 2, 4], ranks_per_node: [1, 2], threads: [1, 3]}", OptionalInt.empty()))
                .containsExactly(
                        new Split(1, 1, 1),
                        new Split(1, 1, 3),
                        new Split(1, 2, 1),
                        new Split(1, 2, 3),
                        new Split(2, 2, 1),
                        new Split(2, 2, 3),
                        new Split(2, 4, 1),
                        new Split(2, 4, 3),
                        new Split(4, 4, 1),
                        new Split(4, 4, 3),
                        new Split(4, 8, 1),
                        new Split(4, 8, 3));
    }

    @Test
    void fillNodeIsEverySplitThatTakesAllCpusOfEachNodeAndTheBaseCase() throws IOException {
        List<Split> filled = List.of(
                new Split(1, 1, 1),
                new Split(1, 1, 4),
                new Split(1, 2, 2),
                new Split(1, 4, 1),
                new Split(3, 3, 4),
                new Split(3, 6, 2),
                new Split(3, 12, 1));
        assertThat(splits("{nodes: [1, 3], fill: node}", OptionalInt.of(4))).isEqualTo(filled);
        assertThat(splits("{nodes: [1, 3], fill: node, cpus_per_node: 4}", OptionalInt.of(9)))
                .isEqualTo(filled);
        assertThatThrownBy(() -> splits("{nodes: [1, 3], fill: node}", OptionalInt.empty()))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("study.yaml:2: key 'grid.fill': how many CPUs a node has")
                .hasMessageContaining("cpus_per_node: 64");
    }

    @Test
    void weakScalingGrowsWithTheWorkersOfAllNodes() throws IOException {
        String grid = "{nodes: [1, 2], ranks_per_node: 2, threads: 3}";
        Study study = read(GOOD.replace("{ranks: [1, 2], threads: [1, 3]}", grid) + "scaling: weak\n");
        assertThat(Plan.of(study, new Only(Map.of()), InstallationTest.withCpus(6)))
                .filteredOn(cell -> cell.cell().kernel().equals("pi"))
                .extracting(cell -> cell.cell().params().get("darts"))
                .containsExactly("6000", "12000");
    }

    @Test
    void aCellThatTheNodesCannotHoldIsLeftOutWithTheReason() throws IOException {
        String grid = "{nodes: [1, 2, 4], ranks_per_node: [1, 3], threads: 1}";
        Study study = read(GOOD.replace("{ranks: [1, 2], threads: [1, 3]}", grid) + "launcher: ffm\n");
        Only pi = Only.parse(List.of("kernel=pi"));
        Installation two = InstallationTest.withCpus(8).with(new Nodes(2, 2, 1, true));
        String crowded = "; 'oversubscribe: true' in the study runs and labels it";
        assertThat(skipped(study, pi, two))
                .containsExactly(
                        "",
                        "3 workers on 2 CPUs" + crowded,
                        "",
                        "3 workers on 2 CPUs of each node" + crowded,
                        "it wants 4 nodes and the allocation has 2; submit it with --nodes=4 or more",
                        "it wants 4 nodes and the allocation has 2; submit it with --nodes=4 or more");
        assertThat(skipped(study, pi, InstallationTest.withCpus(8)))
                .startsWith("", "")
                .endsWith("it wants 4 nodes and this machine is one, outside of an allocation;"
                        + " submit it with --nodes=4 or more");
        assertThat(skipped(study, Only.parse(List.of("kernel=pi", "nodes=2")), two))
                .containsExactly(
                        Plan.LEFT_OUT,
                        Plan.LEFT_OUT,
                        "",
                        "3 workers on 2 CPUs of each node" + crowded,
                        Plan.LEFT_OUT,
                        Plan.LEFT_OUT);
    }

    private static List<String> skipped(Study study, Only only, Installation installation) {
        return Plan.of(study, only, installation).stream()
                .filter(cell -> cell.cell().kernel().equals("pi"))
                .map(PlannedCell::skipped)
                .toList();
    }

    @Test
    void ranksThatAreThreadsOfOneJvmStayOnOneNode() throws IOException {
        String grid = "{nodes: [1, 2], ranks_per_node: 1, threads: 1}";
        Study study = read(GOOD.replace("{ranks: [1, 2], threads: [1, 3]}", grid) + "launcher: [local, mpj]\n");
        assertThat(skipped(
                        study, new Only(Map.of()), InstallationTest.withCpus(2).with(new Nodes(4, 2, 1, true))))
                .containsExactly(
                        "",
                        "transport local runs on one node only; ffm and openmpi run on 2",
                        "",
                        "transport mpj runs on one node only; ffm and openmpi run on 2");
    }

    @Test
    void splitsAreNamedOneByOne() throws IOException {
        Study study = read(GOOD.replace("{ranks: [1, 2], threads: [1, 3]}", "{splits: [1x1, 3x2, 5×3, 3x2]}"));
        assertThat(study.kernels().get(0).splits()).containsExactly(new Split(1, 1), new Split(3, 2), new Split(5, 3));
    }

    @Test
    void teamPinningAndLimitsHaveDefaults() throws IOException {
        Study study = read(GOOD);
        assertThat(study.kernels().get(0).team()).isEqualTo("forkjoin");
        assertThat(study.kernels().get(0).pinning()).isEqualTo("none");
        assertThat(study.limits()).isEqualTo(new Study.Limits(300, 60));
    }

    @Test
    void teamAndPinningMayStandAtAnEntryAndArePartOfTheCell() throws IOException {
        Study study = read(GOOD + "    team: spin\n    pinning: scatter\nlimits: {stuck_seconds: 7}\n");
        List<PlannedCell> cells = Plan.of(study, new Only(Map.of()), InstallationTest.withCpus(2));
        assertThat(cells.getFirst().cell().team()).isEqualTo("forkjoin");
        assertThat(cells.getLast().cell().team()).isEqualTo("spin");
        assertThat(cells.getLast().cell().pinning()).isEqualTo("scatter");
        assertThat(cells.getLast().spec(0, 0, folder, folder).arguments()).contains("team=spin", "pinning=scatter");
        assertThat(study.limits()).isEqualTo(new Study.Limits(300, 7));
        assertThatThrownBy(() -> read(GOOD + "    team: virtual\n    pinning: compact\n"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("virtual threads cannot be pinned");
    }

    @Test
    void measuringHasDefaultsAndAnEntryOverridesKeyByKey() throws IOException {
        Study defaults = read(GOOD);
        assertThat(defaults.whole()).isEqualTo(new Study.Whole(3600, 3, 0));
        assertThat(defaults.kernels().getFirst().measure())
                .isEqualTo(new Study.Measure(
                        new Repetition(0.05, 6, 20, Double.POSITIVE_INFINITY), new StepGrowth(40, 40), 3));
        Study study = read(
                GOOD
                        + "measure: {interval_width: 0.02, min_launches: 30, steps: 50, study_seconds: 1.5, drift_launches: 0, claim_launches: 9}\n");
        assertThat(study.whole()).isEqualTo(new Study.Whole(1.5, 0, 9));
        Repetition rule = new Repetition(0.02, 30, 30, Double.POSITIVE_INFINITY);
        assertThat(study.kernels().getFirst().measure()).isEqualTo(new Study.Measure(rule, new StepGrowth(50, 50), 3));
        assertThat(study.kernels().getLast().measure()).isEqualTo(new Study.Measure(rule, new StepGrowth(7, 7), 3));
    }

    @Test
    void aDriftCheckTooSmallToTellIsRefused() {
        assertThatThrownBy(() -> read(GOOD + "measure:\n  drift_launches: 2\n"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining(
                        "study.yaml:11: key 'measure.drift_launches': '2' is not allowed; allowed: 0 for no")
                .hasMessageContaining("or 3 and more");
    }

    @Test
    void howOftenIsNoPartOfTheKeyAndHowIs() throws IOException {
        PlannedCell cell = first(GOOD);
        assertThat(first(GOOD + "measure: {interval_width: 0.5, min_launches: 9, study_seconds: 5, cell_seconds: 5}\n")
                        .key())
                .isEqualTo(cell.key());
        assertThat(first(GOOD + "measure: {steps: 41}\n").key()).isNotEqualTo(cell.key());
        assertThat(first(GOOD + "measure: {warmup: 4}\n").key()).isNotEqualTo(cell.key());
    }

    private PlannedCell first(String yaml) throws IOException {
        return Plan.of(read(yaml), new Only(Map.of()), InstallationTest.withCpus(2))
                .getFirst();
    }

    @Test
    void settingsStandOverTheFile() throws IOException {
        Study study = read(GOOD, 2, "measure.steps=3", "gemm.n=99", "grid.threads=[5]", "launcher=[mpj,local]");
        assertThat(study.kernels()).hasSize(2);
        assertThat(study.kernels().get(0).measure().steps()).isEqualTo(new StepGrowth(3, 3));
        assertThat(study.kernels().get(0).splits()).containsExactly(new Split(1, 5), new Split(2, 5));
        assertThat(study.kernels().get(0).launchers()).containsExactly("mpj", "local");
        assertThat(study.kernels().get(1).params().longValue("n")).isEqualTo(99);
    }

    @Test
    void theTextSaysWhatElseDecidedTheRun() throws IOException {
        assertThat(read(GOOD, 2, "measure.steps=3", "gemm.n=99").yaml())
                .startsWith(GOOD)
                .endsWith("# run with seed: 1\n# run with --set measure.steps=3\n# run with --set gemm.n=99\n");
    }

    @Test
    void refusesMoreWorkersThanAnyMachineHas() {
        assertThatThrownBy(() -> read(GOOD.replace("ranks: [1, 2]", "ranks: [1048576]")))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("study.yaml:2: key 'grid.threads[2]'")
                .hasMessageContaining("from 1 to 1");
    }

    @ParameterizedTest(name = "{0} → {1}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            name: s              | nam: s                | :1 | key 'nam'
            name: s              | name: S p             | :1 | lower-case
            ranks: [1, 2]        | ranks: []             | :2 | key 'grid.ranks': the list is empty
            ranks: [1, 2]        | ranks: [0]            | :2 | whole number from 1
            ranks: [1, 2]        | ranks: [-2]           | :2 | whole number from 1
            ranks: [1, 2]        | ranks: two            | :2 | 'two' is not allowed
            threads: [1, 3]      | thread: [1]           | :2 | unknown key; allowed here: ranks, threads, cores
            threads: [1, 3]      | threads: {a: 1}       | :2 | single value
            kernel: pi           | kernel: pie           | :4 | no kernel 'pie'; did you mean pi? 'jobs/rxt list' shows all
            darts: 1_000         | dart: 1               | :5 | no parameter 'dart'
            darts: 1_000         | darts: -1             | :5 | darts' cannot be '-1'; allowed: a whole number
            darts: 1_000         | darts: 1.5            | :5 | darts' cannot be '1.5'
            cores: 4             | cores: 0              | :8 | whole number from 1
            cores: 4             | cores: 4, ranks: 1    | :8 | ranks and threads, or cores alone, or splits alone
            cores: 4             | cores: 4, splits: 1x1 | :8 | ranks and threads, or cores alone, or splits alone
            cores: 4             | ranks: 4              | :8 | ranks and threads, or cores alone, or splits alone
            cores: 4             | nodes: [1]            | :8 | or nodes, ranks_per_node and threads, or nodes and fill: node
            cores: 4             | nodes: 1, ranks: 4, threads: 1 | :8 | or nodes, ranks_per_node and threads
            cores: 4             | nodes: [0], fill: node, cpus_per_node: 4 | :8 | key 'kernels[2].grid.nodes[1]': '0' is not allowed; allowed: a whole number from 1
            cores: 4             | nodes: [1], fill: core | :8 | key 'kernels[2].grid.fill': 'core' is not allowed; allowed: node
            cores: 4             | nodes: [1], fill: node, threads: 1 | :8 | or nodes and fill: node (with cpus_per_node or without)
            cores: 4             | nodes: [1], fill: node, cpus_per_node: 0 | :8 | grid.cpus_per_node': '0' is not allowed
            cores: 4             | nodes: [1024], ranks_per_node: [1024], threads: [1, 2] | :8 | grid.threads[2]': '2' is not allowed; allowed: a whole number from 1 to 1
            cores: 4             | splits: [1x1, 2*2]    | :8 | '2*2' is no split; write ranks x threads, such as 3x2
            cores: 4             | splits: [1x0]         | :8 | '1x0' is no split
            cores: 4             | splits: 9999x9999     | :8 | at most 1048576 workers
            measure: {steps: 7}  | team: fork            | :9 | forkjoin, spin, virtual
            measure: {steps: 7}  | pinning: cores        | :9 | none, compact, scatter
            {steps: 7}           | {steps: many}         | :9 | key 'kernels[2].measure.steps': 'many' is not allowed; allowed: a whole number from 1 to
            {steps: 7}           | {step: 7}             | :9 | key 'kernels[2].measure.step': unknown key; allowed here: interval_width, min_launches, max_launches, cell_seconds, steps, max_steps, warmup
            {steps: 7}           | {max_steps: 1}        | :9 | 'kernels[2].measure.max_steps': '1' is not allowed; allowed: a whole number from 40 to
            {steps: 7}           | {warmup: -1}          | :9 | 'kernels[2].measure.warmup': '-1' is not allowed; allowed: a whole number from 0
            {steps: 7}           | {interval_width: 0}   | :9 | measure.interval_width': '0' is not allowed; allowed: a part of the median such as 0.05, above 0 and at most 10
            {steps: 7}           | {interval_width: 2 %} | :9 | '2 %' is not allowed; allowed: a part of the median such as 0.05
            {steps: 7}           | {interval_width: NaN} | :9 | 'NaN' is not allowed; allowed: a part of the median
            {steps: 7}           | {min_launches: 0}     | :9 | measure.min_launches': '0' is not allowed; allowed: a whole number from 1 to 1000
            {steps: 7}           | {max_launches: 5}     | :9 | measure.max_launches': '5' is not allowed; allowed: a whole number from min_launches, which is 6 where it is not given, to 1000
            {steps: 7}           | {max_launches: 2000}  | :9 | allowed: a whole number from 1 to 1000
            {steps: 7}           | {cell_seconds: 0}     | :9 | measure.cell_seconds': '0' is not allowed; allowed: seconds, above 0
            {steps: 7}           | {cell_seconds: 1e999} | :9 | '1e999' is not allowed; allowed: seconds, above 0 and at most
            {steps: 7}           | {study_seconds: 9}    | :9 | measure.study_seconds': concerns the whole study; move it to 'measure' at the root
            {steps: 7}           | [7]                   | :9 | key 'kernels[2].measure': a mapping (key: value) must stand here, not a list of 1
            name: s              | launches: 3           | :1 | key 'launches': unknown key; allowed here: name, description, kernels, seed, limits, grid, scaling, launcher, team, pinning, measure
            measure: {steps: 7}  | launcher: slurm       | :9 | auto, local, mpj, openmpi, ffm
            measure: {steps: 7}  | scaling: linear       | :9 | strong, weak
            measure: {steps: 7}  | oversubscribe: maybe  | :9 | true, false
            measure: {steps: 7}  | measure: 7 : 8        | :9 | , column 16: not YAML: mapping values are not allowed here
            grid: {ranks         | name: t               | :2 | name
            """)
    void refusesWithFileLineAndKey(String good, String bad, String line, String words) {
        assertThatThrownBy(() -> read(GOOD.replace(good.strip(), bad.strip())))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("study.yaml" + line.strip())
                .hasMessageContaining(words.strip());
    }

    /** The parser tells what it was reading first, on the line where that began. */
    @Test
    void noYamlIsToldByItsFaultAndWhereThatIs() {
        assertThatThrownBy(() -> read("name: s\nkernels:\n\t- kernel: pi\n"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("study.yaml:3, column 1: not YAML: found character '\\t(TAB)'");
        assertThatThrownBy(() -> read("name: s\ngrid: {ranks: [1]\nkernels: []\n"))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("study.yaml:3, column ")
                .hasMessageContaining("expected ',' or '}'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n",
                "[]",
                "just text",
                "name: s\n",
                "name: s\nkernels: []\ngrid: {cores: 1}\n"
            })
    void refusesWhatIsNoStudy(String yaml) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(StudyException.class).hasMessageContaining("study.yaml");
    }

    @Test
    void refusesAMissingFileAFolderAndBinary() throws IOException {
        assertThatThrownBy(() -> StudyReader.read(folder.resolve("no.yaml"), List.of(), 2))
                .hasMessageContaining("no.yaml")
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> StudyReader.read(folder, List.of(), 2)).hasMessageContaining("is a folder");
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> StudyReader.read(binary, List.of(), 2)).hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "measure.steps",
                "=3",
                "nokernel.n=3",
                "gemm.m=3",
                "seed=[",
                "seed=",
                "foo=1",
                "steps=3",
                "measure.launches=3"
            })
    void refusesBadSettings(String setting) {
        assertThatThrownBy(() -> read(GOOD, 2, setting))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("--set " + setting);
    }

    @Test
    void weakScalingGrowsTheProblem() throws IOException {
        Study study = read(GOOD + "scaling: weak\n");
        List<PlannedCell> cells = Plan.of(study, new Only(Map.of()), InstallationTest.withCpus(6));
        assertThat(cells)
                .filteredOn(cell -> cell.cell().kernel().equals("pi"))
                .extracting(cell -> cell.cell().params().get("darts"))
                .containsExactly("1000", "3000", "2000", "6000");
        assertThat(cells).extracting(cell -> cell.cell().scaling()).containsOnly("weak");
    }

    @Test
    void everyCellIsPlannedAndSomeAreLeftOutWithAReason() throws IOException {
        List<PlannedCell> cells = Plan.of(
                read(GOOD), Only.parse(List.of("kernel=pi", "threads=1", "threads=3")), InstallationTest.withCpus(2));
        assertThat(cells).hasSize(4 + 8);
        assertThat(cells).filteredOn(cell -> cell.skipped().isEmpty()).hasSize(2);
        assertThat(cells)
                .filteredOn(
                        cell -> cell.cell().kernel().equals("pi") && cell.cell().workers() > 2)
                .extracting(PlannedCell::skipped)
                .allSatisfy(reason -> assertThat(reason).contains("on 2 CPUs"));
    }

    @Test
    void cellsKeepTheirKeyWhateverTheFolder() throws IOException {
        PlannedCell cell = Plan.of(read(GOOD), new Only(Map.of()), InstallationTest.withCpus(2))
                .getFirst();
        assertThat(cell.spec(3, 4, Path.of("/a"), Path.of("/b")).key()).isEqualTo(cell.key());
    }

    private Study read(String yaml, String... settings) throws IOException {
        return read(yaml, 2, settings);
    }

    private Study read(String yaml, int cpus, String... settings) throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), yaml);
        return StudyReader.read(file, List.of(settings), cpus);
    }
}
