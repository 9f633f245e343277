package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.record.rule.Repetition;

/** Which launches still end before their job does; the limit of a launch is 60 s. */
class TimeLeftTest {
    private static final Repetition SIX = new Repetition(0.05, 6, 6, Double.POSITIVE_INFINITY);
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final Launches one = SyntheticLaunches.of("k", 1, SIX);
    private final Launches four = SyntheticLaunches.of("k", 4, SIX);
    private final Launches other = SyntheticLaunches.of("other", 1, SIX);

    private TimeLeft left(int seconds) {
        return new TimeLeft(Optional.of(NOW.plusSeconds(seconds)), new Study.Limits(60, 60), List.of(one, four, other));
    }

    @Test
    void withoutAnEndEverythingFits() {
        TimeLeft forever = new TimeLeft(Optional.empty(), new Study.Limits(60, 60), List.of(one));
        assertThat(forever.suffices(one, NOW)).isTrue();
    }

    @Test
    void aCellThatWasNeverLaunchedMayTakeItsLimit() {
        assertThat(left(184).suffices(one, NOW)).isFalse();
        assertThat(left(185).suffices(one, NOW)).as("60 s and 125 s at the end").isTrue();
    }

    @Test
    void theLongestLaunchOfACellTellsAndAQuarterMore() {
        one.add(SyntheticLaunches.shard(one, 0, 8, 1));
        one.add(SyntheticLaunches.shard(one, 1, 4, 1));
        assertThat(left(134).suffices(one, NOW)).isFalse();
        assertThat(left(135).suffices(one, NOW)).isTrue();
    }

    @Test
    void launchesOfTheSameProblemTellInProportionWhereItHasFewerWorkers() {
        four.add(SyntheticLaunches.shard(four, 0, 4, 1));
        assertThat(left(0).expectedSeconds(one)).as("2 × 4 s × 4 workers").isEqualTo(32);
        assertThat(left(0).expectedSeconds(other))
                .as("another kernel tells nothing")
                .isEqualTo(60);
        one.add(SyntheticLaunches.shard(one, 0, 40, 1));
        assertThat(left(0).expectedSeconds(one)).as("its own; 50 s").isEqualTo(50);
        assertThat(left(0).expectedSeconds(four)).as("its own too").isEqualTo(5);
        one.add(SyntheticLaunches.shard(one, 1, 59, 1));
        assertThat(left(0).expectedSeconds(one)).as("then it is ended").isEqualTo(60);
    }
}
