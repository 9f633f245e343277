package rxt.kernel.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.team.Team;

class SortTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Sort.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("keys", "20011");
    }

    /** Rounds the number of passes down: keys are in order but for their highest digit. */
    @Override
    protected Kernel mutant(Context context) {
        int bits = context.params().intValue("bits");
        RadixSort radix = new RadixSort(context.team(), bits - bits % 8);
        return new Sort(context, new SortParts(context.world().size(), context.team()), radix);
    }

    /** Each rank's keys are sorted all the same, but the ranks are the wrong way round. */
    @Test
    void keysDealtToTheWrongRankAreCaught() throws Exception {
        isCaught(context -> new SortParts(context.world().size(), context.team()) {
            @Override
            int rank(int key) {
                return context.world().size() - 1 - super.rank(key);
            }
        });
    }

    /** Two keys have the value of one of them: sorted all the same. */
    @Test
    void aKeyLostInDealingIsCaught() throws Exception {
        isCaught(context -> new SortParts(context.world().size(), context.team()) {
            @Override
            void deal(int[] from, int[] between, int[] into) {
                super.deal(from, between, into);
                into[1] = into[0];
            }
        });
    }

    private void isCaught(Function<Context, SortParts> parts) throws Exception {
        run(2, 2, type().params(params()), context -> {
                    int bits = context.params().intValue("bits");
                    return new Sort(context, parts.apply(context), new RadixSort(context.team(), bits));
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{2} keys of {3} bits on {0} × {1}")
    @CsvSource({"1,1,1,1", "5,2,3,27", "3,2,5000,1", "4,1,100000,31", "2,3,65537,8"})
    void fewAndManyAndEqualKeys(int ranks, int threads, String keys, String bits) throws Exception {
        run(ranks, threads, type().params(Map.of("keys", keys, "bits", bits)), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @Test
    void radixSortSortsAsTheJdkDoes() {
        try (Team team = Team.named("forkjoin", 3)) {
            Random random = new Random(5);
            for (int length : new int[] {0, 1, 2, 255, 10_000}) {
                for (int bits : new int[] {1, 8, 9, 31}) {
                    int[] keys = random.ints(length, 0, bits == 31 ? Integer.MAX_VALUE : 1 << bits)
                            .toArray();
                    int[] expected = keys.clone();
                    Arrays.sort(expected);
                    RadixSort radix = new RadixSort(team, bits);
                    assertThat(radix.sort(keys, length, new int[length], new int[length]))
                            .isEqualTo(expected);
                    assertThat(radix.sort(keys, length, new int[length], keys)).isEqualTo(expected);
                }
            }
        }
    }
}
