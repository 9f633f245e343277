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

class MandelbrotTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Mandelbrot.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("size", "103", "iterations", "200", "chunk", "4");
    }

    /** Leaves out the last pixel of a row. */
    @Override
    protected Kernel mutant(Context context) {
        return new Mandelbrot(context) {
            @Override
            void row(int row, int[] into) {
                super.row(row, into);
                into[102] = 0;
            }
        };
    }

    /** What the first step has left stays right. */
    @Test
    void aChunkThatOnlyTheFirstStepComputesIsCaught() throws Exception {
        run(2, 1, type().params(params()), context -> new Mandelbrot(context) {
                    private int calls;

                    @Override
                    void run(long from, long to, int[] line) {
                        super.run(from, calls++ == 0 ? to : Math.max(from, to - 1), line);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** Right pixels at wrong places: no pixel of a row is wrong by itself. */
    @Test
    void aRowInAnothersPlaceIsCaught() throws Exception {
        run(2, 2, type().params(params()), context -> new Mandelbrot(context) {
                    @Override
                    void row(int row, int[] into) {
                        super.row(row == 30 ? 31 : row, into);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "block, static, vector",
        "block, guided, scalar",
        "cyclic, cyclic, vector",
        "cyclic, monotonic, scalar",
        "block, dynamic, scalar"
    })
    void theImageIsTheSameHoweverItIsDealt(String ranks, String schedule, String variant) throws Exception {
        Map<String, String> params = Map.of(
                "size",
                "103",
                "iterations",
                "200",
                "chunk",
                "5",
                "ranks",
                ranks,
                "schedule",
                schedule,
                "variant",
                variant);
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        run(3, 2, type().params(params), type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }

    /** Far outside, at the edge of the square, in the main cardioid, in the disc to its left. */
    @Test
    void pointsKnownByHand() {
        MandelbrotRow plane = new MandelbrotRow(1000, 500);
        assertThat(plane.count(0, 0)).isEqualTo(1);
        assertThat(plane.count(500, 800)).isEqualTo(500);
        assertThat(plane.count(499, 400)).isEqualTo(500);
        assertThat(plane.count(500, 999)).as("c = 0.49875 + 0.00125i").isEqualTo(5);
    }
}
