package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;

class ComparisonTest {
    private static final int TRIALS = 400;
    private static final int SPLITS = 9;
    private static final int LAUNCHES = 6;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(23);
    private final Resampler resampler = new Resampler(1);
    private int number;

    /** Each alone at 95 % would fail this: the best of nine is lucky. */
    @Test
    void nineEqualSplitsAreToldApartInAtMostFivePerCentOfStudies() {
        int toldApart = 0;
        int toldApartEachAlone = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Measurement> splits = new ArrayList<>();
            for (int threads = 1; threads <= SPLITS; threads++) {
                splits.add(measure(threads));
            }
            var comparisons = Comparison.of(splits).values();
            Measurement best = splits.stream()
                    .filter(m -> comparisons.stream().anyMatch(Comparison::best))
                    .min(java.util.Comparator.comparingDouble(Measurement::median))
                    .orElseThrow();
            toldApart += comparisons.stream().anyMatch(c -> !c.best() && !c.tied()) ? 1 : 0;
            toldApartEachAlone += splits.stream()
                            .anyMatch(m -> RatioOfMedians.of(m.bootstrap(), best.bootstrap(), 1, 0.95)
                                            .verdict()
                                    == RatioOfMedians.Verdict.SLOWER)
                    ? 1
                    : 0;
        }
        assertThat(toldApart).isLessThanOrEqualTo(TRIALS * 5 / 100);
        assertThat(toldApartEachAlone).isGreaterThan(TRIALS * 10 / 100);
    }

    private Measurement measure(int threads) {
        List<LaunchSample> launches = new ArrayList<>();
        for (int l = 0; l < LAUNCHES; l++) {
            double shift = Math.exp(0.02 * random.nextGaussian());
            launches.add(new LaunchSample(
                    row(l),
                    Sample.of(
                            random.doubles(20).map(u -> shift * (1 + 0.02 * u)).toArray())));
        }
        CellRow cell = new CellRow(number++, SyntheticStudy.gemm(1, threads, "mpj"), CellStatus.MEASURED, "");
        return Measurement.of(
                new CellSample(cell.cell(), cell.what(), cell.status(), "", launches, List.of()), resampler);
    }

    private static LaunchRow row(int launch) {
        return new LaunchRow(launch, 0, 0, "", 1, 1, 1, true, "", "", "", "", 0, false, false, 0);
    }
}
