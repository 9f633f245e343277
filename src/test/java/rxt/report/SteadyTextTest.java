package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.Repeated;
import rxt.record.Repeated.End;

/** What a reader is told of caps, of steps that do not count and of drift. */
class SteadyTextTest {
    private final Random random = new Random(2);

    @Test
    void capsWarmUpAndDriftAreTold() {
        SyntheticStudy study =
                new SyntheticStudy().cell(SyntheticStudy.gemm(1, 1, "mpj"), new Repeated(0.02, End.LAUNCH_CAP, 3));
        for (double median : new double[] {1, 1.008, 1.016, 1.024, 1.032, 1.042}) {
            study.launch(steps(t -> t < 12 ? 3 : median));
        }
        for (double median : new double[] {2, 2.01, 2.02}) {
            study.launch(steps(t -> median));
        }
        study.cell(SyntheticStudy.gemm(2, 1, "mpj"), new Repeated(0.5, End.UNSETTLED, 0));
        for (int launch = 0; launch < 6; launch++) {
            study.launch(steps(t -> t % 10 < 5 ? 1 : 3));
        }
        String text = unwrapped(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE));
        assertThat(text)
                .contains("1×1 (mpj): warmed up in 6 of 6 launches for up to 12 steps, left out;"
                        + " capped: interval 4.1 %, target 2 %")
                .contains("2×1 (mpj), unsettled: no steady state in 6 of 6 launches")
                .contains("The machine drifted: gemm 1×1 mpj took 1.9");
        String summary = unwrapped(TextReport.summary(Analysis.of(study.file()), Alphabet.UNICODE));
        assertThat(summary).contains("The machine drifted").contains("interval is wider than the study's target");
    }

    @Test
    void flatAndNarrowNeedsNoWords() {
        SyntheticStudy study =
                new SyntheticStudy().cell(SyntheticStudy.gemm(1, 1, "mpj"), new Repeated(0.5, End.NARROW, 0));
        for (int launch = 0; launch < 6; launch++) {
            study.launch(steps(t -> 1));
        }
        assertThat(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE))
                .doesNotContain("How launches settled")
                .doesNotContain("drift");
    }

    /** Noise of 30 % hides even a doubled time in the first half of 40 steps, so "flat" says little. */
    @Test
    void flatForNothingCouldBeSeenIsTold() {
        SyntheticStudy study =
                new SyntheticStudy().cell(SyntheticStudy.gemm(1, 1, "mpj"), new Repeated(0.5, End.NARROW, 0));
        for (int launch = 0; launch < 6; launch++) {
            study.launch(steps(t -> 1 + 0.3 * random.nextDouble(-1, 1)));
        }
        assertThat(unwrapped(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE)))
                .containsPattern("1×1 \\(mpj\\): flat, but so restless that a change of level below [5-9][0-9] % would"
                        + " not have been seen");
    }

    private double[] steps(IntToDoubleFunction level) {
        double[] seconds = new double[40];
        Arrays.setAll(seconds, i -> level.applyAsDouble(i) * (1 + 0.001 * random.nextGaussian()));
        return seconds;
    }

    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
