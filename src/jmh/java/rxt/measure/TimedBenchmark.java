package rxt.measure;

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
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * What timing adds: to a call that does nothing, and to a team's calls, each against the same without a clock. A call is
 * to cost less than 30 ns more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class TimedBenchmark {
    private static final int CHUNKS = 1000;

    @Param({"false", "true"})
    public boolean timed;

    @Param({"1", "2"})
    public int threads;

    private final long[] sink = new long[64];
    private final Schedule oneByOne = Schedule.dynamic(1);
    private final Range chunks = Range.of(0, CHUNKS);
    private final Team.Loop touch = (from, _) -> sink[32] += from;
    private final Team.LongBlock block = (from, to) -> to - from;
    private final Team.Region nothing = _ -> {};
    private Team raw;
    private Team team;
    private Range all;
    private Range blocks;
    private MessageClock messages;

    @Setup
    public void setUp() {
        RankClock clock = new RankClock();
        messages = new MessageClock(clock);
        raw = Team.named("spin", threads);
        team = timed ? new TimedTeam(raw, clock, "benchmark") : raw;
        all = Range.of(0, threads);
        blocks = Range.of(0, 100L * threads).inBlocksOf(1);
    }

    @TearDown
    public void tearDown() {
        raw.close();
    }

    @Benchmark
    public void message() {
        if (timed) {
            long start = Ticks.read();
            sink[0]++;
            messages.add(Call.SEND, start);
        } else {
            sink[0]++;
        }
    }

    @Benchmark
    public void region() {
        team.region(nothing);
    }

    @Benchmark
    public void loop() {
        team.forEach(all, touch);
    }

    /** A chunk, of those that are dealt one by one. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void chunk() {
        team.forEach(chunks, oneByOne, touch);
    }

    /** A reduction of 100 blocks for each thread. */
    @Benchmark
    public long reduction() {
        return team.sumLong(blocks, block);
    }
}
