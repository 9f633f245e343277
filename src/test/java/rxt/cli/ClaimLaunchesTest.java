package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;
import rxt.study.Only;
import rxt.study.Study;

/** By C03, whose bound is a speed-up of 1.4 by two threads. */
class ClaimLaunchesTest {
    private static final Cell ONE = gemm(1);
    private static final Cell TWO = gemm(2);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final List<Map<Cell, Integer>> asked = new ArrayList<>();
    private List<String> only = List.of();

    private static Cell gemm(int threads) {
        Map<String, String> params = Map.of("n", "768", "variant", "team");
        return new Cell("gemm", params, 1, threads, "ffm", "forkjoin", "none", "strong");
    }

    /** So many launches of one thread, 1 s each, and as many of two, in turns of those two times. */
    private static StudyFile study(int launches, double quick, double slow) {
        SyntheticStudy study =
                new SyntheticStudy().cell(ONE).around(1, launches, 10).cell(TWO);
        for (int l = 0; l < launches; l++) {
            study.around(l % 2 == 0 ? quick : slow, 1, 10);
        }
        return study.file();
    }

    private Path file(StudyFile study) {
        Path file = folder.resolve("f.h5");
        StudyFileWriter.commit(study, file);
        return file;
    }

    /** The same file whatever is asked for, until {@code then} takes its place. */
    private int goOn(int most, double seconds, StudyFile first, StudyFile... then) throws Exception {
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new ClaimLaunches(new Study.Whole(seconds, 0, most), Only.parse(only), file(first), out)
                .goOn(0, more -> {
                    asked.add(more);
                    if (asked.size() <= then.length) {
                        file(then[asked.size() - 1]);
                    }
                    return 0;
                });
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theCellsOfAClaimThatIsUndecidedAreLaunchedUntilItIsDecided() throws Exception {
        assertThat(goOn(12, 3600, study(3, 0.5, 1), study(5, 0.5, 1), study(7, 0.55, 0.56)))
                .isZero();
        assertThat(asked).containsExactly(Map.of(ONE, 5, TWO, 5), Map.of(ONE, 7, TWO, 7));
        assertThat(told())
                .contains("Undecided: C03", "  up to 2 launches more of each of the 2 cells that decide them");
    }

    @Test
    void whatIsDecidedEitherWayIsLaunchedNoMore() throws Exception {
        assertThat(goOn(12, 3600, study(3, 0.55, 0.56))).isZero();
        assertThat(goOn(12, 3600, study(3, 0.95, 0.96))).isZero();
        assertThat(asked).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void noCellHasMoreLaunchesThanTheStudyAllows() throws Exception {
        goOn(4, 3600, study(3, 0.5, 1), study(4, 0.5, 1));
        assertThat(asked).containsExactly(Map.of(ONE, 4, TWO, 4));
        asked.clear();
        goOn(0, 3600, study(3, 0.5, 1));
        assertThat(asked).isEmpty();
    }

    @Test
    void cellsThatTheRunIsNotForHaveNoMore() throws Exception {
        only = List.of("threads=2");
        goOn(12, 3600, study(3, 0.5, 1));
        assertThat(asked).containsExactly(Map.of(TWO, 5));
        only = List.of("kernel=pi");
        goOn(12, 3600, study(3, 0.5, 1));
        assertThat(asked).hasSize(1);
        assertThat(told()).containsOnlyOnce("Undecided: ");
    }

    /** A launch of the synthetic study takes 1 s. */
    @Test
    void theTimeOfTheStudyEndsThem() throws Exception {
        goOn(12, 9.9, study(3, 0.5, 1));
        assertThat(asked).isEmpty();
        goOn(12, 10, study(3, 0.5, 1), study(5, 0.5, 1));
        assertThat(asked).hasSize(1);
    }

    @Test
    void launchesThatDoNotComeAreNotAskedForAgain() throws Exception {
        goOn(12, 3600, study(3, 0.5, 1));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRunThatFailedIsNotGoneOnWith() throws Exception {
        Path file = file(study(3, 0.5, 1));
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        ClaimLaunches launches = new ClaimLaunches(new Study.Whole(3600, 0, 12), Only.parse(only), file, out);
        assertThat(launches.goOn(1, _ -> 0)).isEqualTo(1);
        assertThat(launches.goOn(0, more -> {
                    asked.add(more);
                    file(study(3 + 2 * asked.size(), 0.5, 1));
                    return asked.size() == 2 ? 75 : 0;
                }))
                .isEqualTo(75);
        assertThat(asked).hasSize(2);
    }
}
