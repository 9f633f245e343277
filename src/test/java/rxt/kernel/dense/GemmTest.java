package rxt.kernel.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.team.Team;

class GemmTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Gemm.TYPE;
    }

    /** Two panels, the second of 27 rows, and a prime number of rows for ranks and tiles to cut. */
    @Override
    protected Map<String, String> params() {
        return Map.of("n", "283");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "7"})
    void moreWorkersThanRows(String n) throws Exception {
        run(5, 3, type().params(Map.of("n", n)), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    /** In bits: one chain of fused multiply-adds per element, in the order of k. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 16, 17, 97, 250})
    void isTheProductOfThreeLoops(int n) {
        GemmInputs inputs = new GemmInputs(n, 3);
        double[] b = new double[n * n];
        try (Team team = Team.named("forkjoin", 2)) {
            inputs.fillPanelOfB(0, n, MemorySegment.ofArray(b), team);
            double[] a = inputs.blockOfA(0, n, team);
            int cut = n / 3;
            GemmUpdate c = new GemmUpdate(team, a, n, n);
            c.add(0, cut, MemorySegment.ofArray(b));
            c.add(cut, n - cut, MemorySegment.ofArray(b).asSlice((long) cut * n * Double.BYTES));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum = Math.fma(a[i * n + k], b[k * n + j], sum);
                    }
                    assertThat(c.element(i, j)).isEqualTo(sum);
                }
            }
        }
    }

    /** Forgets the panel at the edge, which is not whole. */
    @Override
    protected Kernel mutant(Context context) {
        return new Gemm(context) {
            @Override
            int panels() {
                return context.params().intValue("n") / DEPTH;
            }
        };
    }
}
