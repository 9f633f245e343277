package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** In steady state a team allocates nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin"})
class TeamAllocationTest {
    private static final int STEPS = 2000;

    @Parameter
    private String kind;

    private final double[] a = new double[1000];
    private final Team.Loop loop = (from, to) -> a[(int) from] += to;
    private final Runnable count = this::count;
    private final Range range = new Range(0, 1000, 10);
    private final Schedule guided = Schedule.guided(3);
    private final Schedule dynamic = Schedule.dynamic(7);

    @Test
    void stepsAllocateNothing() {
        Team.DoubleBlock block = (from, to) -> a[(int) from] * to;
        Team.LongBlock longBlock = (from, to) -> to - from;
        Team.Region region = this::membersStep;
        try (Team team = Team.named(kind, 3)) {
            Runnable step = () -> {
                team.forEach(range, loop);
                team.forEach(range, guided, loop);
                team.sum(range, block);
                team.sumLong(range, longBlock);
                team.region(region);
            };
            assertThat(bytesPerStep(step)).as("bytes per step").isLessThan(16);
        }
    }

    /** One object a step, which the counter must show. */
    @Test
    void theCounterSeesAnAllocation() {
        long[][] kept = new long[1][];
        try (Team team = Team.named(kind, 2)) {
            Team.Region region = me -> {
                if (me.thread() == 1) {
                    kept[0] = new long[2];
                }
            };
            assertThat(bytesPerStep(() -> team.region(region))).isGreaterThanOrEqualTo(16);
        }
    }

    private void membersStep(Team.Member me) {
        me.barrier();
        me.forEach(range, dynamic, loop);
        me.critical(count);
        me.single(count);
        me.master(count);
    }

    private void count() {
        a[0]++;
    }

    private static long bytesPerStep(Runnable step) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int k = 0; k < STEPS; k++) {
            step.run();
        }
        long before = threads.getTotalThreadAllocatedBytes();
        for (int k = 0; k < STEPS; k++) {
            step.run();
        }
        return (threads.getTotalThreadAllocatedBytes() - before) / STEPS;
    }
}
