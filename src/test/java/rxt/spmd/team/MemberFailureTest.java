package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A member that fails or leaves inside a construct hangs nobody: the true cause comes out, the team goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class MemberFailureTest {
    private static final int SIZE = 3;

    @Parameter
    private String kind;

    /** What all members do; {@code Runnable} is what one of them does in the midst of it. */
    enum Construct {
        FOR_EACH {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.forEach(Range.of(0, 9), Schedule.STATIC, (_, _) -> inside.run());
            }
        },
        DYNAMIC {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.forEach(Range.of(0, 90), Schedule.dynamic(1), (from, _) -> at(from, inside));
            }
        },
        ORDERED {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.forEachOrdered(Range.of(0, 9), Schedule.cyclic(1), (i, turn) -> turn.run(() -> at(i, inside)));
            }
        },
        ORDERED_OUT_OF_TURN {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.forEachOrdered(Range.of(0, 9), Schedule.cyclic(1), (i, turn) -> {
                    at(i, inside);
                    turn.run(() -> {});
                });
            }
        },
        SINGLE {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.single(inside);
            }
        },
        MASTER {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.master(inside);
                me.barrier();
            }
        },
        CRITICAL {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.critical(inside);
                me.barrier();
            }
        },
        INNER {
            @Override
            void run(Team.Member me, Runnable inside) {
                me.inner(2).region(mine -> {
                    if (mine.thread() == 1) {
                        inside.run();
                    }
                    mine.barrier();
                });
                me.barrier();
            }
        };

        abstract void run(Team.Member me, Runnable inside);

        private static void at(long i, Runnable inside) {
            if (i == 4) {
                inside.run();
            }
        }
    }

    private static Construct[] constructs() {
        return Construct.values();
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void theTrueCauseComesOut(Construct construct) {
        Runnable failing = () -> {
            throw new ArithmeticException("inside");
        };
        try (Team team = Team.named(kind, SIZE)) {
            for (int repeat = 0; repeat < 20; repeat++) {
                assertThatThrownBy(() -> team.region(me -> {
                            construct.run(me, () -> {});
                            construct.run(me, failing);
                            construct.run(me, failing);
                        }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("inside");
                team.region(me -> construct.run(me, () -> {}));
            }
            TeamFailureTest.assertUsable(team);
        }
    }

    /** Member 1 ends its region where the others still work together. */
    @ParameterizedTest
    @MethodSource("constructs")
    void whoLeavesIsFound(Construct construct) {
        try (Team team = Team.named(kind, SIZE)) {
            for (int repeat = 0; repeat < 20; repeat++) {
                assertThatThrownBy(() -> team.region(me -> {
                            construct.run(me, () -> {});
                            if (me.thread() != 1) {
                                construct.run(me, () -> {});
                            }
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("every member must call barrier() equally often");
            }
            TeamFailureTest.assertUsable(team);
        }
    }
}
