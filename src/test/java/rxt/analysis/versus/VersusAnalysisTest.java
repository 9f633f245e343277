package rxt.analysis.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.analysis.Interval;
import rxt.analysis.versus.ContestResult.Verdict;
import rxt.record.CoreCase;
import rxt.record.VersusFile;
import rxt.record.VersusFile.Contest;

class VersusAnalysisTest {
    private static final Contest PING_PONG = SyntheticVersus.contest("ping-pong", 8, 1, "off-heap", "ffm");

    private static ContestResult only(VersusFile file) {
        return VersusAnalysis.of(file).getFirst();
    }

    @Test
    void theIntervalCoversTheTruthWhateverTheMachinesMood() {
        Random random = new Random(1);
        int trials = 400;
        int covered = 0;
        double widths = 0;
        for (int i = 0; i < trials; i++) {
            Interval interval = only(SyntheticVersus.file(PING_PONG, 6, 1.2, 0, random))
                    .figures()
                    .orElseThrow()
                    .ratio()
                    .interval()
                    .orElseThrow();
            covered += interval.contains(1.2) ? 1 : 0;
            widths += Math.log(interval.high() / interval.low()) / trials;
        }
        assertThat(covered).isGreaterThanOrEqualTo((int) (0.94 * trials));
        // Rounds that differ by a factor of 3 would make an interval of unpaired rounds three times as wide.
        assertThat(widths).isLessThan(0.6);
    }

