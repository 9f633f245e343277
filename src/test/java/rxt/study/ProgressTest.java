package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;

class ProgressTest {
    private static final Cell SHORT = cell("pi", 1);
    private static final Cell LONG = cell("image-signature", 16);

    @Test
    void theRestTakesWhatItsCellsTookAndNewOnesTheAverage() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), 104);
        progress.ended(row(SHORT, CellStatus.MEASURED, ""), 2, List.of(SHORT, LONG));
        progress.ended(row(LONG, CellStatus.FAILED, "rank 1: no"), 10, List.of(SHORT, LONG, cell("gemm", 2)));
        progress.ended(row(SHORT, CellStatus.MEASURED, ""), 4, List.of());
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).startsWith("[  1/104] pi 1×1 local").endsWith("measured ~4 s left");
        assertThat(lines.get(1))
                .startsWith("[  2/104] image-signature 16×1 local")
                .endsWith("failed   ~18 s left");
        assertThat(lines.get(2)).isEqualTo("    rank 1: no");
        assertThat(lines.get(3)).endsWith("done");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0 s", "59.4, 59 s", "60, 1 min 0 s", "3599, 59 min 59 s", "3600, 1 h 0 min", "9000, 2 h 30 min"})
    void saysDurationsAsPeopleDo(double seconds, String words) {
        assertThat(Progress.duration(seconds)).isEqualTo(words);
    }

    private static CellRow row(Cell cell, CellStatus status, String reason) {
        return new CellRow(0, cell, status, reason);
    }

    private static Cell cell(String kernel, int ranks) {
        return new Cell(kernel, Map.of(), ranks, 1, "local", "forkjoin", "none", "strong");
    }
}
