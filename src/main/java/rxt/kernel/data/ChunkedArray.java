package rxt.kernel.data;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.LongStream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * Sum and mean of a square array that is there only chunk by chunk: a task makes its chunk and adds it up, as Dask does.
 * The lecture's 10000² values in chunks of 1000² are {@code n=10000, chunk=1000}; small chunks show what a task costs,
 * large ones leave workers without any.
 *
 * <p>Chunks, in rows of chunks, are dealt to the ranks in contiguous parts; a rank's to its team by a schedule, or by the
 * JDK's parallel stream over as many threads ({@code stream}). A thread has memory for one chunk, used again. One sum over
 * the ranks ends a step.
 *
 * <p>The answer: element k, counted row by row, is k modulo 1024, so that the sum is known; it is a whole number below
 * 2⁵³, and all sums are exact.
 */
public class ChunkedArray implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "chunked-array",
                    "data",
                    "sum and mean of a square array, made and added chunk by chunk",
                    "S1 Dask arrays",
                    List.of(
                            Parameter.whole("n", 4_000, 1, 2_000_000, "rows and columns; the lecture has 10000"),
                            Parameter.whole("chunk", 500, 1, 32_768, "rows and columns of a chunk; the lecture: 1000"),
                            Parameter.choice(
                                    "schedule",
                                    "dynamic",
                                    List.of("static", "cyclic", "dynamic", "guided", "stream"),
                                    "who takes which chunk")),
                    WeakScaling.root("n", 2),
                    ChunkedArray::new)
            .allocating((params, _) -> Memory.heap(8.0 * area(params)));

    static final int PERIOD = 1024;

    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long n;
    private final int chunk;
    private final long across;
    private final String schedule;
    private final Range own;
    private final double[][] memory;
    private final double[] sums;
    private final Team.Region adding;
    private final double expected;
    private double sum;
    private long wrongSteps;
    private long steps;
    private long nanos;

    ChunkedArray(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        Params params = context.params();
        n = params.longValue("n");
        chunk = params.intValue("chunk");
        across = Math.ceilDiv(n, (long) chunk);
        schedule = params.text("schedule");
        own = new Partition(across * across, world.size()).rangeOf(world.rank());
        memory = new double[team.size()][];
        team.region(me -> memory[me.thread()] = new double[area(params)]);
        sums = new double[PAD * team.size()];
        Schedule rule = rule();
        adding = me -> {
            sums[PAD * me.thread()] = 0;
            me.share(own, rule, (from, to) -> add(me.thread(), from, to));
        };
        expected = expected(n);
    }

    private static int area(Params params) {
        long side = Math.min(params.longValue("chunk"), params.longValue("n"));
        return Math.toIntExact(side * side);
    }

    private Schedule rule() {
        return switch (schedule) {
            case "static" -> Schedule.STATIC;
            case "cyclic" -> Schedule.cyclic(1);
            case "guided" -> Schedule.guided(1);
            default -> Schedule.dynamic(1);
        };
    }

    static double expected(long n) {
        long whole = n * n / PERIOD;
        long rest = n * n % PERIOD;
        return (double) whole * (PERIOD * (PERIOD - 1L) / 2) + rest * (rest - 1) / 2.0;
    }

    /** Each value is made, written, read and added. */
    @Override
    public Work work() {
        return new Work((double) n * n, 2.0 * Double.BYTES * n * n, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        long begin = journal.nanos();
        double rankSum = 0;
        if (schedule.equals("stream")) {
            rankSum = team.invoke(ForkJoinTask.adapt(this::streamSum));
        } else {
            team.region(adding);
            for (int member = 0; member < team.size(); member++) {
                rankSum += sums[PAD * member];
            }
        }
        nanos += journal.nanos() - begin;
        sum = world.allreduce(rankSum, ReduceOp.SUM);
        steps++;
        wrongSteps += sum == expected ? 0 : 1;
    }

    /** In the pool of the team's tasks, where a parallel stream stays; each task has a chunk's memory of its own. */
    private double streamSum() {
        return LongStream.range(own.from(), own.to())
                .parallel()
                .mapToDouble(number -> sumOf(number, new double[memory[0].length]))
                .sum();
    }

    private void add(int member, long from, long to) {
        long begin = journal.nanos();
        for (long number = from; number < to; number++) {
            sums[PAD * member] += sumOf(number, memory[member]);
        }
        journal.span(member, "chunk", begin, journal.nanos());
    }

    /** Makes a chunk and adds it up; overridden by a mutant. */
    double sumOf(long number, double[] values) {
        long firstRow = number / across * chunk;
        long firstColumn = number % across * chunk;
        int rows = (int) Math.min(chunk, n - firstRow);
        int columns = (int) Math.min(chunk, n - firstColumn);
        for (int i = 0; i < rows; i++) {
            int k = (int) (((firstRow + i) * n + firstColumn) % PERIOD);
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = (k + j) & (PERIOD - 1);
            }
        }
        return total(values, rows * columns);
    }

    /** By four sums, of which none waits for another. */
    private static double total(double[] values, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < count; i++) {
            a += values[i];
        }
        return a + b + (c + d);
    }

    @Override
    public Check verify() {
        double mean = sum / ((double) n * n);
        double knownMean = expected / ((double) n * n);
        return Check.within("sum", expected, sum, 0)
                .and(Check.within("mean", knownMean, mean, 0))
                .and(Check.exact("steps with a wrong sum", 0, wrongSteps))
                .withDigest(Digest.term(0, sum) + Digest.term(1, mean));
    }

    /** Chunks of this rank, and what each takes with its threads side by side. */
    @Override
    public List<Observation> observations() {
        double chunks = (double) steps * own.length();
        return Observation.told(
                new Observation("chunks", "", own.length()),
                new Observation("seconds per chunk", "s", nanos * 1e-9 / chunks));
    }
}
