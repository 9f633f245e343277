package rxt.kernel.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.kernel.Philox4x32;
import rxt.spmd.team.Range;

class PiTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Pi.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("darts", "1000003");
    }

    /** Forgets the darts that fill no whole chunk: well within four deviations of π, and wrong all the same. */
    @Override
    protected Kernel mutant(Context context) {
        return new Pi(context) {
            @Override
            Range own() {
                Range all = super.own();
                return new Range(all.from(), all.to() - all.length() % CHUNK, CHUNK);
            }
        };
    }

    /** Forgets half of the darts in the first step, and none later. */
    @Test
    void aStepBeforeTheLastIsCaught() throws Exception {
        run(2, 2, type().params(params()), context -> new Pi(context) {
                    private int steps;

                    @Override
                    Range own() {
                        Range all = super.own();
                        return steps++ > 0 ? all : new Range(all.from(), all.to() - all.length() / 2, CHUNK);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "3,2"})
    void scalarsHitAsVectorsDo(int ranks, int threads) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Params scalar = type().params(Map.of("darts", "1000003", "variant", "scalar"));
        run(ranks, threads, scalar, type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
        run(ranks, threads, scalar, this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @Test
    void moreWorkersThanDarts() throws Exception {
        run(5, 3, type().params(Map.of("darts", "3")), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @Test
    void vectorsCountAsScalarsDo() {
        PiDarts pairs = new PiDarts(new Philox4x32(3, 0));
        int[] words = new int[PiDarts.SCRATCH];
        long carry = 1L << 32;
        for (long from : new long[] {0, 1, 1000, carry - 5, carry * 7 - 1}) {
            for (int count = 0; count < 80; count++) {
                assertThat(pairs.hits(from, from + count, words))
                        .isEqualTo(pairs.hitsOneByOne(from, 2 * (from + count)))
                        .isBetween(0L, 2L * count);
            }
        }
    }
}
