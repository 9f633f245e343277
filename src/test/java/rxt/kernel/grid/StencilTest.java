package rxt.kernel.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.kernel.UnavailableException;
import rxt.spmd.Transport;
import rxt.spmd.grid.HaloExchange;
import rxt.spmd.team.Team;

class StencilTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Stencil.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "53");
    }

    /** The last row of a part does not grow in the first step. */
    @Override
    protected Kernel mutant(Context context) {
        return new Stencil(context) {
            private int calls;

            @Override
            synchronized void grow(StencilBlock of, long from, long to) {
                super.grow(of, from, calls++ == 0 ? to - 1 : to);
            }
        };
    }

    /** Exchanges once in a hundred steps. */
    @ParameterizedTest(name = "{0} ranks, overlap {1}")
    @CsvSource({"2, true", "4, true", "4, false"})
    void anOldHaloIsCaught(int ranks, String overlap) throws Exception {
        Map<String, String> params = Map.of("n", "53", "overlap", overlap);
        run(ranks, 2, type().params(params), context -> new Stencil(context) {
                    private int steps;

                    @Override
                    void exchange(HaloExchange halo, Runnable meanwhile) {
                        if (steps++ % 100 == 0) {
                            super.exchange(halo, meanwhile);
                        } else {
                            meanwhile.run();
                        }
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} × {1}: n {2}, overlap {3}, {4}")
    @CsvSource({
        "1,1,5,true,vector",
        "2,1,5,true,scalar",
        "4,3,6,true,vector",
        "6,2,40,false,vector",
        "4,2,64,false,scalar",
        "9,1,31,true,scalar"
    })
    void smallAndUnevenGrids(int ranks, int threads, String n, String overlap, String variant) throws Exception {
        Map<String, String> params = Map.of("n", n, "overlap", overlap, "variant", variant);
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    /** The same points by another way of cutting and exchanging: the same digest, and the messages that are sent. */
    @ParameterizedTest(name = "{0} × {1}: {2}, {3}, overlap {4}")
    @CsvSource({
        "1,2,blocks,multiple,true",
        "2,1,rows,funneled,true",
        "2,2,columns,multiple,true",
        "3,2,columns,multiple,false",
        "3,3,rows,multiple,true",
        "4,3,blocks,multiple,true",
        "4,1,columns,funneled,false",
        "6,2,blocks,multiple,false",
        "6,9,columns,multiple,true",
        "6,12,blocks,multiple,true"
    })
    void cutsAndThreadLevelsChangeNoBit(int ranks, int threads, String cut, String level, String overlap)
            throws Exception {
        Params params =
                type().params(Map.of("n", "53", "decomposition", cut, "thread_level", level, "overlap", overlap));
        String digest =
                run(1, 1, type().params(params()), type()::create).remove().digest();
        for (Check check : run(ranks, threads, params, type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
        workCountsTheMessages(ranks, threads, params);
    }

    /** One member of each team exchanges its part of the halo in the first step alone. */
    @ParameterizedTest(name = "{0} ranks × {1} threads, overlap {2}")
    @CsvSource({"2,2,true", "4,3,false"})
    void anOldPartOfAHaloIsCaught(int ranks, int threads, String overlap) throws Exception {
        Map<String, String> params =
                Map.of("n", "53", "decomposition", "columns", "thread_level", "multiple", "overlap", overlap);
        run(ranks, threads, type().params(params), context -> new Stencil(context) {
                    private final AtomicInteger exchanges = new AtomicInteger();

                    @Override
                    void exchange(HaloExchange part, Team.Member me) {
                        if (me.thread() == 1 && exchanges.getAndIncrement() > 0) {
                            meanwhile(me);
                        } else {
                            super.exchange(part, me);
                        }
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** The launch asks for the level that the kernel wants; here it is not asked. */
    @Test
    void isUnavailableWhereTheLibraryMayNotBeCalledByAll() throws Exception {
        Params params = type().params(Map.of("n", "53", "thread_level", "multiple"));
        Transport.named("local").run(new String[0], 2, (world, _) -> {
            try (Team team = Team.named("forkjoin", 2)) {
                assertThatThrownBy(() -> new Stencil(new Context(world, team, params, _ -> null)))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("SERIALIZED");
            }
        });
    }
}
