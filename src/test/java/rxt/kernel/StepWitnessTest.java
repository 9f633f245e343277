package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step before the last that goes wrong, which the check of the last one cannot see. */
class StepWitnessTest {
    /**
     * Kernels whose steps begin anew, so that nothing of an earlier one is left in the answer. All but {@code bifurcation},
     * whose mutant leaves out an iteration: most of its values forgive that.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gemm",
                "tsqr",
                "jacobi",
                "life",
                "cg",
                "spectrogram",
                "sort",
                "ordered-sum",
                "parzen",
                "mandelbrot",
                "nbody"
            })
    void aFirstStepLikeTheMutantsIsCaught(String name) throws Exception {
        KernelContract contract = KernelContract.of(Catalogue.named(name));
        Params params = contract.type().params(contract.params());
        for (int[] split : new int[][] {{1, 1}, {1, 2}, {2, 2}}) {
            for (Check check : KernelContract.run(
                    split[0],
                    split[1],
                    params,
                    context -> new WrongAtFirst(
                            contract.mutant(context), contract.type().create(context)))) {
                assertThat(check.valid()).as(check.toString()).isFalse();
                assertThat(check.name()).isEqualTo("first step with another answer than the last");
                assertThat(check.actual()).isEqualTo("step 0");
            }
        }
    }

    /** On one rank of two alone, and in the last step but one. */
    @Test
    void allRanksLearnOfTheFirst() throws Exception {
        KernelContract contract = KernelContract.of(Catalogue.named("sort"));
        Params params = contract.type().params(contract.params());
        for (Check check : KernelContract.run(
                2, 1, params, context -> new Answers(context.world().rank() == 1 ? 6 : 7, 7, 7))) {
            assertThat(check.valid()).isFalse();
            assertThat(check.actual()).isEqualTo("step 0");
        }
        assertThat(KernelContract.run(2, 1, params, _ -> new Answers(7, 7, 7))).allMatch(Check::valid);
    }

    @Test
    void manyStepsAreRemembered() {
        Answers kernel = new Answers(new long[200]);
        kernel.answers[150] = 1;
        StepWitness witness = new StepWitness(kernel);
        for (int step = 0; step < kernel.answers.length; step++) {
            witness.beforeStep();
            kernel.step();
        }
        assertThat(witness.first()).isEqualTo(150);
    }

    /** The mutant makes the first step, and the right kernel all others. */
    private record WrongAtFirst(Kernel mutant, Kernel right, int[] steps) implements Kernel {
        WrongAtFirst(Kernel mutant, Kernel right) {
            this(mutant, right, new int[1]);
        }

        @Override
        public Work work() {
            return right.work();
        }

        @Override
        public void step() {
            (steps[0]++ == 0 ? mutant : right).step();
        }

        @Override
        public long witness(int draw) {
            return (steps[0] == 1 ? mutant : right).witness(draw);
        }

        @Override
        public Check verify() {
            return right.verify();
        }

        @Override
        public void close() {
            mutant.close();
            right.close();
        }
    }

    /** Says what it is told to. */
    private static final class Answers implements Kernel {
        private final long[] answers;
        private int steps;

        Answers(long... answers) {
            this.answers = answers;
        }

        @Override
        public Work work() {
            return new Work(1, 1, 0);
        }

        @Override
        public void step() {
            steps++;
        }

        @Override
        public long witness(int draw) {
            return answers[steps - 1];
        }

        @Override
        public Check verify() {
            return Check.exact("steps", 2, 2);
        }
    }
}
