package rxt.record.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rxt.analysis.MedianInterval;
import rxt.record.rule.Repetition.Decision;
import rxt.record.rule.Repetition.Made;
import rxt.record.rule.Repetition.Verdict;

class RepetitionTest {
    private static final Repetition RULE = new Repetition(0.05, 6, 10, 100);

    @Test
    void ranksAreThoseOfTheMedianInterval() {
        for (int n = 1; n <= 1000; n++) {
            int low = MedianInterval.ranks(n).map(MedianInterval::low).orElse(0);
            assertThat(Repetition.lowRank(n)).as("n=%d", n).isEqualTo(low);
        }
    }

    @Test
    void repeatsUntilThereIsAnInterval() {
        Decision decision = after(1e9, 1, 1, 1, 1, 1);
        assertThat(decision.verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(decision.relativeWidth()).isNaN();
        assertThat(decision.capped()).isFalse();
    }

    @Test
    void stopsWhereTheIntervalIsNarrowEnough() {
        Decision decision = after(1, 1.02, 1, 0.98, 1, 1.01, 0.99);
        assertThat(decision.relativeWidth()).isCloseTo(0.04, within(1e-12));
        assertThat(decision.verdict()).isEqualTo(Verdict.NARROW_ENOUGH);
        assertThat(decision.capped()).isFalse();
        assertThat(after(1, 1.04, 1, 0.98, 1, 1.01, 0.99).verdict()).isEqualTo(Verdict.REPEAT);
    }

    /** Of ten the interval is [2, 9]: an extreme at either end does not count. */
    @Test
    void widthIsThatOfTheOrderStatistics() {
        double[] launches = {50, 1.5, 1, 1, 1, 1, 1, 1, 0.75, 0.1};
        assertThat(after(1, launches).relativeWidth()).isEqualTo(0.75);
    }

    @Test
    void capsAreMarked() {
        double[] wide = {1, 2, 1, 2, 1, 2, 1, 2, 1, 2};
        assertThat(after(1, wide).verdict()).isEqualTo(Verdict.LAUNCH_CAP);
        assertThat(after(1, wide).capped()).isTrue();
        double[] seven = {1, 2, 1, 2, 1, 2, 1};
        assertThat(after(87.6, seven).verdict()).isEqualTo(Verdict.TIME_CAP); // 87.6 / 7 > 12.4 left
        assertThat(after(87.6, seven).capped()).isTrue();
        assertThat(after(87.4, seven).verdict()).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void theTimeForTheWholeStudyIsACapToo() {
        double[] seven = {1, 2, 1, 2, 1, 2, 1};
        assertThat(RULE.after(new Made(seven, 7, 70), 10.1).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(RULE.after(new Made(seven, 7, 70), 9.9).verdict()).isEqualTo(Verdict.TIME_CAP);
        assertThat(RULE.after(new Made(new double[] {1, 2, 1, 2, 1}, 5, 50), -9).verdict())
                .as("the fewest are made whatever they take")
                .isEqualTo(Verdict.REPEAT);
    }

    @Test
    void launchesThatNeverSettleGiveNoInterval() {
        assertThat(RULE.after(new Made(new double[] {1, 1, 1, 1, 1}, 6, 6), 99).verdict())
                .as("five of six settled: one more")
                .isEqualTo(Verdict.REPEAT);
        assertThat(RULE.after(new Made(new double[] {1, 1, 1}, 6, 6), 99).verdict())
                .isEqualTo(Verdict.REPEAT);
        assertThat(RULE.after(new Made(new double[] {1, 1}, 6, 6), 99).verdict())
                .as("two of six")
                .isEqualTo(Verdict.UNSETTLED);
        assertThat(RULE.after(new Made(new double[] {1}, 3, 6), 99).verdict()).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void whatMayStillComeIsBoundedByBothCaps() {
        assertThat(RULE.mostFurther(new Made(new double[0], 0, 0))).isEqualTo(10);
        assertThat(RULE.mostFurther(new Made(new double[] {1, 1}, 2, 2))).isEqualTo(8);
        assertThat(RULE.mostFurther(new Made(new double[] {1, 1, 1, 1, 1, 1}, 6, 75)))
                .as("25 s for 12.5 s each")
                .isEqualTo(2);
        assertThat(RULE.mostFurther(new Made(new double[] {1, 1}, 2, 200)))
                .as("the fewest in any case")
                .isEqualTo(4);
        assertThat(RULE.mostFurther(new Made(new double[12], 12, 12))).isZero();
    }

    private static Decision after(double spentSeconds, double... launchMedians) {
        return RULE.after(new Made(launchMedians, launchMedians.length, spentSeconds), Double.POSITIVE_INFINITY);
    }

    @Test
    void refusesWhatCannotEnd() {
        assertThatThrownBy(() -> new Repetition(0.05, 0, 10, 1)).hasMessageContaining("give 1 or more");
        assertThatThrownBy(() -> new Repetition(0.05, 6, 5, 1)).hasMessageContaining("give 6 to 1000");
        assertThatThrownBy(() -> new Repetition(0, 6, 10, 1)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new Repetition(0.05, 6, 10, Double.NaN)).hasMessageContaining("time budget");
    }
}
