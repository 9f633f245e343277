package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/** Not of virtual teams: their threads park, which allocates with or without a clock. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SAME_THREAD)
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin"})
class TimedTeamAllocationTest extends PausingTeam {
    private static final int STEPS = 20_000;

    @Test
    void noCallAllocates() {
        double[] sink = new double[2];
        Team.Loop loop = (from, _) -> sink[(int) from & 1]++;
        Team.LongBlock block = (from, to) -> to - from;
        Team.DoubleBlock doubleBlock = (from, to) -> to - from;
        Team.Region region = me -> me.forEach(FOUR, Schedule.STATIC, loop);
        Team named = team.as("named");
        Schedule dynamic = Schedule.dynamic(1);
        Runnable step = () -> {
            named.region(region);
            team.forEach(FOUR, dynamic, loop);
            named.sumLong(FOUR, block);
            team.sum(FOUR, doubleBlock);
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(step);
        long before = threads.getTotalThreadAllocatedBytes();
        repeat(step);
        assertThat((threads.getTotalThreadAllocatedBytes() - before) / STEPS).isLessThan(16);
    }

    private static void repeat(Runnable step) {
        for (int k = 0; k < STEPS; k++) {
            step.run();
        }
    }
}
