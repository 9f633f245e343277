package rxt.kernel.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class LifeTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Life.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("tiles_down", "1", "tiles_across", "2", "periods", "2");
    }

    /** Leaves out a row of each rank, of the first that of a gun. */
    @Override
    protected Kernel mutant(Context context) {
        return new Life(context) {
            @Override
            void advance(LifeRows from, LifeRows into, int row, int endRow) {
                super.advance(from, into, row, Math.min(10, endRow));
                super.advance(from, into, Math.max(11, row), endRow);
            }
        };
    }

    /** Known since 1970: 36 cells, and a glider of five every 30 generations. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theGunShootsAGliderEachPeriod(int periods) {
        LifeTile tile = new LifeTile(periods);
        int alive = 0;
        for (byte cell : tile.afterAll()) {
            alive += cell;
        }
        assertThat(alive).isEqualTo(36 + 5 * periods).isEqualTo(tile.population());
    }

    @ParameterizedTest(name = "{0} × {1}, overlap {2}, {3}")
    @CsvSource({
        "1,2,false,vector",
        "3,2,false,scalar",
        "7,1,true,vector",
        "5,2,true,scalar",
        "59,1,true,vector",
        "59,2,false,vector"
    })
    void ghostRowsOfAnyPart(int ranks, int threads, String overlap, String variant) throws Exception {
        Map<String, String> one = Map.of("tiles_down", "1", "tiles_across", "1", "periods", "1");
        Map<String, String> params = new HashMap<>(one);
        params.putAll(Map.of("overlap", overlap, "variant", variant));
        run(ranks, threads, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    /**
     * Ghosts for several generations at once change no cell; 60 generations, and a rank may have no more rows than
     * ghosts.
     */
    @ParameterizedTest(name = "{0} × {1}, depth {2}, overlap {3}")
    @CsvSource({"1,2,3,true", "2,1,2,false", "2,2,33,true", "3,3,7,true", "4,1,16,false", "6,2,11,true", "6,1,1,false"})
    void ghostsForSeveralGenerations(int ranks, int threads, String depth, String overlap) throws Exception {
        Map<String, String> texts = new HashMap<>(params());
        String digest = run(1, 1, type().params(texts), type()::create).remove().digest();
        texts.putAll(Map.of("depth", depth, "overlap", overlap));
        for (Check check : run(ranks, threads, type().params(texts), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
        workCountsTheMessages(ranks, threads, type().params(texts));
    }

    /** Whoever computes no ghosts has old ones. */
    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"4,1", "6,2"})
    void ghostsThatDoNotLiveOnAreCaught(int ranks, int threads) throws Exception {
        Map<String, String> texts = new HashMap<>(params());
        texts.putAll(Map.of("depth", "4", "overlap", "false"));
        run(ranks, threads, type().params(texts), context -> new Life(context) {
                    @Override
                    void advance(LifeRows from, LifeRows into, int row, int endRow) {
                        super.advance(from, into, Math.max(0, row), endRow);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @Test
    void aPartShorterThanItsGhostsIsRefused() {
        Map<String, String> texts = new HashMap<>(params());
        texts.put("depth", "30");
        assertThatThrownBy(() -> run(4, 1, type().params(texts), type()::create))
                .hasStackTraceContaining("smaller depth");
    }
}
