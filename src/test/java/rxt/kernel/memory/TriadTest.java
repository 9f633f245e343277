package rxt.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class TriadTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Triad.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("n", "10007");
    }

    @Test
    void moreWorkersThanElements() throws Exception {
        run(5, 3, type().params(Map.of("n", "2")), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads, {2} elements")
    @CsvSource({"1,1,10007", "2,3,10007", "5,3,2"})
    void scalarsHaveTheBitsOfVectors(int ranks, int threads, String n) throws Exception {
        Collection<Check> vectors = run(ranks, threads, type().params(Map.of("n", n)), type()::create);
        Collection<Check> scalars =
                run(ranks, threads, type().params(Map.of("n", n, "variant", "scalar")), type()::create);
        assertThat(scalars).allMatch(Check::valid);
        assertThat(scalars.iterator().next().digest())
                .isNotEmpty()
                .isEqualTo(vectors.iterator().next().digest());
    }

    /** A sweep that runs but once in a while is as wrong as one that leaves an element out. */
    @Test
    void stepLeftOutIsCaught() throws Exception {
        run(2, 2, type().params(params()), Forgetful::new)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** Leaves one element out in the first step only: the recurrence carries the fault on. */
    @Test
    void aStepBeforeTheLastIsCaught() throws Exception {
        run(2, 2, type().params(params()), context -> new Triad(context) {
                    private int steps;

                    @Override
                    public void step() {
                        super.step();
                        steps++;
                    }

                    @Override
                    void triad(MemorySegment a, MemorySegment b, MemorySegment c) {
                        super.triad(steps > 0 ? a : a.asSlice(0, a.byteSize() - Double.BYTES), b, c);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    private static final class Forgetful extends Triad {
        private int steps;

        Forgetful(Context context) {
            super(context);
        }

        @Override
        void sweep() {
            if (steps++ > 0) {
                super.sweep();
            }
        }
    }

    /** Ends its loop one element early. */
    @Override
    protected Kernel mutant(Context context) {
        return new Triad(context) {
            @Override
            void triad(MemorySegment a, MemorySegment b, MemorySegment c) {
                super.triad(a.asSlice(0, a.byteSize() - Double.BYTES), b, c);
            }
        };
    }
}
