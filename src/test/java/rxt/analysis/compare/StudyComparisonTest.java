package rxt.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.analysis.Analysis;
import rxt.analysis.Bootstrap;
import rxt.analysis.RatioOfMedians;
import rxt.analysis.Resampler;
import rxt.analysis.Sample;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.compare.CellChange.Verdict;
import rxt.record.Cell;
import rxt.record.CellStatus;

/** Launches of one cell differ by 2 %, steps of one launch by 1 % and a tail of slow ones. */
class StudyComparisonTest {
    private static final int STEPS = 12;
    private static final int CELLS = 20;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(41);

    /** 10,000 cells in 500 comparisons: at most 5 % of cells differ, and any cell does in at most 5 % of comparisons. */
    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    @Tag("long")
    void aRunAgainstItselfDiffersInAtMostFivePerCent(int launches) {
        int differentCells = 0;
        int differentRuns = 0;
        int runs = 10_000 / CELLS;
        for (int run = 0; run < runs; run++) {
            long different = different(StudyComparison.of(run(launches, 0, 1), run(launches, 0, 1)));
            differentCells += (int) different;
            differentRuns += different > 0 ? 1 : 0;
        }
        assertThat(differentCells).isLessThanOrEqualTo(500);
        assertThat(differentRuns).isLessThanOrEqualTo(runs * 5 / 100);
    }

    /** Steps taken for independent give far too narrow intervals: what the launches' own variance is for. */
    @Test
    void aBootstrapOfStepsAloneWouldNotHoldTheLevel() {
        Resampler resampler = new Resampler(1);
        int different = 0;
        for (int trial = 0; trial < 500; trial++) {
            RatioOfMedians ratio =
                    RatioOfMedians.of(flat(resampler, 2 * trial), flat(resampler, 2 * trial + 1), 1, 0.95);
            different += ratio.verdict() == RatioOfMedians.Verdict.TIED ? 0 : 1;
        }
        assertThat(different).isGreaterThan(100);
    }

    /** Six launches whose steps are dealt out among "launches" as if they did not matter. */
    private Bootstrap flat(Resampler resampler, int cell) {
        double[] all = IntStream.range(0, 6)
                .mapToObj(l -> launch(1))
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
        List<Sample> dealt = IntStream.range(0, 6)
                .mapToObj(l -> Sample.of(IntStream.range(0, STEPS)
                        .mapToDouble(s -> all[s * 6 + l])
                        .toArray()))
                .toList();
        return resampler.bootstrap(cell, dealt);
    }

    /** Of 20 cells, the 4 of one kernel are 10 % slower: found in nine of ten comparisons, and little else. */
    @Test
    void aKernelSlowedByTenPerCentIsFound() {
        int found = 0;
        int wrong = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            StudyComparison comparison = StudyComparison.of(run(6, 4, 1), run(6, 4, 1.1));
            for (CellChange change : comparison.changes()) {
                boolean slowed = change.cell().kernel().equals("slowed");
                found += slowed && change.verdict() == Verdict.SLOWER ? 1 : 0;
                wrong += !slowed && change.verdict() != Verdict.NOT_DISTINGUISHABLE ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(4 * runs * 9 / 10);
        assertThat(wrong).isLessThanOrEqualTo((found + wrong) * 5 / 100);
    }

    /** A verdict says what its interval says. */
    @Test
    void intervalsAndVerdictsAgree() {
        StudyComparison comparison = StudyComparison.of(run(6, 10, 1), run(6, 10, 1.05));
        assertThat(comparison.count(Verdict.SLOWER)).isPositive();
        assertThat(comparison.confidence()).isBetween(0.95, 1 - 0.05 / CELLS);
        for (CellChange change : comparison.changes()) {
            assertThat(change.ratio().interval().orElseThrow().contains(1))
                    .isEqualTo(change.verdict() == Verdict.NOT_DISTINGUISHABLE);
        }
        assertThat(1 - comparison.confidence())
                .isCloseTo(0.05 * different(comparison) / CELLS, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void whatOnlyOneRunHasIsListed() {
        Analysis before = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .around(8, 3, 10)
                .cell(gemm(2, 1, "mpj"))
                .around(4, 3, 10)
                .cell(gemm(4, 1, "mpj"), CellStatus.HUNG, "no progress")
                .cell(gemm(8, 1, "mpj"))
                .around(1, 3, 10)
                .cell(gemm(9, 1, "mpj"))
                .around(1, 2, 10)
                .file());
        Analysis after = Analysis.of(new SyntheticStudy()
                .environment("c3d4", "Temurin 25", "Zen 5", "1.0")
                .cell(gemm(1, 1, "mpj"))
                .around(16, 3, 10, SyntheticStudy.in(1))
                .cell(gemm(2, 1, "mpj"), CellStatus.FAILED, "out of heap")
                .cell(gemm(4, 1, "mpj"))
                .around(2, 3, 10, SyntheticStudy.in(1))
                .cell(gemm(1, 8, "mpj"))
                .around(1, 3, 10, SyntheticStudy.in(1))
                .cell(gemm(9, 1, "mpj"))
                .around(1, 3, 10, SyntheticStudy.in(1))
                .file());
        StudyComparison comparison = StudyComparison.of(before, after);
        assertThat(comparison.changes())
                .extracting(CellChange::verdict)
                .containsExactly(Verdict.SLOWER, Verdict.UNKNOWN);
        assertThat(comparison.changes().getFirst().ratio().ratio()).isEqualTo(2);
        assertThat(comparison.lost()).extracting(p -> p.cell().ranks()).containsExactly(2);
        assertThat(comparison.broken()).hasSize(1);
        assertThat(comparison.gained()).extracting(p -> p.cell().ranks()).containsExactly(4);
        assertThat(comparison.onlyBefore()).extracting(p -> p.cell().ranks()).containsExactly(8);
        assertThat(comparison.onlyAfter()).extracting(p -> p.cell().threads()).containsExactly(8);
        assertThat(comparison.differences())
                .contains(new Difference("RxT commit", "a1b2", "c3d4"), new Difference("processor", "Zen 4", "Zen 5"))
                .noneMatch(d -> d.what().equals("JVM") || d.what().equals("JVM flags"));
    }

    private static long different(StudyComparison comparison) {
        return comparison.count(Verdict.SLOWER) + comparison.count(Verdict.FASTER);
    }

    /** A study of {@link #CELLS} cells, of which the first {@code slowed} take {@code factor} of their time. */
    private Analysis run(int launches, int slowed, double factor) {
        SyntheticStudy study = new SyntheticStudy();
        for (int c = 0; c < CELLS; c++) {
            String kernel = c < slowed ? "slowed" : "kernel";
            study.cell(new Cell(kernel, java.util.Map.of(), 1, c + 1, "local", "forkjoin", "none", "strong"));
            for (int l = 0; l < launches; l++) {
                study.launch(launch(c < slowed ? factor : 1));
            }
        }
        return Analysis.of(study.file());
    }

    private double[] launch(double median) {
        double own = median * Math.exp(0.02 * random.nextGaussian());
        return IntStream.range(0, STEPS)
                .mapToDouble(s -> own * Math.exp(0.01 * random.nextExponential()))
                .toArray();
    }
}
