package rxt.kernel.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class JacobiTest extends KernelContract {
    private static final int ROW = 10;

    @Override
    protected KernelType type() {
        return Jacobi.TYPE;
    }

    /** 32 × 32 points, which neither three nor five ranks divide; an odd number of sweeps. */
    @Override
    protected Map<String, String> params() {
        return Map.of("scale", "1", "iterations", "37");
    }

    /** Leaves one row of every block as it is. */
    @Override
    protected Kernel mutant(Context context) {
        return forgetsARow(context);
    }

    private static Jacobi forgetsARow(Context context) {
        return new Jacobi(context) {
            @Override
            void sweep(StreamBlock from, StreamBlock into, long firstRow, long endRow) {
                super.sweep(from, into, firstRow, Math.min(endRow, ROW));
                super.sweep(from, into, Math.max(firstRow, ROW + 1), endRow);
            }
        };
    }

    /** Uses the halos of the sweep before in one sweep of all. */
    private static Jacobi forgetsAnExchange(Context context) {
        AtomicInteger exchanges = new AtomicInteger();
        return new Jacobi(context) {
            @Override
            void exchangeHalo(StreamBlock psi, Runnable meanwhile) {
                if (exchanges.incrementAndGet() != 20) {
                    super.exchangeHalo(psi, meanwhile);
                } else {
                    meanwhile.run();
                }
            }
        };
    }

    /** Digests by a program of its own, in another language, written from EPCC's description. */
    @ParameterizedTest(name = "scale {0}, {1} sweeps, {3} ranks × {4} threads")
    @CsvSource({
        "1,    1, 382debec50cbcf78, 1, 1",
        "1,   50, c22174b23b8d2621, 2, 1",
        "1, 1000, 359d79212813b29a, 1, 2",
        "1, 1000, 359d79212813b29a, 4, 1",
        "2, 1000, f2b05982a0e4a7aa, 3, 2"
    })
    void fieldHasTheBitsOfAnIndependentProgram(String scale, String sweeps, String digest, int ranks, int threads)
            throws Exception {
        Map<String, String> params = Map.of("scale", scale, "iterations", sweeps);
        run(ranks, threads, params, Jacobi::new, kernel -> {
            kernel.step();
            assertThat(kernel.verify().digest()).isEqualTo(digest);
        });
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "2,3", "4,1", "6,2", "32,1"})
    void overlapChangesNoBit(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("scale", "1", "iterations", "1000", "overlap", "true");
        run(ranks, threads, params, Jacobi::new, kernel -> {
            kernel.step();
            assertThat(kernel.verify().digest()).isEqualTo("359d79212813b29a");
        });
    }

    @ParameterizedTest(name = "{0} × {1}: {2}, {3}, overlap {4}")
    @CsvSource({
        "1,2,blocks,multiple,true",
        "2,1,rows,funneled,true",
        "2,2,columns,multiple,false",
        "3,2,columns,multiple,true",
        "3,3,rows,multiple,false",
        "4,3,blocks,multiple,true",
        "6,2,blocks,multiple,false",
        "6,12,columns,multiple,true"
    })
    void cutsAndThreadLevelsChangeNoBit(int ranks, int threads, String cut, String level, String overlap)
            throws Exception {
        Map<String, String> texts = new HashMap<>(params());
        String digest = run(1, 1, type().params(texts), type()::create).remove().digest();
        texts.putAll(Map.of("decomposition", cut, "thread_level", level, "overlap", overlap));
        for (Check check : run(ranks, threads, type().params(texts), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
        workCountsTheMessages(ranks, threads, type().params(texts));
    }

    /** In one sweep one member uses its part of the halo of the sweep before. */
    @Test
    void aForgottenPartOfAnExchangeIsCaught() throws Exception {
        Map<String, String> texts = new HashMap<>(params());
        texts.putAll(Map.of("decomposition", "columns", "thread_level", "multiple"));
        run(3, 2, type().params(texts), context -> {
                    AtomicInteger exchanges = new AtomicInteger();
                    return new Jacobi(context) {
                        @Override
                        void exchangeHalo(StreamBlock psi, Team.Member me) {
                            if (me.thread() == 1 && exchanges.incrementAndGet() % 37 == 20) {
                                meanwhile(me);
                            } else {
                                super.exchangeHalo(psi, me);
                            }
                        }
                    };
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads, overlap {2}")
    @CsvSource({"1,1,false", "2,3,true"})
    void scalarsHaveTheBitsOfVectors(int ranks, int threads, String overlap) throws Exception {
        Map<String, String> params =
                Map.of("scale", "1", "iterations", "1000", "overlap", overlap, "variant", "scalar");
        run(ranks, threads, params, Jacobi::new, kernel -> {
            kernel.step();
            assertThat(kernel.verify().digest()).isEqualTo("359d79212813b29a");
        });
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "2,2", "3,1"})
    void closedFormAloneCatchesAForgottenRow(int ranks, int threads) throws Exception {
        run(ranks, threads, params(), JacobiTest::forgetsARow, JacobiTest::closedFormRefuses);
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads, overlap {2}")
    @CsvSource({"2,2,false", "3,1,true", "4,1,false", "4,2,true"})
    void closedFormAloneCatchesAForgottenExchange(int ranks, int threads, String overlap) throws Exception {
        Map<String, String> params = Map.of("scale", "1", "iterations", "37", "overlap", overlap);
        run(ranks, threads, params, JacobiTest::forgetsAnExchange, JacobiTest::closedFormRefuses);
    }

    private static void closedFormRefuses(Jacobi kernel) {
        kernel.step();
        assertThat(kernel.closedForm().valid())
                .as(kernel.closedForm().toString())
                .isFalse();
        assertThat(kernel.verify().valid()).as(kernel.verify().toString()).isFalse();
    }

    @Test
    void closedFormHoldsWhereRoundingHasHadTimeToGrow() throws Exception {
        run(2, 1, Map.of("scale", "1", "iterations", "20001"), Jacobi::new, kernel -> {
            kernel.step();
            assertThat(kernel.closedForm().valid())
                    .as(kernel.closedForm().toString())
                    .isTrue();
        });
    }

    @Test
    void messagesFollowTheGridOfRanks() throws Exception {
        double[][] ranksAndLinks = {{1, 0}, {2, 1}, {3, 2}, {4, 4}, {6, 7}};
        for (double[] expected : ranksAndLinks) {
            run((int) expected[0], 1, params(), Jacobi::new, kernel -> {
                assertThat(kernel.work().messages()).isEqualTo(2 * 37 * expected[1]);
                assertThat(kernel.work().flops()).isEqualTo(4.0 * 32 * 32 * 37);
            });
        }
    }

    @Test
    void everyRankRefusesABoxWithFewerRowsThanRanks() throws Exception {
        Transport.named("local").run(new String[0], 37, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1)) {
                Context context = new Context(world, team, Jacobi.TYPE.params(params()), name -> null);
                assertThatThrownBy(() -> new Jacobi(context))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("fewer ranks");
            }
        });
    }

    private static void run(
            int ranks,
            int threads,
            Map<String, String> params,
            Function<Context, Jacobi> factory,
            Consumer<Jacobi> body)
            throws Exception {
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            Context.Inputs none = name -> {
                throw new AssertionError("opens " + name);
            };
            try (Team team = Team.named("forkjoin", threads);
                    Jacobi kernel = factory.apply(new Context(world, team, Jacobi.TYPE.params(params), none))) {
                body.accept(kernel);
            }
        });
    }
}
