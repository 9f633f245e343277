package rxt.analysis.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.analysis.Interval;
import rxt.analysis.versus.ContestResult.Verdict;
import rxt.record.VersusFile;
import rxt.record.VersusFile.Contest;
import rxt.record.VersusFile.TwinLaunch;
import rxt.record.VersusFile.TwinMeasured;
import rxt.record.VersusFile.TwinSample;

/** Bars of kernels from both sides, and what follows from several of them. */
class KernelRowsTest {
    private static VersusFile kernel(String name, double ratio, Random random) {
        return SyntheticVersus.file(SyntheticVersus.kernel(name), 40, ratio, 0, random);
    }

    @ParameterizedTest
    @CsvSource({"1.1, PASS", "1.3, FAIL"})
    void aStepIsHeldAgainstItsBar(double ratio, Verdict verdict) {
        ContestResult row =
                VersusAnalysis.of(kernel("pi", ratio, new Random(1))).getFirst();
        assertThat(row.bar().orElseThrow()).isEqualTo(new Bar(1.2, false));
        assertThat(row.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1.0, PASS", "1.12, FAIL"})
    void bandwidthOfTriadIsHeldAgainstItsBar(double ratio, Verdict verdict) {
        List<ContestResult> rows = VersusAnalysis.of(kernel("triad", ratio, new Random(2)));
        ContestResult bandwidth = rows.get(1);
        assertThat(bandwidth.contest().name()).isEqualTo("triad bandwidth 1×1");
        assertThat(bandwidth.bar().orElseThrow()).isEqualTo(new Bar(0.95, true));
        assertThat(bandwidth.figures().orElseThrow().ratio().ratio()).isCloseTo(1 / ratio, within(0.05));
        assertThat(bandwidth.verdict()).isEqualTo(verdict);
        assertThat(rows.getFirst().verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1.5, PASS", "0.8, 1.4, FAIL"})
    void theMeanIsOfTheLogarithms(double one, double other, Verdict verdict) {
        ContestResult mean = VersusAnalysis.of(
                        together(kernel("pi", one, new Random(3)), kernel("gemm", other, new Random(4))))
                .getLast();
        assertThat(mean.contest().name()).isEqualTo("geometric mean");
        assertThat(mean.contest().split()).isEqualTo("all");
        assertThat(mean.figures().orElseThrow().ratio().ratio()).isCloseTo(Math.sqrt(one * other), within(0.04));
        assertThat(mean.verdict()).isEqualTo(verdict);
    }

    @Test
    void theIntervalOfTheMeanCoversTheTruthAndIsNarrowerThanThoseInIt() {
        Random random = new Random(5);
        int trials = 200;
        int covered = 0;
        int narrower = 0;
        for (int i = 0; i < trials; i++) {
            List<ContestResult> rows = VersusAnalysis.of(together(
                    SyntheticVersus.file(SyntheticVersus.kernel("pi"), 4, 0.8, 0, random),
                    SyntheticVersus.file(SyntheticVersus.kernel("gemm"), 4, 1.2, 0, random)));
            Interval mean = interval(rows.getLast());
            covered += mean.contains(Math.sqrt(0.8 * 1.2)) ? 1 : 0;
            narrower += width(mean) < Math.max(width(interval(rows.get(0))), width(interval(rows.get(1)))) ? 1 : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo((int) (0.94 * trials));
        assertThat(narrower).isGreaterThan((int) (0.9 * trials));
    }

    @Test
    void aWrongAnswerLeavesNoMean() {
        VersusFile wrong = SyntheticVersus.with("the answer is wrong", kernel("pi", 0.5, new Random(6)));
        ContestResult mean = VersusAnalysis.of(wrong).getLast();
        assertThat(mean.figures()).isEmpty();
        assertThat(mean.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(mean.problem()).contains("pi 1×1");
    }

    /** A mean over some kernels says nothing of the bar, which is for all. */
    @Test
    void theMeanOfSomeKernelsHasNoVerdict() {
        VersusFile file = kernel("pi", 1.5, new Random(8));
        ContestResult mean = VersusAnalysis.of(file, Set.of("pi", "gemm")).getLast();
        assertThat(mean.figures()).isPresent();
        assertThat(mean.verdict()).isEqualTo(Verdict.NONE);
        assertThat(Caveat.of(mean)).containsExactly(Caveat.PARTIAL);
        assertThat(VersusAnalysis.of(file, Set.of("pi")).getLast().verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "gemm blas n=1000, 1.01, PASS",
        "gemm blas n=1000, 1.1, FAIL",
        "gemm/OpenBLAS n=4000, 1.05, PASS",
        "gemm/OpenBLAS n=4000, 1.3, FAIL",
        "triad/streaming stores, 1.4, NONE"
    })
    void anotherWayInCIsHeldAgainstItsOwnBarAndLeftOutOfTheMean(String name, double ratio, Verdict verdict) {
        List<ContestResult> rows = VersusAnalysis.of(together(
                kernel("pi", 0.9, new Random(9)),
                SyntheticVersus.file(SyntheticVersus.kernel(name), 40, ratio, 0, new Random(10))));
        assertThat(rows.get(1).verdict()).isEqualTo(verdict);
        assertThat(rows.get(1).figures().orElseThrow().ratio().ratio()).isCloseTo(1 / ratio, within(0.05));
        assertThat(rows).hasSize(3);
        assertThat(rows.getLast().figures().orElseThrow().ratio().ratio()).isCloseTo(0.9, within(0.05));
    }

    @Test
    void withoutKernelsNothingIsAdded() {
        VersusFile core = SyntheticVersus.file(
                SyntheticVersus.contest("ping-pong", 8, 1, "off-heap", "ffm"), 3, 1, 0, new Random(7));
        assertThat(VersusAnalysis.of(core)).hasSize(1);
    }

    private static Interval interval(ContestResult row) {
        return row.figures().orElseThrow().ratio().interval().orElseThrow();
    }

    private static double width(Interval interval) {
        return Math.log(interval.high() / interval.low());
    }

    /** Two files of one contest each as one of two. */
    public static VersusFile together(VersusFile one, VersusFile other) {
        List<Contest> contests = new ArrayList<>(one.contests());
        Contest second = other.contests().getFirst();
        contests.add(new Contest(
                1,
                second.what(),
                second.suite(),
                second.transport(),
                second.library(),
                second.ranks(),
                second.oversubscribed(),
                "",
                second.params()));
        int launches = one.launches().size();
        List<TwinLaunch> all = new ArrayList<>(one.launches());
        other.launches()
                .forEach(l -> all.add(new TwinLaunch(
                        l.launch() + launches,
                        l.round(),
                        l.side(),
                        l.suite(),
                        l.transport(),
                        l.library(),
                        l.started(),
                        l.wallSeconds(),
                        l.problem(),
                        l.command(),
                        0)));
        List<TwinMeasured> measured = new ArrayList<>(one.measured());
        other.measured().forEach(m -> measured.add(new TwinMeasured(m.launch() + launches, 1, 1, 1, 0, m.problem())));
        List<TwinSample> samples = new ArrayList<>(one.samples());
        other.samples().forEach(s -> samples.add(new TwinSample(s.launch() + launches, 1, s.seconds(), 0)));
        return new VersusFile(one.header(), contests, all, measured, samples, one.environments());
    }
}
