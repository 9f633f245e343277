package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.digest;
import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.analysis.SyntheticStudy.in;
import static rxt.analysis.SyntheticStudy.weakPi;

import java.util.List;
import org.junit.jupiter.api.Test;
import rxt.record.Cell;
import rxt.record.CellStatus;

class DigestsTest {
    private static final String SPLIT = ": the answer depends on the split";

    private final SyntheticStudy study = new SyntheticStudy();

    @Test
    void theSameAnswerEverywhereCounts() {
        answer(gemm(1, 1, "mpj"), "01", "01");
        answer(gemm(1, 2, "mpj"), "01");
        answer(gemm(2, 1, "openmpi"), "01");
        assertThat(screened()).allMatch(CellSample::isMeasured);
    }

    @Test
    void theMinorityIsInvalid() {
        answer(gemm(1, 1, "mpj"), "02", "02");
        answer(gemm(2, 2, "mpj"), "01", "01");
        answer(gemm(1, 2, "mpj"), "02", "02");
        assertThat(screened()).extracting(CellSample::isMeasured).containsExactly(true, false, true);
        assertThat(screened().get(1).status()).isEqualTo(CellStatus.INVALID);
        assertThat(screened().get(1).launches()).isEmpty();
        assertThat(reasons()).containsExactly("", "digest 01 here, 02 at 1×1, 1×2" + SPLIT, "");
    }

    @Test
    void withoutAMajorityAllAreInvalid() {
        answer(gemm(1, 1, "mpj"), "01");
        answer(gemm(1, 2, "mpj"), "02");
        assertThat(reasons()).containsExactly("digest 01 here, 02 at 1×2" + SPLIT, "digest 02 here, 01 at 1×1" + SPLIT);
        answer(gemm(1, 3, "mpj"), "03");
        answer(gemm(1, 4, "mpj"), "02");
        assertThat(screened()).as("two of four are no majority").noneMatch(CellSample::isMeasured);
    }

    @Test
    void launchesOfOneCellMustAgreeToo() {
        answer(gemm(1, 1, "mpj"), "01", "02");
        assertThat(reasons()).containsExactly("digests 01 and 02 here: the answer depends on the launch");
        answer(gemm(1, 2, "mpj"), "01");
        answer(gemm(2, 1, "mpj"), "01");
        assertThat(reasons())
                .containsExactly("digests 01 and 02 here, 01 at 1×2, 2×1: the answer depends on the launch", "", "");
    }

    @Test
    void otherSuspectsAreNamed() {
        study.environment("c3d4", "Temurin 25", "Zen 4", "1.0");
        answer(gemm(1, 1, "mpj"), "01");
        study.cell(gemm(1, 1, "openmpi")).launch(row -> in(1).apply(digest("02").apply(row)), 1, 2);
        assertThat(reasons().getFirst())
                .isEqualTo(
                        "digest 01 here, 02 at 1×1 (openmpi): the answer depends on the split or the transport or the"
                                + " environment (RxT commit a1b2/c3d4)");
    }

    @Test
    void onlyEqualParametersAreCompared() {
        answer(new Cell("pi", weakPi(2, 1, 100).params(), 1, 2, "local", "forkjoin", "none", "strong"), "02");
        answer(weakPi(1, 1, 100), "01");
        assertThat(screened()).as("100 darts and 200").allMatch(CellSample::isMeasured);
        answer(weakPi(2, 1, 100), "03");
        assertThat(screened())
                .as("200 darts twice")
                .extracting(CellSample::isMeasured)
                .containsExactly(false, true, false);
    }

    @Test
    void withoutDigestNothingIsPromised() {
        answer(gemm(1, 1, "mpj"), "01");
        answer(gemm(1, 2, "mpj"), "");
        assertThat(screened()).allMatch(CellSample::isMeasured);
    }

    @Test
    void wrongAndIncompleteLaunchesDoNotTestify() {
        study.cell(gemm(1, 1, "mpj"))
                .launch(row -> SyntheticStudy.wrong(digest("02").apply(row)), 1)
                .launch(row -> SyntheticStudy.killed(digest("03").apply(row)))
                .launch(digest("01"), 1);
        answer(gemm(1, 2, "mpj"), "01");
        assertThat(screened()).allMatch(CellSample::isMeasured);
    }

    @Test
    void cellsThatAreNotMeasuredTestify() {
        answer(gemm(1, 1, "mpj"), "01");
        study.cell(gemm(1, 2, "mpj"), CellStatus.INTERRUPTED, "stopped").launch(digest("02"), 1);
        assertThat(reasons()).containsExactly("digest 01 here, 02 at 1×2" + SPLIT, "stopped");
    }

    @Test
    void manySplitsAreCounted() {
        for (int threads = 1; threads <= 9; threads++) {
            answer(gemm(1, threads, "mpj"), "01");
        }
        answer(gemm(2, 1, "mpj"), "02");
        assertThat(reasons().getLast())
                .isEqualTo("digest 02 here, 01 at 1×1, 1×2, 1×3, 1×4, 1×5, 1×6 and 3 more" + SPLIT);
    }

    private void answer(Cell cell, String... digests) {
        study.cell(cell);
        for (String digest : digests) {
            study.launch(digest(digest), 1, 2);
        }
    }

    private List<CellSample> screened() {
        return Screening.of(study.file());
    }

    private List<String> reasons() {
        return screened().stream().map(CellSample::reason).toList();
    }
}
