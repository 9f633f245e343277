package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final int LAUNCHES = 6;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(23);
    private final Resampler resampler = new Resampler(1);
    private int number;

    /**
     * The bound is 5 % of the trials, with no margin in favour of the code. Few splits are cheap, so there the rate is
     * sharp: 500 of 10,000 mean below 5.5 % with 97.5 % confidence, 25 of 500 below 7.3 %.
     */
    @ParameterizedTest
    @CsvSource({"3, 10000", "9, 500"})
    void equalSplitsAreToldApartInAtMostFivePerCentOfStudies(int splits, int trials) {
        int toldApart = 0;
        for (int trial = 0; trial < trials; trial++) {
            var comparisons = Comparison.of(measureAll(splits, LAUNCHES)).values();
            toldApart += comparisons.stream().anyMatch(c -> !c.best() && !c.tied()) ? 1 : 0;
        }
        assertThat(toldApart).isLessThanOrEqualTo(trials * 5 / 100);
    }

    /** So the test above can fail: the best of nine is lucky. At a rate of 5 %, 40 of 400 would be 4.6 deviations off. */
    @Test
    void eachAloneAtNinetyFivePerCentWouldTellThemApartTooOften() {
        int trials = 400;
        int toldApart = 0;
        for (int trial = 0; trial < trials; trial++) {
            toldApart += slowerAlone(measureAll(9, LAUNCHES)) > 0 ? 1 : 0;
        }
        assertThat(toldApart).isGreaterThan(trials * 10 / 100);
    }

    /**
     * Equal splits are the hardest for the one that is truly the best: any other may overtake it. As each of them may be
     * that one, the share of splits that are neither best nor tied is how often it is lost.
     */
    @Test
    void theTrulyBestOfThirtyIsBestOrTied() {
        assertThat(lost(true)).isLessThanOrEqualTo(0.05);
    }

    /** So the test above can fail. */
    @Test
    void eachAloneAtNinetyFivePerCentWouldLoseIt() {
        assertThat(lost(false)).isGreaterThan(0.10);
    }

    /** Launches scatter by 2 %. */
    @Test
    void aSplitFivePerCentSlowerThanTwentyNineOthersIsSeen() {
        int trials = 50;
        int seen = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<Measurement> splits = new ArrayList<>(measureAll(29, 20));
            splits.add(measure(30, 20, 1.05));
            seen += Comparison.of(splits).get(splits.getLast().number()).tied() ? 0 : 1;
        }
        assertThat(seen).isGreaterThanOrEqualTo(trials * 9 / 10);
    }

    @Test
    void withTooFewLaunchesASplitIsNotComparedAndNotTied() {
        List<Measurement> splits = new ArrayList<>(measureAll(2, LAUNCHES));
        splits.add(measure(3, 2, 1.2));
        Comparison few = Comparison.of(splits).get(splits.getLast().number());
        assertThat(few.best() || few.tied()).isFalse();
        assertThat(few.notCompared()).isTrue();
    }

    /** The share of 30 equal splits of 20 launches that are told from the best. */
    private double lost(boolean corrected) {
        int trials = 100;
        long lost = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<Measurement> splits = measureAll(30, 20);
            lost += corrected
                    ? Comparison.of(splits).values().stream()
                            .filter(c -> !c.best() && !c.tied())
                            .count()
                    : slowerAlone(splits);
        }
        return lost / (30.0 * trials);
    }

    private static long slowerAlone(List<Measurement> splits) {
        Measurement best = splits.stream()
                .min(Comparator.comparingDouble(Measurement::median))
                .orElseThrow();
        return splits.stream()
                .filter(m -> RatioOfMedians.of(m.bootstrap(), best.bootstrap(), 1, 0.95)
                                .verdict()
                        == RatioOfMedians.Verdict.SLOWER)
                .count();
    }

    private List<Measurement> measureAll(int splits, int launches) {
        return IntStream.rangeClosed(1, splits)
                .mapToObj(threads -> measure(threads, launches, 1))
                .toList();
    }

    private Measurement measure(int threads, int launches, double median) {
        List<Sample> steps = new ArrayList<>();
        for (int l = 0; l < launches; l++) {
            double shift = median * Math.exp(0.02 * random.nextGaussian());
            steps.add(Sample.of(
                    random.doubles(20).map(u -> shift * (1 + 0.02 * u)).toArray()));
        }
        return Measurement.of(SyntheticCell.of(number++, SyntheticStudy.gemm(1, threads, "mpj"), steps), resampler);
    }
}
