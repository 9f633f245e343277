package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.CallRow;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** What messages, inner teams and failures in the regions of a timed team count as. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SAME_THREAD) // the one that made the clock is the main thread
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class TimedNestingTest extends PausingTeam {
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
}
