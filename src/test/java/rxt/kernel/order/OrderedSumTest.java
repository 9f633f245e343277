package rxt.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;

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
