package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What h5dump, h5py and pandas make of a results file; the Python programs are those of {@code outputs/README.md}. */
class OtherReadersIT {
    private static final String PYTHON = Optional.ofNullable(
                    System.getProperty("RXT_PYTHON", System.getenv("RXT_PYTHON")))
            .orElse("/usr/bin/python3");

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void writeAFile() {
        path = folder.resolve("study.h5");
        StudyFileWriter.commit(Examples.full(), path);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        ForkedJvm.Outcome outcome = ForkedJvm.run(List.of(command));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    /** Runs that code block of the documentation, of {@code lines} lines, on the file. */
    private String snippet(int number, int lines) throws IOException, InterruptedException {
        Matcher blocks = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("outputs/README.md")));
        List<String> found = new ArrayList<>();
        while (blocks.find()) {
            found.add(blocks.group(1));
        }
        String code = found.get(number);
        assertThat(code.lines()).hasSize(lines);
        assertThat(code).contains("outputs/laptop.h5");
        return output(PYTHON, "-X", "utf8", "-c", code.replace("outputs/laptop.h5", path.toString()));
    }

    @Test
    void h5dumpShowsEveryColumnWithOneLengthPerGroup() throws Exception {
        String header = output("h5dump", "-H", path.toString());
        for (Table<StudyFile, ?> table : Schema.TABLES) {
            String group = header.substring(header.indexOf("GROUP \"" + table.name() + "\""));
            int rows = table.rows().apply(Examples.full()).size();
            for (Column<?> column : table.columns()) {
                String dataset = group.substring(group.indexOf("DATASET \"" + column.name() + "\""));
                assertThat(dataset.substring(dataset.indexOf("DATASPACE"))
                                .lines()
                                .findFirst())
                        .as(table.name() + "/" + column.name())
                        .contains("DATASPACE  SIMPLE { ( " + rows + " ) / ( " + rows + " ) }");
            }
        }
    }

    @Test
    void h5dumpShowsValues() throws Exception {
        assertThat(output("h5dump", "-d", "/samples/seconds", path.toString()))
                .contains("(0): 0.5, nan, inf, -0, 4.94066e-324")
                .contains("\"elapsed time, the maximum over ranks\"")
                .contains("ATTRIBUTE \"units\"");
        assertThat(output("h5dump", "-d", "/samples/warm", path.toString()))
                .contains("(0): FALSE, TRUE, TRUE, TRUE, TRUE");
        assertThat(output("h5dump", "-d", "/cells/status", path.toString())).contains("\"measured\"", "\"hung");
    }

    @Test
    void h5pyReadsAllGroupsAndTheirChecksums() throws Exception {
        List<String> expected = new ArrayList<>();
        for (Table<StudyFile, ?> table : Schema.TABLES) {
            expected.add(table.name() + " "
                    + table.rows().apply(Examples.full()).size() + " "
                    + String.join(
                            " ", table.columns().stream().map(Column::name).toList()));
        }
        List<String> lines = snippet(2, 10).lines().toList();
        int groups = expected.size();
        assertThat(lines.subList(0, groups)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(lines.get(groups)).isEqualTo("s [0.5, nan, inf, -0.0, 5e-324]");
        assertThat(lines.get(groups + 1)).contains("\"n\": 1000", "🚀");
        assertThat(String.join("\n", lines.subList(groups + 2, lines.size()))).isEqualTo(Examples.HEADER.studyYaml());
    }

    @Test
    void h5pyReadsEmptyGroups() throws Exception {
        StudyFileWriter.commit(Examples.empty(), path);
        assertThat(snippet(2, 10)).contains("samples 0 launch step seconds warm", "s []");
    }

    @Test
    void pandasJoinsSamplesLaunchesAndCells() throws Exception {
        StudyFileWriter.commit(Examples.large(2, 4), path);
        assertThat(snippet(0, 7)
                        .lines()
                        .map(line -> line.replaceAll("\\s+", " ").strip()))
                .contains("kernel transport nodes ranks threads launch", "pi local 1 1 1 0 0.333333", "1 0.250000");
    }

    @Test
    void xarrayMakesAGridOfNodesRanksAndThreads() throws Exception {
        StudyFileWriter.commit(Examples.large(2, 4), path);
        assertThat(snippet(1, 10).lines())
                .containsExactly("[[[0.29166666666666663]]]", "fastest (nodes, ranks, threads): (1, 1, 1)");
    }
}
