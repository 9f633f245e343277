package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.RegionRow;
import rxt.record.ThreadRow;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** What calls of a timed team count as; bodies pause, which is computing for a clock that knows no better. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SAME_THREAD) // the one that made the clock is the main thread
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class TimedTeamTest {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int TRIALS = 20;
    private static final double PAUSE = PAUSE_NANOS * 1e-9;
    private static final double TICK = TickSeconds.measured();
    private static final AtomicLong SLEPT = new AtomicLong();
    private static final AtomicLong PAUSES = new AtomicLong();
    private static final Range FOUR = new Range(0, 4, 1);

    @Parameter
    private String kind;

    private RankClock clock;
    private Team team;

    @BeforeEach
    void makeTheTeam() {
        SLEPT.set(0);
        PAUSES.set(0);
        clock = new RankClock();
        team = new TimedTeam(Team.named(kind, 2), clock, "pi");
    }

    @AfterEach
    void closeTheTeam() {
        team.close();
    }

    /** Where others use the machine, a pause can take twice as long; but not each time. */
    private void amongOthers(Runnable test) {
        for (int trial = 1; ; trial++) {
            try {
                test.run();
                return;
            } catch (AssertionError e) {
                if (trial == TRIALS) {
                    throw e;
                }
                team.close();
                makeTheTeam();
            }
        }
    }

    private static void pause() {
        long start = System.nanoTime();
        LockSupport.parkNanos(PAUSE_NANOS);
        SLEPT.addAndGet(System.nanoTime() - start);
        PAUSES.incrementAndGet();
    }

    private static <T> T pausing(T value) {
        pause();
        return value;
    }

    private static void send(MessageClock messages, Call call) {
        long start = Ticks.read();
        pause();
        messages.add(call, start);
    }

    /** In pauses as long as they were on the mean; all else may take a little. */
    private static void assertPauses(double seconds, int pauses) {
        double pause = SLEPT.get() * 1e-9 / Math.max(1, PAUSES.get());
        assertThat(seconds / pause).isBetween(pauses * 0.9, pauses * 1.1 + 0.7);
    }

    private Breakdown breakdown() {
        return clock.breakdown(0, TICK);
    }

    private RegionRow only() {
        assertThat(breakdown().regions()).hasSize(1);
        return breakdown().regions().getFirst();
    }

    private double busyOf(int thread) {
        return breakdown().threads().stream()
                .filter(row -> row.thread() == thread)
                .mapToDouble(ThreadRow::busySeconds)
                .sum();
    }

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

    @Test
    void messagesInARegionAreNoComputingOfWhoeverSendsThem() {
        amongOthers(() -> {
            MessageClock messages = new MessageClock(clock);
            Team named = team.as("exchange");
            named.region(me -> {
                send(messages, Call.SEND);
                if (me.thread() == 1) {
                    send(messages, Call.RECV);
                }
            });
            send(messages, Call.ALLREDUCE);
            assertPauses(only().elapsedSeconds(), 1); // of the main thread, which waits for the other's second message
            assertPauses(only().longestSeconds(), 0);
            assertPauses(only().busySeconds(), 0);
            assertThat(breakdown().calls())
                    .extracting(CallRow::region, CallRow::call, CallRow::count, CallRow::othersCount)
                    .containsExactly(
                            tuple("", "allreduce", 1L, 0L),
                            tuple("exchange", "send", 1L, 1L),
                            tuple("exchange", "recv", 0L, 1L));
            assertPauses(breakdown().calls().get(0).seconds(), 1);
            assertPauses(breakdown().calls().get(1).seconds(), 1);
            assertPauses(breakdown().calls().get(1).othersSeconds(), 1);
            assertPauses(breakdown().calls().get(2).othersSeconds(), 1);
            assertPauses(clock.messageTicks() * TICK, 2);
        });
    }

    @Test
    void messagesInBlocksAndInnerTeamsAreNoComputingEither() {
        amongOthers(() -> {
            MessageClock messages = new MessageClock(clock);
            team.as("blocks").sumLong(new Range(0, 2, 1), (_, _) -> {
                send(messages, Call.SEND);
                return 0;
            });
            team.as("inner").region(me -> me.inner(2).region(_ -> send(messages, Call.SEND)));
            assertThat(breakdown().regions()).hasSize(2).allSatisfy(row -> {
                assertPauses(row.busySeconds(), 0);
                assertPauses(row.elapsedSeconds(), 0);
            });
            assertThat(breakdown().calls())
                    .extracting(CallRow::region, CallRow::count, CallRow::othersCount)
                    .containsExactly(tuple("blocks", 1L, 1L), tuple("inner", 1L, 3L));
        });
    }

    /** A member's own team is part of its region: its time there is its team's, and its helpers' computing counts. */
    @Test
    void teamsOfMembersCountForTheRegionTheyAreIn() {
        amongOthers(() -> {
            for (int call = 0; call < 2; call++) {
                team.as("outer").region(me -> {
                    if (me.thread() == 1) {
                        me.inner(3).as("ignored").forEach(new Range(0, 3, 1), Schedule.STATIC, (_, _) -> pause());
                        pause();
                    }
                });
            }
            assertThat(only().region()).isEqualTo("outer");
            assertPauses(only().elapsedSeconds(), 4);
            assertPauses(only().longestSeconds(), 4);
            assertPauses(only().busySeconds(), 8);
            assertPauses(busyOf(0), 0);
            assertPauses(busyOf(1), 8);
        });
    }

    @Test
    void aRegionThatFailsCountsForNothingAndTheNextIsWhole() {
        amongOthers(() -> {
            for (int failing = 0; failing < 2; failing++) {
                int who = failing;
                assertThatThrownBy(() -> team.region(me -> {
                            if (me.thread() == who) {
                                throw new IllegalStateException("on purpose");
                            }
                        }))
                        .hasMessage("on purpose");
                assertThatThrownBy(() -> team.sumLong(FOUR, (_, _) -> {
                            throw new IllegalStateException("on purpose");
                        }))
                        .hasMessage("on purpose");
            }
            assertThat(breakdown().regions()).isEmpty();
            team.region(me -> {
                if (me.thread() == 1) {
                    pause();
                }
            });
            assertPauses(busyOf(0), 0);
            assertPauses(busyOf(1), 1);
            assertThat(clock.region()).isZero();
        });
    }

    @Test
    void aRegionInARegionIsRefusedAsEver() {
        amongOthers(() -> {
            team.region(me -> {
                if (me.thread() == 0) {
                    assertThatThrownBy(() -> team.as("other").forEach(FOUR, (_, _) -> {}))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("do not nest");
                }
                pause();
            });
            assertThat(only().count()).isOne();
            assertThat(busyOf(0)).isGreaterThanOrEqualTo(PAUSE);
            assertPauses(busyOf(1), 1);
        });
    }

    @Test
    void noCallAllocates() {
        if (kind.equals("virtual")) {
            return; // its threads park, which allocates with or without a clock
        }
        double[] sink = new double[2];
        Team.Loop loop = (from, _) -> sink[(int) from & 1]++;
        Team.LongBlock block = (from, to) -> to - from;
        Team.DoubleBlock doubleBlock = (from, to) -> to - from;
        Team.Region region = me -> me.forEach(FOUR, Schedule.STATIC, loop);
        Team named = team.as("named");
        Schedule dynamic = Schedule.dynamic(1);
        Runnable step = () -> {
            named.region(region);
            team.forEach(FOUR, dynamic, loop);
            named.sumLong(FOUR, block);
            team.sum(FOUR, doubleBlock);
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(step);
        long before = threads.getTotalThreadAllocatedBytes();
        repeat(step);
        assertThat((threads.getTotalThreadAllocatedBytes() - before) / STEPS).isLessThan(16);
    }

    private static final int STEPS = 20_000;

    private static void repeat(Runnable step) {
        for (int k = 0; k < STEPS; k++) {
            step.run();
        }
    }
}
