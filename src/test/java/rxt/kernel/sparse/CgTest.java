package rxt.kernel.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class CgTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Cg.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "11");
    }

    /** Leaves out the last row of every part. */
    @Override
    protected Kernel mutant(Context context) {
        return new Cg(context) {
            @Override
            void multiply(long from, long to) {
                super.multiply(from, Math.max(from, to - 1));
            }
        };
    }

    /** Iterations that a program of its own in another language makes, which has no matrix and no ranks. */
    @ParameterizedTest(name = "n = {0} on {2} × {3}: {1} iterations")
    @CsvSource({"2,1,1,1", "5,8,2,2", "11,17,3,1", "16,24,1,2", "16,24,8,1"})
    void iterationsAreThoseOfAnIndependentProgram(String n, int iterations, int ranks, int threads) throws Exception {
        Queue<Cg> kernels = new ConcurrentLinkedQueue<>();
        run(ranks, threads, type().params(Map.of("n", n)), context -> {
            Cg kernel = new Cg(context);
            kernels.add(kernel);
            return kernel;
        });
        assertThat(kernels).extracting(Cg::iterations).containsOnly(iterations);
        assertThat(CgIterations.ofStencil(Integer.parseInt(n), 1e-8))
                .isEqualTo(new CgIterations(iterations - 1, iterations + 1));
    }

    /** The residual and the distance are right all the same, in the end. */
    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "2,2"})
    void slowerConvergenceIsCaught(int ranks, int threads) throws Exception {
        for (Check check : run(ranks, threads, type().params(params()), context -> new Cg(context) {
            @Override
            double beta(double next, double before) {
                return super.beta(next, before) / 2;
            }
        })) {
            assertThat(check.valid()).as(check.toString()).isFalse();
            assertThat(check.name()).isEqualTo("iterations");
        }
    }

    @ParameterizedTest(name = "n = {0}, tolerance {1}")
    @CsvSource({"24,1e-8", "25,1e-12", "33,1e-3", "40,1e-12", "64,1e-8"})
    void iterationsAreKnownFromTheSpectrum(String n, String tolerance) throws Exception {
        for (Check check : run(1, 2, type().params(Map.of("n", n, "tolerance", tolerance)), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    @Test
    void theBoundFromTheConditionIsAboveWhatIsNeeded() {
        for (int n : new int[] {2, 5, 11, 64, 200}) {
            int needed = CgIterations.ofStencil(n, 1e-8).most() - 1;
            assertThat(CgIterations.bound(n, 1e-8)).isBetween(needed, 20 * needed);
        }
        assertThat(CgIterations.ofStencil(257, 1e-8)).isEqualTo(new CgIterations(1, CgIterations.bound(257, 1e-8)));
    }

    @ParameterizedTest(name = "{0} × {1}, n {2}, overlap {3}")
    @CsvSource({"1,1,2,true", "8,2,2,true", "2,3,3,false", "5,1,5,true", "4,2,9,false"})
    void smallAndUnevenGrids(int ranks, int threads, String n, String overlap) throws Exception {
        run(ranks, threads, type().params(Map.of("n", n, "overlap", overlap)), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @ParameterizedTest(name = "{0} × {1}, {2}")
    @CsvSource({"2,2,slabs", "3,1,slabs", "4,1,pencils", "6,2,pencils", "1,2,slabs"})
    void slabsAndPencilsChangeNoBit(int ranks, int threads, String cut) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).remove().digest();
        Params params = type().params(Map.of("n", "11", "decomposition", cut));
        for (Check check : run(ranks, threads, params, type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
        workCountsTheMessages(ranks, threads, params);
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "2,3"})
    void scalarsHaveTheBitsOfVectors(int ranks, int threads) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Params scalar = type().params(Map.of("n", "11", "variant", "scalar"));
        run(ranks, threads, scalar, type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }

    /** As many iterations as a program with NumPy makes: 238 in double precision, 234 in extended. */
    @Test
    void theMatrixOfAFile() throws Exception {
        theMatrixOfAFile(new int[][] {{1, 1}, {3, 2}});
    }

    @Test
    @Tag("long")
    void theMatrixOfAFileOnEverySplit() throws Exception {
        theMatrixOfAFile(new int[][] {{1, 1}, {1, 2}, {2, 1}, {3, 2}, {5, 1}, {252, 1}});
    }

    private void theMatrixOfAFile(int[][] splits) throws Exception {
        Map<String, String> file = Map.of("matrix", "file");
        Set<String> digests = new HashSet<>();
        Queue<Cg> kernels = new ConcurrentLinkedQueue<>();
        for (int[] split : splits) {
            for (Check check : run(split[0], split[1], type().params(file), context -> {
                Cg kernel = new Cg(context);
                kernels.add(kernel);
                return kernel;
            })) {
                assertThat(check.valid()).as(check.toString()).isTrue();
                digests.add(check.digest());
            }
        }
        assertThat(digests).hasSize(1);
        assertThat(kernels)
                .extracting(Cg::iterations)
                .allSatisfy(count -> assertThat(count).isBetween(230, 245));
    }

    @Test
    void aRowLeftOutOfAFileIsCaught() throws Exception {
        run(2, 1, type().params(Map.of("matrix", "file")), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** A size line that no heap has room for: refused there, and not after as many entries as the file may have. */
    @Test
    void aMatrixTooLargeForTheHeapIsRefusedOnEveryRank() throws Exception {
        String text = "%%MatrixMarket matrix coordinate real general\n2000000000 2000000000 2000000000\n1 1 1\n";
        Queue<String> refusals = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], 2, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1)) {
                Params file = type().params(Map.of("matrix", "file"));
                type().create(new Context(world, team, file, _ -> bytes(text))).close();
            } catch (IllegalArgumentException refusal) {
                refusals.add(refusal.getMessage());
            }
        });
        assertThat(refusals)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .startsWith("the matrix 'bracket.mtx' needs 240.00 GB")
                        .contains("on each of 2 ranks", "use smaller sizes"));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Only rank 0 has the file, and so it alone tells of a fault; those who wait for the matrix are let go. */
    @Test
    void rankZeroAloneReadsTheFile() throws Exception {
        String text = "%%MatrixMarket matrix coordinate real symmetric\n2 2 3\n1 1 2\n2 1 -1\n2 2 2\n";
        for (Check check : run(2, 1, type().params(Map.of("matrix", "file")), context -> ofRankZero(context, text))) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
        String corrupt = text.replace("2 1 -1", "2 1 x");
        assertThatThrownBy(() ->
                        run(3, 1, type().params(Map.of("matrix", "file")), context -> ofRankZero(context, corrupt)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bracket.mtx, line 4, column 5: 'x' cannot be a value; allowed: a finite decimal number");
    }

    private static Cg ofRankZero(Context context, String text) {
        return new Cg(new Context(context.world(), context.team(), context.params(), _ -> {
            assertThat(context.world().rank()).isZero();
            return bytes(text);
        }));
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsInvalid() throws Exception {
        String text = "%%MatrixMarket matrix coordinate real symmetric\n2 2 2\n1 1 1\n2 2 -5\n";
        for (Check check : run(
                2,
                1,
                type().params(Map.of("matrix", "file")),
                context -> new Cg(new Context(context.world(), context.team(), context.params(), _ -> bytes(text))))) {
            assertThat(check.valid()).isFalse();
            assertThat(check.name()).contains("not positive definite");
        }
    }
}
