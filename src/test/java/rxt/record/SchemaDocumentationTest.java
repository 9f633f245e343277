package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaDocumentationTest {
    /** From the first root attribute on, the document is what the declaration says, and nothing else. */
    @Test
    void outputsReadmeIsTheSchema() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("outputs/README.md"));
        int second = lines.indexOf("# `versus-core.h5` and `versus-kernels.h5`: schema `rxt-versus/2`");
        assertThat(second).isPositive();
        assertThat(documented(lines.subList(0, second - 1))).containsExactlyElementsOf(expected(Schema.LAYOUT));
        assertThat(documented(lines.subList(second, lines.size())))
                .containsExactlyElementsOf(expected(VersusSchema.LAYOUT));
    }

    private static List<String> documented(List<String> lines) {
        return lines.subList(lines.indexOf("| attribute | description |"), lines.size());
    }

    private static <F> List<String> expected(Layout<F> layout) {
        List<String> expected = new ArrayList<>(List.of("| attribute | description |", "|---|---|"));
        for (Layout.Text<F> text : layout.texts()) {
            expected.add("| `" + text.name() + "` | " + text.description() + " |");
        }
        for (Table<F, ?> table : layout.tables()) {
            expected.addAll(List.of("", "## `" + table.name() + "`: " + table.description(), ""));
            expected.addAll(List.of("| column | type | units | description |", "|---|---|---|---|"));
            for (Column<?> column : table.columns()) {
                expected.add("| `%s` | %s | %s | %s |"
                        .formatted(column.name(), column.type().word(), column.units(), column.description()));
            }
        }
        return expected;
    }

    @Test
    void theColumnsAreThoseOfSchemaFour() {
        assertThat(columns(Schema.CELLS))
                .isEqualTo("cell, kernel, params, nodes, ranks, threads, transport, team, pinning, scaling, status,"
                        + " reason, target_width, repetition_end, drift_launches");
        assertThat(columns(Schema.LAUNCHES))
                .isEqualTo("launch, cell, attempt, started, wall_seconds, cold_seconds, first_step_seconds, valid,"
                        + " check_name, check_expected, check_actual, digest, exit_code, oversubscribed, shared_jvm,"
                        + " environment, flops, traffic_bytes, messages, empty_seconds, slurm_job");
        assertThat(columns(Schema.SAMPLES)).isEqualTo("launch, step, seconds, warm");
        assertThat(columns(RankSchema.RANKS))
                .isEqualTo(
                        "launch, rank, node, pid, cpus_allowed, thread_cpus, elapsed_seconds, comm_seconds, useful_seconds,"
                                + " gc_seconds, jit_seconds, peak_rss_bytes, timer_overhead_seconds,"
                                + " timer_resolution_seconds, counter");
        assertThat(columns(EnvironmentSchema.ENVIRONMENTS))
                .isEqualTo("environment, jvm, jvm_flags, collector, library, binding, cpu_model, cores, memory_bytes,"
                        + " governor, kernel, rxt_version, rxt_commit, program, physical_cores, variables");
        assertThat(columns(RankSchema.CALLS))
                .isEqualTo("launch, rank, region, call, count, seconds, others_count, others_seconds");
        assertThat(columns(RankSchema.REGIONS))
                .isEqualTo("launch, rank, region, count, elapsed_seconds, longest_seconds, busy_seconds");
        assertThat(columns(RankSchema.THREADS)).isEqualTo("launch, rank, region, thread, busy_seconds");
        assertThat(columns(RankSchema.JVM)).isEqualTo("launch, step, rank, gc_seconds, jit_seconds");
        assertThat(columns(NoteSchema.OBSERVATIONS)).isEqualTo("launch, rank, name, unit, value");
        assertThat(columns(NoteSchema.SPANS)).isEqualTo("launch, rank, worker, what, begin_seconds, end_seconds");
    }

    private static String columns(Table<StudyFile, ?> table) {
        return String.join(", ", table.columns().stream().map(Column::name).toList());
    }

    @Test
    void secondsAndBytesHaveUnits() {
        List<Table<?, ?>> tables = new ArrayList<>(Schema.TABLES);
        tables.addAll(VersusSchema.LAYOUT.tables());
        for (Table<?, ?> table : tables) {
            for (Column<?> column : table.columns()) {
                String units =
                        column.name().endsWith("seconds") ? "s" : column.name().endsWith("bytes") ? "byte" : "";
                assertThat(column.units())
                        .as(table.name() + "/" + column.name())
                        .isEqualTo(units);
            }
        }
    }
}
