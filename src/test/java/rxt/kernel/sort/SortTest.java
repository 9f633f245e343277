package rxt.kernel.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
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

    /** Two keys have the value of one of them: sorted all the same. */
    @Override
    protected Kernel mutant(Context context) {
        return new Sort(context) {
            @Override
            int[] result() {
                int[] keys = super.result().clone();
                keys[1] = keys[0];
                return keys;
            }
        };
    }

    @Test
    void keysThatFallAreCaught() throws Exception {
        run(2, 1, type().params(params()), context -> new Sort(context) {
                    @Override
                    int[] result() {
                        int[] keys = super.result().clone();
                        int first = keys[0];
                        keys[0] = keys[100];
                        keys[100] = first;
                        return keys;
                    }
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
