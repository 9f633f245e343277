package rxt.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Context;
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
        assertThat(sums(ranks, threads, params)).containsOnly(sum);
    }

    /** Of all ranks, each valid. */
    private Set<Double> sums(int ranks, int threads, Map<String, String> params) throws Exception {
        Queue<OrderedSum> kernels = new ConcurrentLinkedQueue<>();
        run(ranks, threads, type().params(params), context -> {
                    OrderedSum kernel = new OrderedSum(context);
                    kernels.add(kernel);
                    return kernel;
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
        return kernels.stream().map(OrderedSum::sum).collect(Collectors.toSet());
    }

    @Test
    void onlyTheNaiveSumHangsOnTheOrder() throws Exception {
        assertThat(sums("naive")).hasSizeGreaterThan(1);
        assertThat(sums("exact")).hasSize(1);
    }

    private Set<Double> sums(String method) throws Exception {
        Set<Double> sums = new HashSet<>();
        int[][] splits = {{1, 1}, {1, 2}, {2, 1}, {3, 2}, {4, 1}};
        for (int[] split : splits) {
            sums.addAll(sums(split[0], split[1], Map.of("n", "100003", "method", method)));
        }
        return sums;
    }

    /** A term left out is more than roundings may be; and of terms that cancel, other bits. */
    @ParameterizedTest(name = "{0} of {1} on {2} × {3}")
    @CsvSource({
        "naive, tenths, 2, 1",
        "kahan, tenths, 2, 1",
        "naive, cancelling, 1, 1",
        "naive, cancelling, 2, 3",
        "kahan, cancelling, 1, 1",
        "kahan, cancelling, 2, 3"
    })
    void aTermLeftOutIsCaught(String method, String terms, int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("n", "99999", "method", method, "terms", terms);
        run(ranks, threads, type().params(params), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} on {1} × {2}")
    @CsvSource({"naive,1,1", "naive,5,3", "naive,2,7", "kahan,1,1", "kahan,5,3", "kahan,2,7", "exact,5,3"})
    void termsThatCancelOnEverySplit(String method, int ranks, int threads) throws Exception {
        for (String n : new String[] {"3", "9999"}) {
            assertThat(sums(ranks, threads, Map.of("n", n, "method", method, "terms", "cancelling")))
                    .hasSize(1);
        }
    }

    @Test
    void whatCannotBeSeenIsRefused() {
        assertThatThrownBy(() -> run(1, 1, type().params(Map.of("n", "10", "terms", "cancelling")), type()::create))
                .hasStackTraceContaining("n = 10 terms leave 10^100 over")
                .hasStackTraceContaining("use a multiple of 3");
    }
}
