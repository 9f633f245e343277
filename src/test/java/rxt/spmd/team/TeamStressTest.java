package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many short regions, where a lost wake-up, a stale count or an early release would show as a hang or a wrong sum. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class TeamStressTest {
    @Parameter
    private String kind;

    private static final int REGIONS = 10_000;

    /** Two sizes: 20,000 regions in all, every fourth of which fails between its barriers. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void regionsWithBarriersAndExceptions(int size) {
        try (Team team = Team.named(kind, size)) {
            long[] rounds = new long[size];
            for (int n = 0; n < REGIONS; n++) {
                if (n % 4 == 3) {
                    fail(team, n / 4 % size);
                } else {
                    team.region(me -> round(me, rounds));
                }
            }
            long[] expected = new long[size];
            Arrays.fill(expected, REGIONS * 3L / 4);
            assertThat(rounds).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyScheduleCoversOnceUnderContention(Schedule.Kind rule) {
        int length = 997;
        int loops = 300;
        AtomicIntegerArray hits = new AtomicIntegerArray(length);
        try (Team team = Team.named(kind, 4)) {
            Schedule schedule = new Schedule(rule, 2);
            for (int n = 0; n < loops; n++) {
                team.forEach(Range.of(0, length), schedule, (from, to) -> {
                    for (long i = from; i < to; i++) {
                        hits.incrementAndGet((int) i);
                    }
                });
            }
        }
        for (int i = 0; i < length; i++) {
            assertThat(hits.get(i)).as("index %s", i).isEqualTo(loops);
        }
    }

    /** All counts are equal on entry, so a member may rely on its neighbour's after one barrier. */
    private static void round(Team.Member me, long[] rounds) {
        long mine = ++rounds[me.thread()];
        me.barrier();
        long theirs = rounds[(me.thread() + 1) % me.size()];
        me.barrier();
        if (theirs != mine) {
            throw new IllegalStateException("member " + me.thread() + " saw " + theirs + " instead of " + mine);
        }
    }

    private static void fail(Team team, int culprit) {
        assertThatThrownBy(() -> team.region(me -> {
                    me.barrier();
                    if (me.thread() == culprit) {
                        throw new ArithmeticException("planned");
                    }
                    me.barrier();
                }))
                .isInstanceOf(ArithmeticException.class)
                .hasNoSuppressedExceptions();
    }
}
