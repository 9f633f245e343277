package rxt.spmd.team;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An empty region, a barrier within one, and a sum of one block per member. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class TeamBenchmark {
    private static final int BARRIERS = 1000;

    @Param({"forkjoin"})
    public String team;

    @Param({"1", "2"})
    public int threads;

    private Team members;
    private Range range;

    @Setup
    public void setUp() {
        members = Team.named(team, threads);
        range = Range.of(0, threads).inBlocksOf(1);
    }

    @TearDown
    public void tearDown() {
        members.close();
    }

    @Benchmark
    public void region() {
        members.region(_ -> {});
    }

    @Benchmark
    @OperationsPerInvocation(BARRIERS)
    public void barrier() {
        members.region(me -> {
            for (int k = 0; k < BARRIERS; k++) {
                me.barrier();
            }
        });
    }

    @Benchmark
    public double reduction() {
        return members.sum(range, (from, _) -> from);
    }
}
