package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a member can do inside a region: loops, ordered loops, single, master, critical, teams of its own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class MemberTest {
    @Parameter
    private String kind;

    /** Many loops in one region: each ends with a barrier, after which all members see all of it. */
    @ParameterizedTest
    @CsvSource({
        "1, DYNAMIC",
        "2, STATIC",
        "2, DYNAMIC",
        "3, CYCLIC",
        "3, GUIDED",
        "3, MONOTONIC",
        "4, DYNAMIC",
        "4, GUIDED"
    })
    void loopsCoverOnceAndEndWithABarrier(int size, Schedule.Kind rule) {
        int length = 101;
        Range range = Range.of(-7, length - 7);
        Schedule schedule = new Schedule(rule, 2);
        int[] hits = new int[length];
        try (Team team = Team.named(kind, size)) {
            for (int region = 0; region < 3; region++) {
                team.region(me -> {
                    for (int loop = 1; loop <= 50; loop++) {
                        int expected = loop;
                        me.forEach(range, schedule, (from, to) -> {
                            for (long i = from; i < to; i++) {
                                hits[(int) i + 7]++;
                            }
                        });
                        assertThat(hits).containsOnly(expected);
                        me.barrier();
                    }
                    me.master(() -> java.util.Arrays.fill(hits, 0));
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, DYNAMIC", "2, STATIC", "2, DYNAMIC", "3, CYCLIC", "3, GUIDED", "3, MONOTONIC", "4, DYNAMIC"})
    void turnsComeInOrder(int size, Schedule.Kind rule) {
        List<Long> seen = new ArrayList<>();
        try (Team team = Team.named(kind, size)) {
            team.region(me -> {
                for (int loop = 0; loop < 20; loop++) {
                    me.forEachOrdered(Range.of(-3, 30), new Schedule(rule, 2), (i, turn) -> {
                        if (i % 3 != 0) {
                            turn.run(() -> seen.add(i));
                        }
                    });
                    me.single(() -> {
                        assertThat(seen)
                                .containsExactlyElementsOf(LongStream.range(-3, 30)
                                        .filter(i -> i % 3 != 0)
                                        .boxed()
                                        .toList());
                        seen.clear();
                    });
                }
            });
        }
    }

    @Test
    void anIndexHasOneTurn() {
        try (Team team = Team.named(kind, 2)) {
            assertThatThrownBy(() -> team.region(me -> me.forEachOrdered(Range.of(0, 4), Schedule.STATIC, (_, turn) -> {
                        turn.run(() -> {});
                        turn.run(() -> {});
                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has had its turn");
            TeamFailureTest.assertUsable(team);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void singleRunsOnceAndAllWaitForIt(int size) {
        int[] count = new int[1];
        try (Team team = Team.named(kind, size)) {
            for (int region = 0; region < 3; region++) {
                count[0] = 0;
                team.region(me -> {
                    for (int n = 1; n <= 200; n++) {
                        me.single(() -> count[0]++);
                        assertThat(count[0]).isEqualTo(n);
                        me.barrier();
                    }
                });
            }
        }
    }

    @Test
    void masterIsMemberZeroAndNobodyWaits() {
        AtomicInteger ran = new AtomicInteger();
        Thread caller = Thread.currentThread();
        try (Team team = Team.named(kind, 3)) {
            team.region(me -> {
                me.master(() -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    while (ran.get() < 2) {
                        Thread.onSpinWait();
                    }
                });
                ran.incrementAndGet();
            });
            assertThat(ran).hasValue(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void criticalExcludesTheOthers(int size) {
        int times = 20_000 / size;
        long[] count = new long[1];
        try (Team team = Team.named(kind, size)) {
            team.region(me -> {
                for (int n = 0; n < times; n++) {
                    me.critical(() -> count[0]++);
                }
            });
            assertThat(count[0]).isEqualTo((long) times * size);
        }
    }

    /** Member 0 wants the lock at all times; the others have a few turns each, and must get them. */
    @Test
    void criticalStarvesNobody() {
        AtomicInteger done = new AtomicInteger();
        try (Team team = Team.named(kind, 3)) {
            team.region(me -> {
                if (me.thread() == 0) {
                    while (done.get() < 2) {
                        me.critical(() -> {
                            for (int spin = 0; spin < 200; spin++) {
                                Thread.onSpinWait();
                            }
                        });
                    }
                } else {
                    for (int n = 0; n < 50; n++) {
                        me.critical(() -> {});
                    }
                    done.incrementAndGet();
                }
            });
        }
    }

    @Test
    void criticalInCriticalIsRefused() {
        try (Team team = Team.named(kind, 2)) {
            assertThatThrownBy(() -> team.region(me -> me.critical(() -> me.critical(() -> {}))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("critical sections of one team do not nest");
            TeamFailureTest.assertUsable(team);
        }
    }

    @Test
    void innerTeamsNestAndAreKept() {
        AtomicIntegerArray hits = new AtomicIntegerArray(6);
        Team[] kept = new Team[2];
        try (Team team = Team.named(kind, 2)) {
            for (int repeat = 0; repeat < 50; repeat++) {
                team.region(me -> {
                    Team inner = me.inner(3);
                    assertThat(inner.name()).isEqualTo(kind);
                    assertThat(kept[me.thread()]).isIn(null, inner);
                    kept[me.thread()] = inner;
                    inner.region(mine -> {
                        mine.barrier();
                        hits.incrementAndGet(me.thread() * 3 + mine.thread());
                    });
                });
            }
            for (int k = 0; k < 6; k++) {
                assertThat(hits.get(k)).isEqualTo(50);
            }
            kept[0].close();
            team.region(me -> assertThat(me.inner(3).size()).isEqualTo(3));
        }
        assertThatThrownBy(() -> kept[1].region(_ -> {})).hasMessage("the team is closed");
    }
}
