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
import rxt.record.Telling;
import rxt.record.rule.Repetition;
import rxt.record.rule.StepGrowth;

class ProgressTest {
    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final Repetition ADAPTIVE = new Repetition(0.05, 6, 10, FOREVER);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Launches small = SyntheticLaunches.of("pi", 1, new Repetition(0.05, 2, 2, FOREVER));
    private final Launches large = SyntheticLaunches.of("image-signature", 16, ADAPTIVE);

    @Test
    void withoutEarlierLaunchesTheCostIsThatOfUsualOnes() {
        new Progress(out, SyntheticLaunches.study(1, 150, 3), schedule(150, 3, small, large), 1).begin();
        assertThat(lines())
                .containsExactly(
                        "Study s: 11 to 15 launches, 11 to 15 of them to run",
                        "  cost: about 33 s to 45 s at 3 s a launch, as of small problems;",
                        "  the first will tell; limits.launch_seconds ends the fewest within 11 min 0 s",
                        "  until each median's interval is at most 5 % wide, at most for 2 min 30 s",
                        "  the last 3 show whether the machine drifts: pi 1×1 local again");
    }

    @Test
    void earlierLaunchesTellTheCost() {
        make(small, 2, 1);
        make(large, 10, 3);
        new Progress(out, SyntheticLaunches.study(1, FOREVER, 0), schedule(FOREVER, 0, small, large), 1).begin();
        assertThat(lines().subList(0, 2))
                .containsExactly(
                        "Study s: 8 to 12 launches, 4 to 8 of them to run",
                        "  cost: 32 s to 1 min 12 s, 0.13 to 0.31 core-hours, going by 4 earlier launches");
    }

    /** 2 s for each launch of the small cell, 12 s for one of the large, of which the shard tells 10. */
    @Test
    void theEstimateFollowsTheDecisions() {
        Schedule schedule = schedule(FOREVER, 0, small, large);
        Progress progress = new Progress(out, SyntheticLaunches.study(1, FOREVER, 0), schedule, 1);
        make(small, 2, 2);
        progress.ended(row(small, CellStatus.MEASURED, ""), 2, 2);
        make(large, 10, 5);
        progress.ended(row(large, CellStatus.MEASURED, ""), 14, 10);
        large.add(SyntheticLaunches.shard(large, 5, 10, 3));
        progress.ended(row(large, CellStatus.MEASURED, ""), 10, 10);
        large.end();
        progress.ended(row(large, CellStatus.FAILED, "rank 1: no"), 10, 10);
        assertThat(lines().subList(0, 4))
                .as("a new cell takes the average; then 2 s beside, on average; then one more at least, too wide")
                .containsExactly(
                        "[ 1/7..11] pi 1×1 local                  2.0 s  ~12 to 20 s left",
                        "[2/3..7]   image-signature 16×1 local   14.0 s  ~12 to 60 s left",
                        "[3/4..7]   image-signature 16×1 local   10.0 s  ~11 to 45 s left",
                        "[4/4]      image-signature 16×1 local   10.0 s  failed");
        assertThat(lines().get(4)).isEqualTo("    rank 1: no");
    }

    /** Cells of one kernel that differ in parameters alone are told apart, within 80 columns, in columns. */
    @Test
    void aLineSaysWhichOfTheKernelsCellsItIs() {
        Launches[] cells = {
            cell("race", Map.of("variant", "lock", "updates", "2000000")),
            cell("race", Map.of("variant", "unprotected", "updates", "2000000")),
            cell("kitchen", Map.of("work", "wait", "places", "1")),
            cell("bounded-buffer", Map.of("variant", "textbook", "across", "threads", "items", "5000")),
            cell("bounded-buffer", Map.of("variant", "library", "across", "ranks", "items", "1000")),
        };
        Schedule schedule = schedule(FOREVER, 0, cells);
        Progress progress = new Progress(out, SyntheticLaunches.study(1, FOREVER, 0), schedule, 1);
        progress.madeElsewhere(300);
        for (Launches cell : cells) {
            make(cell, 150, 1);
            progress.ended(row(cell, CellStatus.MEASURED, ""), 150, 150);
        }
        progress.ended(row(cells[0], CellStatus.HUNG, "rank 0 " + "waited ".repeat(30) + "for ever"), 60, 60);
        assertThat(lines()).allMatch(line -> line.length() <= 80);
        assertThat(lines().subList(0, 6))
                .extracting(line -> line.substring(0, 53))
                .containsExactly(
                        "[301/330..350] race 1×1 local lock                   ",
                        "[302/330..350] race 1×1 local unprotected            ",
                        "[303/330..350] kitchen 1×1 local                     ",
                        "[304/330..350] bounded-buffer 1×1 local textbook a…  ",
                        "[305/330..350] bounded-buffer 1×1 local library ac…  ",
                        "[306/331..351] race 1×1 local lock                   ");
        assertThat(lines().getFirst()).endsWith("  150.0 s  ~1.2 to 2 h left");
        assertThat(lines().get(5)).endsWith("   60.0 s  hung");
    }

