package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.rule.Repetition;

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
        assertThat(lines().get(0)).as("a new cell takes the average").endsWith("measured ~12 s to 20 s left");
        assertThat(lines().get(0)).startsWith("[ 1/7..11] pi 1×1 local");
        assertThat(lines().get(1))
                .as("2 s beside, on average")
                .startsWith("[2/3..7] image-signature 16×1 local")
                .endsWith("measured ~12 s to 1 min 0 s left");
        assertThat(lines().get(2)).as("too wide: one more at least").endsWith("measured ~11 s to 45 s left");
        assertThat(lines().get(3)).startsWith("[4/4]").endsWith("failed   done");
        assertThat(lines().get(4)).isEqualTo("    rank 1: no");
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
