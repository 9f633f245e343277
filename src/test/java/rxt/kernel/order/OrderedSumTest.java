package rxt.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.team.Range;

class OrderedSumTest extends KernelContract {
    @Override
    protected KernelType type() {
        return OrderedSum.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "10007");
    }

    /** Leaves out the last term of each rank. */
    @Override
    protected Kernel mutant(Context context) {
        return new OrderedSum(context) {
            @Override
            Range range() {
                return withoutTheLast(super.range());
            }
        };
    }

    private static Range withoutTheLast(Range all) {
        return new Range(all.from(), all.to() - 1, all.block());
    }

    @ParameterizedTest(name = "{2} of {0} {1} on {3} × {4}")
    @CsvSource({
        "10, tenths, exact, 1, 1, 1.0",
        "3, cancelling, exact, 1, 1, 1.0",
        "3, cancelling, exact, 3, 1, 1.0",
        "3, cancelling, kahan, 1, 1, 1.0",
        "3, cancelling, naive, 1, 1, 0.0",
        "30000, cancelling, exact, 3, 2, 10000.0",
        "10, tenths, naive, 1, 1, 0.9999999999999999",
        "10, tenths, kahan, 1, 1, 1.0"
    })
    void sumsOfTheLecture(String n, String terms, String method, int ranks, int threads, double sum) throws Exception {
        Map<String, String> params = Map.of("n", n, "terms", terms, "method", method);
        run(ranks, threads, type().params(params), type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(String.format("%016x", Digest.term(0, sum)));
        });
    }

    @Test
    void onlyTheNaiveSumHangsOnTheOrder() throws Exception {
        assertThat(digests("naive")).hasSizeGreaterThan(1);
        assertThat(digests("exact")).hasSize(1);
    }

    private Set<String> digests(String method) throws Exception {
        Set<String> digests = new HashSet<>();
        int[][] splits = {{1, 1}, {1, 2}, {2, 1}, {3, 2}, {4, 1}};
        for (int[] split : splits) {
            run(split[0], split[1], type().params(Map.of("n", "100003", "method", method)), type()::create)
                    .forEach(check -> {
                        assertThat(check.valid()).as(check.toString()).isTrue();
                        digests.add(check.digest());
                    });
        }
        return digests;
    }

    /** A term left out is more than roundings may be. */
    @ParameterizedTest
    @CsvSource({"naive", "kahan"})
    void aTermLeftOutIsCaught(String method) throws Exception {
        Map<String, String> params = Map.of("n", "100003", "method", method);
        run(2, 1, type().params(params), context -> new OrderedSum(context) {
                    @Override
                    Range range() {
                        return withoutTheLast(super.range());
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }
}
