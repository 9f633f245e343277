package rxt.record.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rxt.analysis.MedianInterval;
import rxt.record.rule.Repetition.Decision;
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
        Decision decision = RULE.after(new double[] {1, 1, 1, 1, 1}, 1e9);
        assertThat(decision.verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(decision.relativeWidth()).isNaN();
        assertThat(decision.capped()).isFalse();
    }

    @Test
    void stopsWhereTheIntervalIsNarrowEnough() {
        Decision decision = RULE.after(new double[] {1.02, 1, 0.98, 1, 1.01, 0.99}, 1);
        assertThat(decision.relativeWidth()).isCloseTo(0.04, within(1e-12));
        assertThat(decision.verdict()).isEqualTo(Verdict.NARROW_ENOUGH);
        assertThat(decision.capped()).isFalse();
        assertThat(RULE.after(new double[] {1.04, 1, 0.98, 1, 1.01, 0.99}, 1).verdict())
                .isEqualTo(Verdict.REPEAT);
    }

    /** Of ten the interval is [2, 9]: an extreme at either end does not count. */
    @Test
    void widthIsThatOfTheOrderStatistics() {
        double[] launches = {50, 1.5, 1, 1, 1, 1, 1, 1, 0.75, 0.1};
        assertThat(RULE.after(launches, 1).relativeWidth()).isEqualTo(0.75);
    }

    @Test
    void capsAreMarked() {
        double[] wide = {1, 2, 1, 2, 1, 2, 1, 2, 1, 2};
        assertThat(RULE.after(wide, 1).verdict()).isEqualTo(Verdict.LAUNCH_CAP);
        assertThat(RULE.after(wide, 1).capped()).isTrue();
        double[] seven = {1, 2, 1, 2, 1, 2, 1};
        assertThat(RULE.after(seven, 87.6).verdict()).isEqualTo(Verdict.TIME_CAP); // 87.6 / 7 > 12.4 left
        assertThat(RULE.after(seven, 87.6).capped()).isTrue();
        assertThat(RULE.after(seven, 87.4).verdict()).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void refusesWhatCannotEnd() {
        assertThatThrownBy(() -> new Repetition(0.05, 5, 10, 1)).hasMessageContaining("give 6 at least");
        assertThatThrownBy(() -> new Repetition(0.05, 6, 5, 1)).hasMessageContaining("give 6 to 1000");
        assertThatThrownBy(() -> new Repetition(0, 6, 10, 1)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> new Repetition(0.05, 6, 10, Double.NaN)).hasMessageContaining("time budget");
    }
}
