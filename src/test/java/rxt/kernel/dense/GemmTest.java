package rxt.kernel.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
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
        try (Team team = Team.named("forkjoin", 2);
                Arena arena = Arena.ofShared()) {
            MemorySegment b = FirstTouch.doubles(arena, (long) n * n);
            inputs.fillPanelOfB(0, n, b, team);
            MemorySegment a = FirstTouch.doubles(arena, (long) n * n);
            inputs.fillBlockOfA(0, n, a, team);
            int cut = Math.ceilDiv(n, 3);
            GemmUpdate c = new GemmUpdate(arena, team, a, n, n);
            c.add(0, n, b);
            c.add(0, cut, b);
            c.add(cut, n - cut, b.asSlice((long) cut * n * Double.BYTES));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum = Math.fma(
                                a.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) i * n + k),
                                b.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) k * n + j),
                                sum);
                    }
                    assertThat(c.element(i, j)).isEqualTo(sum);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads, n {2}")
    @CsvSource({"1,1,283", "3,2,283", "2,2,17"})
    void scalarsHaveTheBitsOfVectors(int ranks, int threads, String n) throws Exception {
        String digest = run(1, 1, type().params(Map.of("n", n)), type()::create)
                .element()
                .digest();
        Params scalar = type().params(Map.of("n", n, "variant", "scalar"));
        run(ranks, threads, scalar, type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads, n {2}, library_threads {3}")
    @CsvSource({"1,1,283,0", "1,2,283,0", "3,2,283,0", "2,3,283,1", "1,2,283,2", "5,3,2,0", "5,3,7,2"})
    void blasIsRight(int ranks, int threads, String n, String libraryThreads) throws Exception {
        run(ranks, threads, blas(n, libraryThreads), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads, library_threads {2}")
    @CsvSource({"1,1,0", "2,2,0", "2,2,1"})
    void mutantOfBlasIsCaught(int ranks, int threads, String libraryThreads) throws Exception {
        run(ranks, threads, blas("283", libraryThreads), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @Test
    void moreThreadsThanTheLibraryHasAreRefused() {
        try (Team team = Team.named("forkjoin", 1)) {
            assertThatThrownBy(() -> OpenBlas.use(1000, team))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not 1000");
        }
    }

    @Test
    void libraryThreadsAreForBlas() {
        assertThatThrownBy(() -> run(1, 1, type().params(Map.of("n", "5", "library_threads", "1")), type()::create))
                .hasStackTraceContaining("variant: blas only");
    }

    /** Nobody has pinned them, though each is on another carrier. */
    @Test
    void blasIsRightWithVirtualThreads() throws Exception {
        run("virtual", 2, 2, blas("67", "0"), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    private Params blas(String n, String libraryThreads) {
        return type().params(Map.of("n", n, "variant", "blas", "library_threads", libraryThreads));
    }

    /** Forgets the last panel. */
    @Override
    protected Kernel mutant(Context context) {
        return new Gemm(context) {
            @Override
            int panels() {
                return super.panels() - 1;
            }
        };
    }
}
