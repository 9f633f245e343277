package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class IsolationTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Isolation.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("additions", "10007");
    }

    /** Leaves its marks a step late. */
    @Override
    protected Kernel mutant(Context context) {
        return new Isolation(context) {
            @Override
            void mark(long place, long step) {
                super.mark(place, step - 1);
            }
        };
    }

    /** As if the first addition of all were a neighbour's too. */
    @Test
    void anAdditionTooManyIsCaught() throws Exception {
        assertThat(run(3, 2, type().params(params()), context -> new Isolation(context) {
                    @Override
                    void add(long from, long until) {
                        super.add(from, until);
                        super.add(0, from == 0 ? 1 : 0);
                    }
                }))
                .noneMatch(Check::valid);
    }

    /** A field of the kernel is a rank's own, whether processes are isolated or not. */
    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,2,true", "2,1,false", "3,2,false"})
    void ranksThatKeepToThemselvesAreCaught(int ranks, int threads, boolean valid) throws Exception {
        assertThat(run(ranks, threads, type().params(params()), context -> new Isolation(context) {
                    @Override
                    MemorySegment memory(CommonAddress common) {
                        return MemorySegment.ofArray(
                                new long[(int) (common.memory().byteSize() / Long.BYTES)]);
                    }
                }))
                .allMatch(check -> check.valid() == valid);
    }

    /** As if each rank were a process, and yet found what others write: a figure, by which the claim can be false. */
    @ParameterizedTest(name = "{0} × {1}: {2}")
    @CsvSource({"2,1,2", "3,2,24", "1,2,0"})
    void processesThatShareMemoryAreSeen(int ranks, int threads, int marks) throws Exception {
        Function<Context, Kernel> leaky = context -> new Isolation(context) {
            @Override
            IntStream fellows() {
                return IntStream.of(context.world().rank());
            }
        };
        var found = Observed.of(
                ranks,
                threads,
                type().params(params()),
                leaky,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.sum(found, "marks of other ranks found")).isEqualTo(marks);
    }

    /** On this transport ranks are threads of one JVM. */
    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1,0,0", "3,1,6,0", "1,2,0,2", "2,3,18,12"})
    void marksAreFoundOfAllWhoShareTheProcess(int ranks, int threads, int ofRanks, int ofThreads) throws Exception {
        var found = Observed.of(
                ranks,
                threads,
                type().params(params()),
                type()::create,
                check -> assertThat(check.valid()).isTrue());
        assertThat(Observed.sum(found, "marks of other ranks found")).isEqualTo(ofRanks);
        assertThat(Observed.sum(found, "marks of other threads found")).isEqualTo(ofThreads);
    }
}
