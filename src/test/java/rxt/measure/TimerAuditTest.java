package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rxt.kernel.Check;
import rxt.record.RankRow;

class TimerAuditTest {
    private static final Check RIGHT = Check.exact("count", 1, 1).withDigest(7);
    private static final double[] MICROS = {90e-6, 1e-6, 1.2e-6, 0.4e-6};

    @Test
    void theWorstRankDecidesAndTheMedianOfWhatCounts() {
        RankRow good = rank(20e-9, 20e-9);
        assertThat(TimerAudit.of(RIGHT, List.of(good, good), MICROS, 1)).isSameAs(RIGHT);
        Check refused = TimerAudit.of(RIGHT, List.of(good, rank(55e-9, 20e-9)), MICROS, 1);
        assertThat(refused.valid()).isFalse();
        assertThat(refused.name()).isEqualTo("timer");
        assertThat(refused.actual()).contains("1.00 µs is too short to be timed", "let a step do more work");
        assertThat(refused.digest()).isEqualTo(RIGHT.digest());
        assertThat(TimerAudit.of(RIGHT, List.of(good, rank(20e-9, 110e-9)), MICROS, 1)
                        .valid())
                .as("resolution")
                .isFalse();
        assertThat(TimerAudit.of(RIGHT, List.of(rank(55e-9, 20e-9)), MICROS, 0).valid())
                .as("with the first step the median is 1.2 µs: a mutant that counts warm-up passes")
                .isTrue();
    }

    @Test
    void aWrongAnswerStaysOne() {
        Check wrong = Check.exact("count", 1, 2);
        assertThat(TimerAudit.of(wrong, List.of(rank(1, 1)), MICROS, 1)).isSameAs(wrong);
    }

    private static RankRow rank(double overhead, double resolution) {
        return new RankRow(
                0, 0, "n", 1, "0", "", 0, 0, 0, 0, 0, 0, new RankRow.Timer(overhead, resolution, "nanoTime"));
    }
}
