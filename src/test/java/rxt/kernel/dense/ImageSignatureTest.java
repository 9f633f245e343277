package rxt.kernel.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

class ImageSignatureTest extends KernelContract {
    private static final int LAST_BLOCK = 5;

    @Override
    protected KernelType type() {
        return ImageSignature.TYPE;
    }

    /** Seven images of four photographs; six blocks in three rows; columns that neither panels nor exact sums divide. */
    @Override
    protected Map<String, String> params() {
        return Map.of("images", "7", "height", "131", "width", "517");
    }

    /** Takes the mean for the median. */
    @Override
    protected Kernel mutant(Context context) {
        return new ImageSignature(context) {
            @Override
            void median(ImageSignaturePixels image, float[] m, int from, int to) {
                for (int i = from; i < to; i++) {
                    m[i] = Math.floorDiv(Arrays.stream(image.samples(i)).sum(), 3);
                }
            }
        };
    }

    /** Forgets the last block in the first step, and none later. */
    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "2,2"})
    void aStepBeforeTheLastIsCaught(int ranks, int threads) throws Exception {
        run(ranks, threads, type().params(params()), context -> new ImageSignature(context) {
                    private int steps;

                    @Override
                    public void step() {
                        super.step();
                        steps++;
                    }

                    @Override
                    void multiply(long from, long to) {
                        super.multiply(from, steps > 0 ? to : Math.min(to, LAST_BLOCK));
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "1,3", "2,2"})
    void aForgottenBlockIsCaught(int ranks, int threads) throws Exception {
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            Context context = ImageSignatureAnswersTest.context(
                    world, Team.named("forkjoin", threads), params(), name -> ImageSignatureAnswersTest.input(name));
            try (Team team = context.team();
                    Kernel kernel = new ImageSignature(context) {
                        @Override
                        void multiply(long from, long to) {
                            super.multiply(from, Math.min(to, LAST_BLOCK));
                        }
                    }) {
                kernel.step();
                Check check = kernel.verify();
                assertThat(check.valid()).as(team.size() + " threads: " + check).isFalse();
            }
        });
    }
}
