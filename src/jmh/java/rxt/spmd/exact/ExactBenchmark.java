package rxt.spmd.exact;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rxt.spmd.Transport;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Sum and dot product of one rank: in vectors without any care, by the team's fixed tree, and exactly; a loop in plain
 * Java beside them. Time per call; {@code spread} is how many powers of two the terms' sizes cover beside their normal
 * distribution.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ExactBenchmark {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Param({"1000", "1000000", "10000000"})
    public int n;

    @Param({"1", "2"})
    public int threads;

    @Param({"forkjoin"})
    public String team;

    @Param({"0"})
    public int spread;

    private double[] x;
    private double[] y;
    private Team members;
    private Range all;
    private Range blocks;
    private ExactReduction exact;

    @Setup
    public void setUp() throws Exception {
        Random random = new Random(1);
        x = new double[n];
        y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Math.scalb(random.nextGaussian(), random.nextInt(spread + 1));
            y[i] = random.nextDouble();
        }
        members = Team.named(team, threads);
        all = Range.of(0, n);
        // A block for each member at least, also of the shortest data.
        blocks = all.inBlocksOf(Math.clamp(n / threads, 1, (int) Range.DEFAULT_BLOCK));
        Transport.named("local").run(new String[0], 1, (world, _) -> exact = new ExactReduction(world, members));
    }

    @TearDown
    public void tearDown() {
        members.close();
    }

    @Benchmark
    public double loopSum() {
        double sum = 0;
        for (double term : x) {
            sum += term;
        }
        return sum;
    }

    @Benchmark
    public double teamSum() {
        return members.sum(blocks, (from, to) -> sum(x, (int) from, (int) to));
    }

    @Benchmark
    public double exactSum() {
        return exact.sum(x, all);
    }

    @Benchmark
    public double loopDot() {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    @Benchmark
    public double teamDot() {
        return members.sum(blocks, (from, to) -> dot(x, y, (int) from, (int) to));
    }

    @Benchmark
    public double exactDot() {
        return exact.dot(x, y, all);
    }

    /** The plain sum of fastest order: four vectors at once, so that additions do not wait for each other. */
    private static double sum(double[] x, int from, int to) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = from;
        for (; i <= to - 4 * LANES; i += 4 * LANES) {
            s0 = s0.add(DoubleVector.fromArray(SPECIES, x, i));
            s1 = s1.add(DoubleVector.fromArray(SPECIES, x, i + LANES));
            s2 = s2.add(DoubleVector.fromArray(SPECIES, x, i + 2 * LANES));
            s3 = s3.add(DoubleVector.fromArray(SPECIES, x, i + 3 * LANES));
        }
        double sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static double dot(double[] x, double[] y, int from, int to) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = from;
        for (; i <= to - 4 * LANES; i += 4 * LANES) {
            s0 = at(x, i).fma(at(y, i), s0);
            s1 = at(x, i + LANES).fma(at(y, i + LANES), s1);
            s2 = at(x, i + 2 * LANES).fma(at(y, i + 2 * LANES), s2);
            s3 = at(x, i + 3 * LANES).fma(at(y, i + 3 * LANES), s3);
        }
        double sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (; i < to; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static DoubleVector at(double[] values, int i) {
        return DoubleVector.fromArray(SPECIES, values, i);
    }
}
