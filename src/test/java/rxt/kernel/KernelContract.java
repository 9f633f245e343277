package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.commons.support.ReflectionSupport;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/**
 * What every kernel promises: the right answer at any ranks × threads, one digest for all of them, and a check that
 * catches the kernel's mutant. A kernel's test extends this class and lies in the kernel's package.
 */
public abstract class KernelContract {
    private static final int STEPS = 2;

    private final Set<String> digests = new HashSet<>();

    /** The kernel under test. */
    protected abstract KernelType type();

    /** Parameters small enough for a test, and with sizes that no number of workers divides. */
    protected abstract Map<String, String> params();

    /** The {@link #params} of the contract of a kernel. */
    public static Map<String, String> paramsOf(KernelType type) {
        return of(type).params();
    }

    /** The contract of a kernel. */
    static KernelContract of(KernelType type) {
        return ReflectionSupport.findAllClassesInPackage(
                        KernelContract.class.getPackageName(),
                        found -> KernelContract.class.isAssignableFrom(found) && found != KernelContract.class,
                        _ -> true)
                .stream()
                .map(found -> (KernelContract) ReflectionSupport.newInstance(found))
                .filter(contract -> contract.type().name().equals(type.name()))
                .findFirst()
                .orElseThrow();
    }

    /** The kernel with one fault, as a careless programmer would make it. */
    protected abstract Kernel mutant(Context context);

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "1,2", "1,3", "2,1", "3,1", "2,2", "3,2", "5,3"})
    void answerIsRight(int ranks, int threads) throws Exception {
        for (Check check : run(ranks, threads, type().params(params()), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    /** Virtual threads share a few carriers: one that waits for others must not keep them from theirs. */
    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,6", "5,3"})
    @Timeout(60)
    void virtualThreadsTakeTurns(int ranks, int threads) throws Exception {
        for (Check check : run("virtual", ranks, threads, type().params(params()), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    @Test
    void digestIsTheSameForEverySplit() throws Exception {
        int[][] splits = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 2}, {4, 1}, {5, 3}};
        for (int[] split : splits) {
            run(split[0], split[1], type().params(params()), type()::create).forEach(c -> digests.add(c.digest()));
        }
        assertThat(digests).hasSize(1).doesNotContain("");
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "2,2"})
    void mutantIsCaught(int ranks, int threads) throws Exception {
        for (Check check : run(ranks, threads, type().params(params()), this::mutant)) {
            assertThat(check.valid()).as(check.toString()).isFalse();
        }
    }

    /** A figure that cannot be told is not there, rather than no number. */
    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "5,3"})
    void observationsAreNumbersWithNamesOfTheirOwn(int ranks, int threads) throws Exception {
        Params params = type().params(params());
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            try (Team team = Team.named("forkjoin", threads);
                    Kernel kernel = type().create(new Context(world, team, params, KernelContract::open))) {
                kernel.step();
                kernel.verify();
                List<Observation> found = kernel.observations();
                assertThat(found).extracting(Observation::name).doesNotHaveDuplicates();
                assertThat(found).allMatch(one -> Double.isFinite(one.value()));
            }
        });
    }

    @Test
    void growsWithTheWorkers() throws Exception {
        Params one = type().params(params());
        Params six = type().weakScaling().growth().forWorkers(one, 6);
        assertThat(type().weakScaling().growth().forWorkers(one, 1).texts()).isEqualTo(one.texts());
        assertThat(six.texts()).isNotEqualTo(one.texts());
        for (Check check : run(3, 2, six, type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    @Test
    void workIsPositiveAndGrowsWithTheProblem() throws Exception {
        Params one = type().params(params());
        Params six = type().weakScaling().growth().forWorkers(one, 6);
        assertThat(work(six)).isGreaterThan(work(one));
        assertThat(work(one)).isPositive();
    }

    @ParameterizedTest(name = "{0} ranks × {1} threads")
    @CsvSource({"1,1", "2,1", "3,1", "4,1", "6,1", "2,2", "3,3"})
    void workCountsTheMessagesThatAreSent(int ranks, int threads) throws Exception {
        workCountsTheMessages(ranks, threads, type().params(params()));
    }

    /** As {@link #workCountsTheMessagesThatAreSent}, with other parameters. */
    protected final void workCountsTheMessages(int ranks, int threads, Params params) throws Exception {
        LongAdder sent = new LongAdder();
        ConcurrentLinkedQueue<Double> counted = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], ranks, level(params), (world, _) -> {
            try (Team team = Team.named("forkjoin", threads);
                    Kernel kernel = type().create(
                                    new Context(CountedMessages.of(world, sent), team, params, KernelContract::open))) {
                world.barrier();
                if (world.rank() == 0) {
                    sent.reset();
                }
                world.barrier();
                for (int step = 0; step < STEPS; step++) {
                    kernel.step();
                }
                counted.add(STEPS * kernel.work().messages());
                world.barrier();
            }
        });
        assertThat(counted).hasSize(ranks).containsOnly((double) sent.sum());
    }

    private double work(Params params) throws Exception {
        ConcurrentLinkedQueue<Work> works = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1);
                    Kernel kernel = type().create(new Context(world, team, params, KernelContract::open))) {
                works.add(kernel.work());
            }
        });
        Work work = works.remove();
        return work.flops() + work.bytes();
    }

    /** Each rank's check after some steps. */
    protected static ConcurrentLinkedQueue<Check> run(
            int ranks, int threads, Params params, Function<Context, Kernel> factory) throws Exception {
        return run("forkjoin", ranks, threads, params, factory);
    }

    /** With the team of that name. */
    protected static ConcurrentLinkedQueue<Check> run(
            String crew, int ranks, int threads, Params params, Function<Context, Kernel> factory) throws Exception {
        ConcurrentLinkedQueue<Check> checks = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], ranks, level(params), (world, _) -> {
            try (Team team = Team.named(crew, threads);
                    Kernel kernel = factory.apply(new Context(world, team, params, KernelContract::open))) {
                StepWitness witness = new StepWitness(kernel);
                for (int step = 0; step < STEPS; step++) {
                    witness.beforeStep();
                    kernel.step();
                }
                Check steps = witness.check(world);
                checks.add(kernel.verify().and(steps));
            }
        });
        assertThat(checks).hasSize(ranks);
        return checks;
    }

    /** What a launch asks its transport for. */
    private static ThreadLevel level(Params params) {
        return MessageThreads.level(params.texts().getOrDefault(MessageThreads.PARAMETER, ""));
    }

    private static java.io.InputStream open(String name) throws java.io.IOException {
        return Files.newInputStream(Path.of("inputs").resolve(name));
    }
}
