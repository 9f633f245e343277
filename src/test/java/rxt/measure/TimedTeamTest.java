package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.RegionRow;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** What calls of a timed team count as. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SAME_THREAD) // the one that made the clock is the main thread
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class TimedTeamTest extends PausingTeam {
    @Test
    void theTeamItselfLeavesNothingToADefault() {
        assertThat(Arrays.stream(Team.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !isShortForm(method)))
                .allSatisfy(method -> assertThat(TimedTeam.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .isEqualTo(TimedTeam.class));
    }

    /** forEach without a schedule ends in the one with. */
    private static boolean isShortForm(Method method) {
        return method.getName().equals("forEach") && method.getParameterCount() == 2;
    }

    @Test
    void bodiesCountAndBarriersDoNot() {
        amongOthers(() -> {
            team.region(me -> {
                if (me.thread() == 0) {
                    pause();
                }
                me.barrier();
            });
            assertPauses(only().elapsedSeconds(), 1);
            assertPauses(only().longestSeconds(), 1);
            assertPauses(only().busySeconds(), 1);
            assertPauses(busyOf(0), 1);
            assertPauses(busyOf(1), 0);
        });
    }

    @Test
    void everyKindOfCallCounts() {
        amongOthers(() -> {
            team.as("each").forEach(FOUR, Schedule.cyclic(1), (_, _) -> pause());
            assertThat(team.as("sum").sum(FOUR, (_, _) -> pausing(1.0))).isEqualTo(4.0);
            assertThat(team.as("sumLong").sumLong(FOUR, (_, _) -> pausing(2L))).isEqualTo(8);
            assertThat(team.as("reduce").reduce(FOUR, "", (_, _) -> pausing("a"), String::concat))
                    .isEqualTo("aaaa");
            team.as("region").region(me -> me.forEach(FOUR, Schedule.cyclic(1), (_, _) -> pause()));
            assertThat(breakdown().regions())
                    .extracting(RegionRow::region)
                    .containsExactly("each", "sum", "sumLong", "reduce", "region");
            assertThat(breakdown().regions()).allSatisfy(row -> {
                assertThat(row.count()).isOne();
                assertPauses(row.elapsedSeconds(), 2);
                assertPauses(row.longestSeconds(), 2);
                assertPauses(row.busySeconds(), 4);
            });
            assertThat(breakdown().threads()).hasSize(10).allSatisfy(row -> assertPauses(row.busySeconds(), 2));
        });
    }

    @Test
    void aTaskCountsForOneThread() {
        amongOthers(() -> {
            int answer = team.invoke(new RecursiveTask<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected Integer compute() {
                    return pausing(42);
                }
            });
            assertThat(answer).isEqualTo(42);
            assertPauses(only().elapsedSeconds(), 1);
            assertThat(only().busySeconds()).isEqualTo(only().elapsedSeconds());
            assertThat(only().longestSeconds()).isEqualTo(only().elapsedSeconds());
        });
    }

    @Test
    void unnamedWorkIsTheKernelsAndANameIsOneRegion() {
        team.region(_ -> {});
        team.as("a").region(_ -> {});
        team.as("a").region(_ -> {});
        team.region(_ -> {});
        assertThat(breakdown().regions())
                .extracting(RegionRow::region, RegionRow::count)
                .containsExactly(tuple("pi", 2L), tuple("a", 2L));
    }

    /** Imbalance that falls on another thread each time shows in the longest, not in the threads' sums. */
    @Test
    void theLongestIsThatOfEachCall() {
        amongOthers(() -> {
            for (int call = 0; call < 4; call++) {
                int late = call % 2;
                team.region(me -> {
                    if (me.thread() == late) {
                        pause();
                    }
                });
            }
            assertPauses(only().longestSeconds(), 4);
            assertPauses(only().busySeconds(), 4);
            assertPauses(busyOf(0), 2);
            assertPauses(busyOf(1), 2);
        });
    }

    @Test
    void theLongestBlocksAreThoseOfEachReduction() {
        amongOthers(() -> {
            for (int call = 0; call < 4; call++) {
                int late = call % 2;
                team.sumLong(new Range(0, 2, 1), (from, _) -> from == late ? pausing(1L) : 0);
            }
            assertPauses(only().longestSeconds(), 4);
            assertPauses(busyOf(0), 2);
            assertPauses(busyOf(1), 2);
        });
    }

    @Test
    void aMemberWithoutBlocksHasComputedNothing() {
        amongOthers(() -> {
            team.as("both").sumLong(new Range(0, 2, 1), (_, _) -> pausing(1L));
            team.as("one").sumLong(new Range(0, 1, 1), (_, _) -> pausing(1L));
            assertPauses(breakdown().regions().get(0).busySeconds(), 2);
            assertPauses(breakdown().regions().get(1).busySeconds(), 1);
        });
    }

    @Test
    void manyCallsAreAllRead() {
        amongOthers(() -> {
            for (int call = 0; call < 1000; call++) {
                team.region(_ -> LockSupport.parkNanos(100_000));
            }
            assertThat(only().count()).isEqualTo(1000);
            assertThat(busyOf(0)).isGreaterThan(0.1);
            assertThat(busyOf(1)).isGreaterThan(0.1);
            assertThat(only().longestSeconds()).isBetween(Math.max(busyOf(0), busyOf(1)), only().elapsedSeconds());
            clock.reset();
            assertThat(breakdown().regions()).isEmpty();
            team.region(_ -> pause());
            assertPauses(only().busySeconds(), 2);
        });
    }
}
