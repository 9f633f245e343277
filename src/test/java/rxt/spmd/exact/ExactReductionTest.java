package rxt.spmd.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.Transport;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

class ExactReductionTest {
    private static final int[][] SPLITS = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 2}, {4, 1}, {5, 3}};
    private static final ExactProgram.Data ALL = ExactProgram.Data.global();

    /** One rank's answer, made with its team. */
    @FunctionalInterface
    private interface Answer {
        String of(Communicator world, Team team);
    }

    /** The different answers of all ranks at all splits. */
    private static Set<String> answers(Answer answer) throws Exception {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        for (int[] split : SPLITS) {
            Transport.named("local").run(new String[0], split[0], (world, _) -> {
                try (Team team = Team.named("forkjoin", split[1])) {
                    answers.add(answer.of(world, team));
                }
            });
        }
        return answers;
    }

    @Test
    void theDataAreIllConditioned() {
        assertThat(Numbers.condition(ALL.x())).isGreaterThan(1e16).isFinite();
        double[] products = new double[ExactProgram.COUNT];
        for (int i = 0; i < products.length; i++) {
            products[i] = ALL.x()[i] * ALL.y()[i];
        }
        assertThat(Numbers.condition(products)).isGreaterThan(1e16).isFinite();
    }

    @Test
    void everySplitGivesTheBitsOfTheExactSum() throws Exception {
        assertThat(answers(ExactProgram::answers)).containsExactly(ExactProgram.expected());
    }

    /** Three sums as careful programmers would make them, none of them exact across ranks: each must be found out. */
    @Test
    void roundingBeforeTheRanksMeetShows() throws Exception {
        assertThat(answers((world, _) -> perRank(world, ExactReductionTest::exactlyRounded)))
                .hasSizeGreaterThan(1);
        assertThat(answers((world, _) -> perRank(world, ExactReductionTest::compensated)))
                .hasSizeGreaterThan(1);
        assertThat(answers((world, team) -> perRank(
                        world,
                        part -> team.sum(Range.of(0, part.length), (from, to) -> {
                            double sum = 0;
                            for (long i = from; i < to; i++) {
                                sum += part[(int) i];
                            }
                            return sum;
                        }))))
                .hasSizeGreaterThan(1);
    }

    private static String perRank(Communicator world, ToDoubleFunction<double[]> sum) {
        double[] part = ALL.part(new Partition(ExactProgram.COUNT, world.size()), world.rank())
                .x();
        return Double.toHexString(world.allreduce(sum.applyAsDouble(part), ReduceOp.SUM));
    }

    private static double exactlyRounded(double[] part) {
        ExactSum sum = new ExactSum();
        sum.add(part, 0, part.length);
        return sum.round();
    }

    /** Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974. */
    private static double compensated(double[] part) {
        double sum = 0;
        double error = 0;
        for (double term : part) {
            double next = sum + term;
            error += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
            sum = next;
        }
        return sum + error;
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyScheduleGivesTheSameBits(Schedule schedule) throws Exception {
        Set<String> answers = answers((world, team) -> {
            ConcurrentLinkedQueue<ExactSum> idle = new ConcurrentLinkedQueue<>();
            ExactReduction exact = new ExactReduction(world, team);
            Range own = new Partition(ExactProgram.COUNT, world.size()).rangeOf(world.rank());
            team.forEach(own, schedule, (from, to) -> {
                ExactSum sum = idle.poll();
                ExactSum mine = sum == null ? new ExactSum() : sum;
                mine.add(ALL.x(), (int) from, (int) to);
                idle.add(mine);
            });
            idle.forEach(exact.part(team.size() - 1)::merge);
            return Double.toHexString(exact.result());
        });
        assertThat(answers)
                .containsExactly(Double.toHexString(Numbers.exactSum(ALL.x()).doubleValue()));
    }

    static Schedule[] schedules() {
        return new Schedule[] {Schedule.STATIC, Schedule.cyclic(7), Schedule.dynamic(100), Schedule.guided(3)};
    }

    /** Ranks without terms, infinities that meet only across ranks, sums that overflow only in part. */
    @Test
    void ranksDisagree() throws Exception {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(sumOfOnePerRank(infinity, -infinity)).containsExactly("NaN");
        assertThat(sumOfOnePerRank(1, Double.NaN, 2)).containsExactly("NaN");
        assertThat(sumOfOnePerRank(1, -infinity, 2)).containsExactly("-Infinity");
        assertThat(sumOfOnePerRank(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE))
                .containsExactly(Double.toHexString(Double.MAX_VALUE));
        assertThat(sumOfOnePerRank(-1e300, -1e-300, 1e300, 0)).containsExactly(Double.toHexString(-1e-300));
        assertThat(sumOfOnePerRank(-0.0, -0.0)).containsExactly("0x0.0p0");
    }

    private static Set<String> sumOfOnePerRank(double... terms) throws Exception {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        Transport.named("local").run(new String[0], terms.length + 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", 2)) {
                double[] own = world.rank() == terms.length ? new double[0] : new double[] {terms[world.rank()]};
                answers.add(Double.toHexString(new ExactReduction(world, team).sum(own, Range.of(0, own.length))));
            }
        });
        return answers;
    }

    /** A region that fails leaves no terms behind. */
    @Test
    void aRefusedRangeLeavesNothing() throws Exception {
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", 2)) {
                ExactReduction exact = new ExactReduction(world, team);
                double[] three = {1, 2, 3};
                assertThatThrownBy(() -> exact.dot(three, new double[2], Range.of(0, 3)))
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessageContaining("elements 0 to 3 of 2");
                assertThat(exact.sum(three, Range.of(1, 3))).isEqualTo(5.0);
            }
        });
    }

    /** Once compiled, no call allocates, neither on wide data nor on ordinary; waits until that is so. */
    @Test
    void steadyStateAllocatesNothing() throws Exception {
        ThreadMXBean counters = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            try (Team team = Team.named("forkjoin", 1)) {
                ExactReduction exact = new ExactReduction(world, team);
                Range own = Range.of(0, ExactProgram.COUNT);
                long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                long allocated;
                do {
                    long before = counters.getCurrentThreadAllocatedBytes();
                    for (int k = 0; k < 50; k++) {
                        exact.sum(ALL.x(), own);
                        exact.dot(ALL.x(), ALL.y(), own);
                    }
                    allocated = counters.getCurrentThreadAllocatedBytes() - before;
                } while (allocated > 0 && System.nanoTime() < deadline);
                assertThat(allocated).isZero();
            }
        });
    }
}