    @Test
    void whatIsDoneBesideAConstructIsSubtracted() {
        Contest region = SyntheticVersus.contest("region+barrier+reduction", 0, 2, "none", "spin");
        ContestResult result = only(SyntheticVersus.file(region, 40, 0.4, 5e-6, new Random(2)));
        assertThat(result.figures().orElseThrow().ratio().ratio()).isCloseTo(0.4, within(0.03));
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.isDoubtful()).isFalse();
    }

    @Test
    void overheadsWithinNoiseGiveWholeTimesAndNoPassFromAClampedValue() {
        Contest critical = SyntheticVersus.contest("critical", 0, 2, "none", "spin");
        // RxT's construct seems to cost less than nothing, and yet takes as long as C's, or longer.
        VersusFile clamped =
                SyntheticVersus.slowed(1.1, -1e-9, SyntheticVersus.file(critical, 6, 1, 5e-6, new Random(6)));
        ContestResult result = only(clamped);
        assertThat(result.figures().orElseThrow().wholeTimes()).isTrue();
        assertThat(result.figures().orElseThrow().ratio().ratio()).isCloseTo(1.1, within(0.1));
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(Caveat.of(result)).containsExactly(Caveat.WHOLE_TIMES);
        ContestResult faster = only(SyntheticVersus.slowed(0.6, -1e-9, clamped));
        assertThat(faster.verdict()).isEqualTo(Verdict.PASS);
        // An overhead that is above nothing but below the spread of its reference says as little.
        VersusFile noisy = SyntheticVersus.noisy(2e-4, SyntheticVersus.file(critical, 6, 0.5, 5e-6, new Random(7)));
        assertThat(only(noisy).figures().orElseThrow().wholeTimes()).isTrue();
        ContestResult clear = only(SyntheticVersus.file(critical, 6, 0.5, 5e-6, new Random(7)));
        assertThat(clear.figures().orElseThrow().wholeTimes()).isFalse();
        assertThat(Caveat.of(clear)).isEmpty();
    }

    @Test
    void whatIsNotLikeForLikeIsSaid() {
        assertThat(Caveat.of(only(SyntheticVersus.file(
                        SyntheticVersus.contest("ping-pong", 8, 1, "off-heap", "local"), 3, 1, 0, new Random(8)))))
                .containsExactly(Caveat.UNBOUND);
        assertThat(Caveat.of(only(SyntheticVersus.file(
                        SyntheticVersus.contest("halo", 0, 1, "off-heap", "ffm"), 3, 1, 0, new Random(8)))))
                .containsExactly(Caveat.PACKED);
        CoreCase ring = new CoreCase("ring", 8, 4, "off-heap");
        Contest crowd = new Contest(0, ring, "crowd", "ffm", "mpich", 8, true, "");
        assertThat(Caveat.of(only(SyntheticVersus.file(crowd, 3, 1, 0, new Random(8)))))
                .containsExactly(Caveat.OVERSUBSCRIBED, Caveat.POLLING);
        Contest yielding = new Contest(0, ring, "crowd", "ffm", "openmpi", 8, true, "");
        assertThat(Caveat.of(only(SyntheticVersus.file(yielding, 3, 1, 0, new Random(8)))))
                .containsExactly(Caveat.OVERSUBSCRIBED);
    }

    @Test
    void ofBandwidthMoreIsBetter() {
        Contest bandwidth = SyntheticVersus.contest("bandwidth", 1 << 20, 1, "off-heap", "ffm");
        ContestResult half = only(SyntheticVersus.file(bandwidth, 6, 2, 0, new Random(3)));
        assertThat(half.figures().orElseThrow().ratio().ratio()).isCloseTo(0.5, within(0.1));
        assertThat(half.verdict()).isEqualTo(Verdict.FAIL);
        ContestResult twice = only(SyntheticVersus.file(bandwidth, 6, 0.5, 0, new Random(3)));
        assertThat(twice.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void oneWrongAnswerVoidsTheRow() {
        VersusFile right = SyntheticVersus.file(PING_PONG, 6, 0.5, 0, new Random(4));
        assertThat(only(right).verdict()).isEqualTo(Verdict.PASS);
        ContestResult wrong = only(SyntheticVersus.with("the payload is wrong", right));
        assertThat(wrong.figures()).isEmpty();
        assertThat(wrong.problem()).isEqualTo("the payload is wrong");
        assertThat(wrong.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aBarWithinTheIntervalIsDoubtfulAndSoIsARatioWithoutOne() {
        ContestResult near = only(SyntheticVersus.file(PING_PONG, 6, 1.15, 0, new Random(5)));
        assertThat(near.isDoubtful()).isTrue();
        ContestResult few = only(SyntheticVersus.file(PING_PONG, 2, 0.5, 0, new Random(5)));
        assertThat(few.figures().orElseThrow().ratio().interval()).isEmpty();
        assertThat(few.isDoubtful()).isTrue();
        assertThat(only(SyntheticVersus.file(PING_PONG, 6, 0.5, 0, new Random(5)))
                        .isDoubtful())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ping-pong, 8, 1, off-heap, ffm, 1.15",
        "ping-pong, 8, 1, heap, ffm, 1.4",
        "bandwidth, 1048576, 1, off-heap, ffm, 0.97",
        "allreduce, 8, 1, off-heap, ffm, 1.2",
        "allreduce, 1048576, 1, off-heap, ffm, 1.05",
        "ping-pong, 8, 1, off-heap, openmpi, 1.8",
        "ping-pong, 8, 1, off-heap, local, 1.0",
        "region+barrier+reduction, 0, 2, none, spin, 0.5",
        "dynamic, 0, 2, none, spin, 1.0",
        "critical, 0, 2, none, spin, 1.0",
        "ring, 8, 4, off-heap, ffm, 3",
        "region-allreduce, 8, 4, off-heap, local, 3",
        "ping-pong, 1024, 1, off-heap, ffm,",
        "ping-pong, 8, 1, off-heap, mpj,",
        "dynamic, 0, 1, none, spin,",
        "dynamic, 0, 2, none, forkjoin,"
    })
    void theBarsAreThoseAgreed(
            String operation, long bytes, int threads, String buffer, String transport, Double limit) {
        assertThat(Bar.of(SyntheticVersus.contest(operation, bytes, threads, buffer, transport))
                        .map(Bar::limit)
                        .orElse(null))
                .isEqualTo(limit);
    }
}
