package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of earlier schemas, written here by the columns they had, are read; what they lack is empty. */
class EarlierSchemasTest {
    /** What schema 1 had. */
    private static final Map<String, String> FIRST = Map.of(
            "cells", "cell kernel params ranks threads transport team scaling status reason",
            "launches",
                    "launch cell attempt started wall_seconds cold_seconds first_step_seconds valid check_name"
                            + " check_expected check_actual digest exit_code oversubscribed shared_jvm environment",
            "samples", "launch step seconds warm",
            "ranks",
                    "launch rank node pid cpus_allowed comm_seconds useful_seconds gc_seconds jit_seconds"
                            + " peak_rss_bytes",
            "environments",
                    "environment jvm jvm_flags collector library binding cpu_model cores memory_bytes governor kernel"
                            + " rxt_version rxt_commit");

    /** What schema 2 added. */
    private static final Set<String> SECOND = Set.of("pinning", "thread_cpus");

    /** What schema 4 added; schema 3 had all else. */
    private static final Set<String> FOURTH = Set.of("nodes", "empty_seconds", "program");

    /** What schema 5 added to groups that there were. */
    private static final Set<String> FIFTH = Set.of("slurm_job", "physical_cores");

    /** What schema 6 added. */
    private static final Set<String> SIXTH = Set.of("variables");

    @TempDir
    private Path folder;

    /** That version of the schema, without the tables and columns that {@code left} does not take. */
    private static Layout<StudyFile> layout(int version, Predicate<String> left) {
        Stream<Layout.Text<StudyFile>> texts = Schema.LAYOUT.texts().stream();
        return new Layout<>(
                "rxt-study/" + version,
                texts.map(text -> text.name().equals("format")
                                ? new Layout.Text<StudyFile>("format", "", _ -> "rxt-study/" + version)
                                : text)
                        .toList(),
                Schema.TABLES.stream()
                        .filter(table -> version >= 3 ? table.since() <= version : FIRST.containsKey(table.name()))
                        .<Table<StudyFile, ?>>map(table -> cut(table, version, left))
                        .toList());
    }

    /** Its rows are not read back from the columns that are left, only counted. */
    private static <R> Table<StudyFile, Object> cut(Table<StudyFile, R> table, int version, Predicate<String> left) {
        List<Column<Object>> columns = table.columns().stream()
                .filter(column -> had(version, table.name(), column.name()))
                .filter(column -> left.test(column.name()))
                .map(EarlierSchemasTest::of)
                .toList();
        return new Table<>(
                table.name(),
                table.description(),
                file -> List.copyOf(table.rows().apply(file)),
                columns,
                _ -> 0);
    }

    private static boolean had(int version, String table, String column) {
        return version >= 3
                ? !(SIXTH.contains(column)
                        || (version <= 4 && FIFTH.contains(column))
                        || (version == 3 && FOURTH.contains(column)))
                : Set.of(FIRST.get(table).split(" ")).contains(column) || (version == 2 && SECOND.contains(column));
    }

    @SuppressWarnings("unchecked") // The rows are those of the very table that the column is from.
    private static <R> Column<Object> of(Column<R> column) {
        return new Column<>(
                column.name(),
                column.type(),
                column.units(),
                column.description(),
                row -> column.value().apply((R) row));
    }

    private StudyFile read(int version, Predicate<String> left) {
        Path path = folder.resolve(version + ".h5");
        Hdf5Writer.commit(layout(version, left), Examples.full(), path);
        return StudyFileReader.read(path);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatTheyHadComesBackAndTheRestIsEmpty(int version) {
        StudyFile file = read(version, _ -> true);
        StudyFile full = Examples.full();
        assertThat(file.header()).isEqualTo(full.header());
        assertThat(file.cells()).isEqualTo(full.cells());
        assertThat(file.launches()).isEqualTo(full.launches());
        assertThat(file.samples()).isEqualTo(full.samples());
        assertThat(file.environments()).isEqualTo(full.environments());
        assertThat(file.breakdown()).isEqualTo(Breakdown.NONE);
        assertThat(file.ranks())
                .isEqualTo(full.ranks().stream()
                        .map(r -> new RankRow(
                                r.launch(),
                                r.rank(),
                                r.node(),
                                r.pid(),
                                r.cpusAllowed(),
                                version == 1 ? "" : r.threadCpus(),
                                Double.NaN,
                                r.commSeconds(),
                                r.usefulSeconds(),
                                r.gcSeconds(),
                                r.jitSeconds(),
                                r.peakRssBytes(),
                                RankRow.Timer.UNKNOWN))
                        .toList());
    }

    private static StudyFile withoutNotes() {
        StudyFile full = Examples.full();
        return new StudyFile(
                full.header(),
                full.cells(),
                full.launches(),
                full.samples(),
                full.ranks(),
                full.environments(),
                full.breakdown().noting(List.of(), List.of()));
    }

    @Test
    void theFifthLacksTheVariables() {
        StudyFile full = Examples.full();
        EnvironmentRow first = full.environments().getFirst();
        List<EnvironmentRow> tuned = new ArrayList<>(full.environments());
        tuned.set(0, first.withVariables("OMP_PROC_BIND=close"));
        StudyFile written = withEnvironments(full, tuned);
        Path path = folder.resolve("5.h5");
        Hdf5Writer.commit(layout(5, _ -> true), written, path);
        assertThat(StudyFileReader.read(path)).isEqualTo(full).isNotEqualTo(written);
        StudyFileWriter.commit(written, path);
        assertThat(StudyFileReader.read(path)).isEqualTo(written);
    }

    private static StudyFile withEnvironments(StudyFile file, List<EnvironmentRow> environments) {
        return new StudyFile(
                file.header(),
                file.cells(),
                file.launches(),
                file.samples(),
                file.ranks(),
                environments,
                file.breakdown());
    }

    @Test
    void theFourthLacksTheNotesAndTheJob() {
        assertThat(read(4, _ -> true)).isEqualTo(withoutNotes());
        assertThat(withoutNotes()).isNotEqualTo(Examples.full());
    }

    @Test
    void theThirdLacksTheNodesToo() {
        assertThat(read(3, _ -> true)).isEqualTo(withoutNotes());
        assertThat(Examples.full().cells())
                .allSatisfy(row -> assertThat(row.what().nodes()).isEqualTo(1));
        assertThatThrownBy(() -> read(3, column -> !column.equals("drift_launches")))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("column 'cells/drift_launches' is missing");
    }

    /** Only what a version did not have yet may be missing. */
    @Test
    void aColumnThatItsVersionHadIsMissed() {
        assertThatThrownBy(() -> read(2, column -> !column.equals("thread_cpus")))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("column 'ranks/thread_cpus' is missing");
        assertThat(read(1, column -> !column.equals("thread_cpus")).ranks()).hasSize(4);
    }

    @Test
    void whatIsReadIsWrittenAsTheLatest() {
        StudyFile first = read(1, _ -> true);
        Path path = folder.resolve("again.h5");
        StudyFileWriter.commit(first, path);
        assertThat(StudyFileReader.read(path)).isEqualTo(first);
    }
}
