package rxt.kernel.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Params;

class TsqrTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Tsqr.TYPE;
    }

    /** 29 blocks of two lengths; columns that four do not divide. */
    @Override
    protected Map<String, String> params() {
        return Map.of("rows", "5003", "columns", "13", "block_rows", "173");
    }

    private Params with(String... namesAndValues) {
        Map<String, String> texts = new HashMap<>(params());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            texts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return type().params(texts);
    }

    /** Forgets each member's last block. */
    @Override
    protected Kernel mutant(Context context) {
        return new Tsqr(context) {
            @Override
            void factor(int member, int from, int to) {
                super.factor(member, from, to - 1);
            }
        };
    }

    @ParameterizedTest(name = "{0}, {1} ranks × {2} threads")
    @CsvSource({"blas,1,1", "blas,2,2", "scalar,2,2"})
    void mutantsOfOtherVariantsAreCaught(String variant, int ranks, int threads) throws Exception {
        run(ranks, threads, with("variant", variant), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "1,3", "3,2"})
    void lapackIsRightAndPromisesNoBits(int ranks, int threads) throws Exception {
        for (Check check : run(ranks, threads, with("variant", "blas"), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEmpty();
        }
    }

    /** One caller with as many threads as the team has, or each member with so many. */
    @ParameterizedTest(name = "{0} ranks × {1} threads, library_threads {2}")
    @CsvSource({"1,1,0", "1,2,0", "3,2,0", "1,2,2", "2,3,1"})
    void lapackOnThreadsOfItsOwnIsRight(int ranks, int threads, String libraryThreads) throws Exception {
        Params params = with("variant", "blas", "library_threads", libraryThreads);
        for (Check check : run(ranks, threads, params, type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
        for (Check check : run(ranks, threads, params, this::mutant)) {
            assertThat(check.valid()).as(check.toString()).isFalse();
        }
    }

    /** To the last bit, in shapes of all kinds: one block, one column, blocks of fewer rows than columns, square. */
    @ParameterizedTest(name = "{0} × {1} in blocks of {2}")
    @CsvSource({"1,1,1", "70,1,8", "100,4,1000", "100,5,3", "37,37,10", "37,37,100", "999,33,64", "64,16,16"})
    void vectorsComputeWhatScalarsDo(String rows, String columns, String blockRows) throws Exception {
        Set<String> digests = new HashSet<>();
        for (String variant : new String[] {"team", "scalar"}) {
            Params params = with("rows", rows, "columns", columns, "block_rows", blockRows, "variant", variant);
            for (Check check : run(2, 2, params, type()::create)) {
                assertThat(check.valid()).as(check.toString()).isTrue();
                digests.add(check.digest());
            }
        }
        assertThat(digests).hasSize(1);
    }

    /**
     * A of 8.3 MB, and 2 MB for each rank: all of it is read, no more than 2 MB are there, and the bits are the same.
     */
    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "2,3"})
    void whatIsLargerThanItsMemoryIsStreamed(int ranks, int threads) throws Exception {
        String[] size = {"rows", "65000", "columns", "16", "block_rows", "1000"};
        Set<String> digests = new HashSet<>();
        for (Check check : run(ranks, threads, with(size), type()::create)) {
            digests.add(check.digest());
        }
        Queue<Observation> observations = new ConcurrentLinkedQueue<>();
        Map<String, String> texts = new HashMap<>(with(size).texts());
        texts.put("storage", "disk");
        texts.put("memory_mb", "2");
        for (Check check : run(ranks, threads, type().params(texts), context -> new Tsqr(context) {
            @Override
            public void close() {
                observations.addAll(observations());
                super.close();
            }
        })) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            digests.add(check.digest());
        }
        assertThat(digests).hasSize(1);
        assertThat(observations)
                .filteredOn(observation -> observation.name().equals("allocated bytes of this rank"))
                .hasSize(ranks)
                .allMatch(observation -> observation.value() > 0 && observation.value() <= 2e6);
        assertThat(observations.stream()
                        .filter(observation -> observation.name().startsWith("read from disk"))
                        .mapToDouble(Observation::value)
                        .sum())
                .isGreaterThanOrEqualTo(65_000 * 16 * 8.0);
    }

    /** Of what is streamed little is seen, but not in a process with other tests. */
    @Test
    void theProcessGrowsByWhatIsKept() throws Exception {
        Params params = with("rows", "200000", "columns", "25", "variant", "blas");
        Queue<Observation> observations = new ConcurrentLinkedQueue<>();
        run(1, 2, params, context -> new Tsqr(context) {
            @Override
            public void close() {
                observations.addAll(observations());
                super.close();
            }
        });
        assertThat(observations)
                .filteredOn(observation -> observation.name().startsWith("growth"))
                .singleElement()
                .satisfies(growth -> assertThat(growth.value()).isGreaterThan(200_000 * 25 * 8.0));
    }

    @ParameterizedTest(name = "{0} = {1}, {2} = {3}")
    @CsvSource({
        "memory_mb,1,rows,50000,use storage: disk",
        "memory_mb,1,block_rows,100000,use storage: disk",
        "rows,12,columns,13,use as many at least",
        "library_threads,2,variant,scalar,is for variant: blas only",
        "library_threads,0,variant,team,is for variant: blas only"
    })
    void whatMakesNoSenseIsRefused(String name, String value, String other, String otherValue, String cure) {
        assertThatThrownBy(() -> run(2, 1, with("rows", "50000", name, value, other, otherValue), type()::create))
                .hasStackTraceContaining(cure);
    }

    @Test
    void aBlockThatDoesNotFitIsRefused() {
        Params params = with("rows", "50000", "block_rows", "50000", "storage", "disk", "memory_mb", "1");
        assertThatThrownBy(() -> run(1, 2, params, type()::create)).hasStackTraceContaining("other block_rows");
    }
}
