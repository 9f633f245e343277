package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class MakespanTest extends KernelContract {
    private static final double[] EIGHT = {1, 8, 1.5, 2};
    private static final double[] FIVES = {5, 2, 4, 1, 5};

    @Override
    protected KernelType type() {
        return Makespan.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("turns", "100");
    }

    /** The job and a half is done as one. */
    @Override
    protected Kernel mutant(Context context) {
        return new Makespan(context) {
            @Override
            long work(int job, double length) {
                return super.work(job, Math.floor(length));
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"fifo,jdk", "longest-first,textbook", "longest-first,jdk", "stealing,textbook", "stealing,jdk"})
    void everyPolicyDoesEveryJob(String policy, String variant) throws Exception {
        Map<String, String> params =
                Map.of("jobs", "5, 2, 4, 1, 5", "copies", "3", "turns", "100", "policy", policy, "variant", variant);
        for (int ranks : new int[] {1, 3}) {
            run(ranks, 2, type().params(params), type()::create)
                    .forEach(check ->
                            assertThat(check.valid()).as(check.toString()).isTrue());
        }
    }

    /** The longest first, but jobs are taken as they are listed. */
    @ParameterizedTest(name = "{0} on {1} × {2}")
    @CsvSource({"textbook,1,1", "textbook,1,2", "textbook,2,2", "jdk,1,1", "jdk,1,2"})
    void aPolicyThatIsNotFollowedIsCaught(String variant, int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of(
                "jobs", "5 2 4 1 5", "copies", "4", "turns", "100", "policy", "longest-first", "variant", variant);
        run(ranks, threads, type().params(params), context -> new Makespan(context) {
                    @Override
                    Comparator<Integer> byFallingLength() {
                        return Comparator.naturalOrder();
                    }
                })
                .forEach(check -> assertThat(check)
                        .returns("jobs begun before their turn", Check::name)
                        .returns(false, Check::valid));
    }

    /** Of two workers one may have taken a job and begin it late; but not two jobs, and not its own out of order. */
    @Test
    void whoTakesJobsMayBeginThemLate() {
        assertThat(misplaced(2, new int[] {1, 2, 0, 3}, new int[] {0, 0, 1, 1})).isZero();
        assertThat(misplaced(1, new int[] {1, 2, 0, 3}, new int[] {0, 0, 0, 0})).isEqualTo(3);
        assertThat(misplaced(2, new int[] {1, 0, 2, 3}, new int[] {0, 0, 1, 1})).isEqualTo(1);
        assertThat(misplaced(2, new int[] {2, 3, 0, 1}, new int[] {0, 0, 1, 1})).isEqualTo(2);
    }

    private static long misplaced(int workers, int[] jobs, int[] by) {
        JobOrder order = new JobOrder(new double[] {0, 1, 2, 3});
        order.clear();
        for (int turn = 0; turn < jobs.length; turn++) {
            order.begin(jobs[turn], by[turn]);
        }
        return order.misplaced(workers);
    }

    @Test
    void idealMakespansOfTheLecture() {
        assertThat(ListSchedule.inOrder(FIVES, 2)).isEqualTo(11);
        assertThat(ListSchedule.inOrder(new double[] {5, 5, 4, 2, 1}, 2)).isEqualTo(9);
        assertThat(ListSchedule.inOrder(EIGHT, 2)).isEqualTo(8);
        assertThat(ListSchedule.stealing(FIVES, 2)).isEqualTo(10);
        assertThat(ListSchedule.stealing(EIGHT, 2)).isEqualTo(9);
        assertThat(ListSchedule.inOrder(EIGHT, 1)).isEqualTo(12.5);
    }

    @Test
    void orderDecidesTheMakespan() {
        assertThat(ListSchedule.inOrder(new double[] {1, 1.5, 2, 8}, 2)).isEqualTo(9.5);
        assertThat(ListSchedule.upperBound(EIGHT, 2)).isEqualTo(12);
        assertThat(ListSchedule.lowerBound(FIVES, 2)).isEqualTo(8.5);
    }

    @Test
    void everyJobIsTakenOnce() {
        JobQueue queue = new JobQueue(5, 2);
        queue.fill();
        int[] taken = new int[6];
        for (int i = 0; i < 6; i++) {
            taken[i] = queue.take(1);
        }
        assertThat(taken).containsExactly(3, 4, 2, 1, 0, -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 two", "1 0", "1 -2", "NaN", "1e9", "Infinity"})
    void badListsAreRefused(String jobs) {
        assertThatThrownBy(() -> Makespan.lengths(jobs, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0 and up to 1000");
    }
}
