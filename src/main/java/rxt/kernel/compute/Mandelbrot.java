package rxt.kernel.compute;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.Sample;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * The Mandelbrot set on a square of size × size pixels: how often z ← z² + c can be iterated before |z| > 2.
 *
 * <p>Rows come in chunks. Chunks are dealt to the ranks in blocks or in turn, and a rank's to its threads by a schedule;
 * rows in the middle take a hundred times those at the edge, so it shows what dealing costs and what it gains.
 *
 * <p>The image is off the heap, its chunks first touched as they are dealt to the threads. A row comes there by way of an
 * array of its thread: a loop of vectors that stores them in a segment takes a tenth longer.
 */
public class Mandelbrot implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "mandelbrot",
                    "compute",
                    "Mandelbrot set, chunks of rows of unequal cost",
                    "S1 Dask, load balance",
                    List.of(
                            Parameter.whole("size", 2000, 2, 1_000_000, "rows and columns of the image"),
                            Parameter.whole(
                                    "iterations", 1000, 1, 1_000_000_000, "after which a point counts as inside"),
                            Parameter.whole("chunk", 8, 1, 1_000_000, "rows that are dealt together"),
                            Parameter.choice(
                                    "ranks", "cyclic", List.of("block", "cyclic"), "how chunks are dealt to ranks"),
                            Parameter.choice(
                                    "schedule",
                                    "dynamic",
                                    List.of("static", "cyclic", "dynamic", "monotonic", "guided"),
                                    "how a rank's chunks are dealt to its threads"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "pixels side by side, or one by one")),
                    WeakScaling.root("size", 2),
                    Mandelbrot::new)
            .allocating(Mandelbrot::need)
            .withTwin(Map.of("size", "800", "iterations", "500"));

    /** Of the set (Förstemann, 2017, by counting pixels); so many iterations and pixels as here find it larger. */
    private static final double AREA = 1.50659;

    /** Pixels in each direction from which the mean number of iterations is estimated. */
    private static final int SAMPLES = 64;

    private final Communicator world;
    private final Team team;
    private final int size;
    private final int chunk;
    private final Schedule schedule;
    private final MandelbrotRow plane;
    private final boolean vector;
    private final int firstChunk;
    private final int chunkStride;
    private final Range own;
    private final Arena arena = Arena.ofShared();
    /** Own chunks one after the other. */
    private final MemorySegment counts;

    /** Per member, who has an array for a row. */
    private final Team.Loop[] rows;

    private final Team.Region computing = this::compute;
    private final LongUnaryOperator bits = this::bits;
    /** Per own chunk how often it was computed, which a chunk left out in one step alone does not show otherwise. */
    private final long[] computed;

    private long steps;

    Mandelbrot(Context context) {
        world = context.world();
        team = context.team();
        size = context.params().intValue("size");
        chunk = Math.min(size, context.params().intValue("chunk"));
        schedule = schedule(context.params().text("schedule"));
        vector = context.params().text("variant").equals("vector");
        plane = new MandelbrotRow(size, context.params().intValue("iterations"));
        int chunks = Math.ceilDiv(size, chunk);
        Partition blocks = new Partition(chunks, world.size());
        boolean cyclic = context.params().text("ranks").equals("cyclic");
        firstChunk = cyclic ? world.rank() : (int) blocks.from(world.rank());
        chunkStride = cyclic ? world.size() : 1;
        int inTurn = Math.max(0, Math.ceilDiv(chunks - firstChunk, chunkStride));
        own = Range.of(0, cyclic ? inTurn : blocks.lengthOf(world.rank()));
        counts = FirstTouch.ints(arena, end((int) own.length()));
        computed = new long[(int) own.length()];
        rows = new Team.Loop[team.size()];
        for (int member = 0; member < rows.length; member++) {
            int[] line = new int[size];
            rows[member] = (from, to) -> run(from, to, line);
        }
        team.forEach(own, schedule, (from, to) -> {
            long begin = place((int) from) * Integer.BYTES;
            counts.asSlice(begin, end((int) to) * Integer.BYTES - begin).fill((byte) 0);
        });
    }

    /** Of a rank that has the most chunks, which are not cut. */
    private static Memory.Need need(Params params, int ranks) {
        long size = params.longValue("size");
        long chunk = Math.min(size, params.longValue("chunk"));
        long chunks = Math.ceilDiv(Math.ceilDiv(size, chunk), ranks);
        return Memory.outside((double) Integer.BYTES * size * Math.min(size, chunks * chunk));
    }

    private static Schedule schedule(String name) {
        return new Schedule(Schedule.Kind.valueOf(name.toUpperCase(Locale.ROOT)), 1);
    }

    private int firstRow(int ownChunk) {
        return (firstChunk + ownChunk * chunkStride) * chunk;
    }

    private int endRow(int ownChunk) {
        return (int) Math.min(size, (long) firstRow(ownChunk) + chunk);
    }

    /** Of a chunk's first pixel among this rank's. */
    private long place(int ownChunk) {
        return (long) ownChunk * chunk * size;
    }

    private long place(int ownChunk, int row) {
        return place(ownChunk) + (long) (row - firstRow(ownChunk)) * size;
    }

    /** Where the chunks before the given one end. */
    private long end(int ownChunk) {
        int last = ownChunk - 1;
        return ownChunk == 0 ? 0 : place(last) + (long) (endRow(last) - firstRow(last)) * size;
    }

    /** Seven operations in an iteration, of which there are as many as a coarse grid of pixels tells; and the image. */
    @Override
    public Work work() {
        int every = Math.max(1, size / SAMPLES);
        double iterations = 0;
        double sampled = 0;
        for (int row = every / 2; row < size; row += every) {
            for (int column = every / 2; column < size; column += every) {
                iterations += plane.count(row, column);
                sampled++;
            }
        }
        double pixels = (double) size * size;
        return new Work(7 * iterations / sampled * pixels, pixels * Integer.BYTES, 0);
    }

    @Override
    public void step() {
        team.region(computing);
        steps++;
    }

    private void compute(Team.Member me) {
        me.share(own, schedule, rows[me.thread()]);
    }

    /** Some of this rank's chunks; overridden by a mutant. */
    void run(long from, long to, int[] line) {
        for (int k = (int) from; k < to; k++) {
            for (int row = firstRow(k); row < endRow(k); row++) {
                row(row, line);
                MemorySegment.copy(line, 0, counts, ValueLayout.JAVA_INT, place(k, row) * Integer.BYTES, size);
            }
            computed[k]++;
        }
    }

    /** The counts of one row; overridden by a mutant. */
    void row(int row, int[] into) {
        if (vector) {
            plane.counts(row, into);
        } else {
            plane.countsOneByOne(row, into);
        }
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, end((int) own.length()), bits);
    }

    private long bits(long index) {
        return counts.getAtIndex(ValueLayout.JAVA_INT, index);
    }

    /**
     * Every pixel by the plain loop; that all are there and lie where they should, as the image is its own mirror image
     * in the real axis; and the area of the set.
     */
    @Override
    public Check verify() {
        Range chunks = own.inBlocksOf(1);
        long wrong = world.allreduce(team.sumLong(chunks, (k, _) -> wrong((int) k)), ReduceOp.SUM);
        long digest = world.allreduce(team.sumLong(chunks, (k, _) -> digest((int) k, false)), ReduceOp.SUM);
        long mirrored = world.allreduce(team.sumLong(chunks, (k, _) -> digest((int) k, true)), ReduceOp.SUM);
        long inside = world.allreduce(team.sumLong(chunks, (k, _) -> inside((int) k)), ReduceOp.SUM);
        long left = Arrays.stream(computed).filter(times -> times != steps).count();
        double area = inside * plane.pixelArea();
        return Check.exact("wrong pixels", 0, wrong)
                .and(Check.exact("chunks not computed in every step", 0, world.allreduce(left, ReduceOp.SUM)))
                .and(Check.exact("image and mirror image", digest, mirrored))
                .and(Check.within("area", AREA, area, 20.0 / size + 20.0 / plane.iterations()))
                .withDigest(digest);
    }

    private long wrong(int ownChunk) {
        long wrong = 0;
        for (int row = firstRow(ownChunk); row < endRow(ownChunk); row++) {
            for (int column = 0; column < size; column++) {
                wrong += plane.count(row, column) == count(ownChunk, row, column) ? 0 : 1;
            }
        }
        return wrong;
    }

    private int count(int ownChunk, int row, int column) {
        return counts.getAtIndex(ValueLayout.JAVA_INT, place(ownChunk, row) + column);
    }

    private long digest(int ownChunk, boolean mirrored) {
        long sum = 0;
        for (int row = firstRow(ownChunk); row < endRow(ownChunk); row++) {
            long at = (long) (mirrored ? size - 1 - row : row) * size;
            for (int column = 0; column < size; column++) {
                sum += Digest.term(at + column, (long) count(ownChunk, row, column));
            }
        }
        return sum;
    }

    private long inside(int ownChunk) {
        long inside = 0;
        for (long i = place(ownChunk); i < end(ownChunk + 1); i++) {
            inside += counts.getAtIndex(ValueLayout.JAVA_INT, i) == plane.iterations() ? 1 : 0;
        }
        return inside;
    }

    @Override
    public void close() {
        arena.close();
    }
}
