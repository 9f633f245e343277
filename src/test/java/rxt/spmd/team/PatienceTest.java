package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A member spins long where that pays and stops it where cores are crowded. */
class PatienceTest {
    private static final long LONG_NANOS = 200_000;
    private static final Parking.Condition NEVER = _ -> false;

    @Test
    void spinsThatEndInParkingBecomeShort() {
        Patience patience = Patience.of(2, 2);
        assertThat(spinNanos(patience)).isGreaterThanOrEqualTo(LONG_NANOS / 10);
        for (int k = 0; k < 4; k++) {
            patience.spin(NEVER, 0);
        }
        assertThat(patience.isCrowded()).isTrue();
        assertThat(shortestOf(patience, 20)).isLessThan(LONG_NANOS / 2);
    }

    @Test
    void moreMembersThanProcessorsBeginShort() {
        assertThat(Patience.of(3, 2).isCrowded()).isTrue();
        assertThat(Patience.of(2, 2).isCrowded()).isFalse();
    }

    /** Short parkings lead to a trial; one that succeeds makes spins long again. */
    @Test
    void aTrialThatSucceedsEndsIt() {
        Patience patience = Patience.of(2, 2);
        for (int k = 0; k < 4; k++) {
            patience.spin(NEVER, 0);
        }
        assertThat(patience.isCrowded()).isTrue();
        for (int k = 0; k < 64 && patience.isCrowded(); k++) {
            patience.parked(1000);
            int[] glances = {0};
            patience.spin(_ -> ++glances[0] > 70, 0);
        }
        assertThat(patience.isCrowded()).isFalse();
    }

    /** Parkings longer than a long spin say nothing for spinning. */
    @Test
    void longParkingsLeadToNoTrial() {
        Patience patience = Patience.of(3, 2);
        for (int k = 0; k < 2000; k++) {
            patience.parked(LONG_NANOS * 2);
            int[] glances = {0};
            patience.spin(_ -> ++glances[0] > 70, 0);
        }
        assertThat(patience.isCrowded()).isTrue();
    }

    @Test
    void virtualThreadsDoNotSpin() {
        int[] glances = {0};
        Patience.none().spin(_ -> ++glances[0] < 0, 0);
        assertThat(glances[0]).isLessThanOrEqualTo(1);
    }

    /** Short parkings, which lead others to a trial, change nothing. */
    @Test
    void virtualThreadsDoNotSpinLater() {
        Patience patience = Patience.none();
        for (int k = 0; k < 2000; k++) {
            patience.parked(1000);
        }
        int[] glances = {0};
        assertThat(patience.spin(_ -> ++glances[0] < 0, 0)).isFalse();
        assertThat(glances[0]).isEqualTo(1);
    }

    private static long shortestOf(Patience patience, int times) {
        long shortest = Long.MAX_VALUE;
        for (int k = 0; k < times; k++) {
            shortest = Math.min(shortest, spinNanos(patience));
        }
        return shortest;
    }

    private static long spinNanos(Patience patience) {
        long start = System.nanoTime();
        patience.spin(NEVER, 0);
        return System.nanoTime() - start;
    }
}