    /** With weak scaling the problem grows with the workers, who are told already; what the study varies is not. */
    @Test
    void whatGrowsWithTheWorkersIsNotRepeated() {
        Map<Cell, String> labels = Telling.labels(
                List.of(weak(1, "n", "10", "spin"), weak(2, "n", "20", "spin"), weak(2, "n", "20", "forkjoin")));
        assertThat(labels.values())
                .containsExactly("gemm 1×1 ffm team=spin", "gemm 2×1 ffm team=spin", "gemm 2×1 ffm team=forkjoin");
    }

    @ParameterizedTest
    @CsvSource({
        "0.2, 0.4, ~0 s left",
        "12.4, 99, ~12 to 99 s left",
        "12, 180, ~0.2 to 3 min left",
        "688, 751, ~11 to 13 min left",
        "660, 661, ~11 min left",
        "5964, 5964, ~99 min left",
        "3600, 100000, ~1 to 28 h left"
    })
    void whatIsLeftIsToldInOneUnit(double fewest, double most, String words) {
        assertThat(new Outlook(1, 2, fewest, most, 0, 0).left()).isEqualTo(words);
    }

    private static Cell weak(int ranks, String name, String value, String team) {
        return new Cell("gemm", Map.of(name, value), ranks, 1, "ffm", team, "none", "weak");
    }

    private static Launches cell(String kernel, Map<String, String> params) {
        Cell cell = new Cell(kernel, params, 1, 1, "local", "forkjoin", "none", "strong");
        return new Launches(
                PlannedCell.of(cell, "none", new Study.Measure(ADAPTIVE, new StepGrowth(1, 1), 0), 1, false));
    }

    @Test
    void theTimeForTheStudyBoundsTheEstimate() {
        make(large, 10, 6);
        large.add(SyntheticLaunches.shard(large, 6, 10, 3));
        large.add(SyntheticLaunches.shard(large, 7, 10, 3));
        Outlook outlook = Outlook.of(schedule(95, 0, large), 0, 1);
        assertThat(outlook.fewest()).isEqualTo(1);
        assertThat(outlook.most()).isEqualTo(2);
        assertThat(outlook.fewestSeconds()).isEqualTo(10);
        assertThat(outlook.mostSeconds()).as("15 s are left").isEqualTo(15);
        assertThat(outlook.mostCoreSeconds()).isEqualTo(16 * 15);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0 s", "59.4, 59 s", "60, 1 min 0 s", "3599, 59 min 59 s", "3600, 1 h 0 min", "9000, 2 h 30 min"})
    void saysDurationsAsPeopleDo(double seconds, String words) {
        assertThat(Progress.duration(seconds)).isEqualTo(words);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Schedule schedule(double seconds, int drift, Launches... cells) {
        return new Schedule(List.of(cells), SyntheticLaunches.study(1, seconds, drift));
    }

    private static void make(Launches of, double wallSeconds, int launches) {
        for (int i = 0; i < launches; i++) {
            of.add(SyntheticLaunches.shard(of, of.next(), wallSeconds, 1 + i % 3));
        }
    }

    private static CellRow row(Launches of, CellStatus status, String reason) {
        return new CellRow(0, of.planned().cell(), status, reason);
    }
}
