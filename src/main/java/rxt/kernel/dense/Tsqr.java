package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.ResidentMemory;
import rxt.kernel.Sample;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * R of A = Q·R for a tall and skinny A of m × n doubles (TSQR: Demmel, Grigori, Hoemmen, Langou, 2012), the first step
 * of a singular value decomposition of A: what is left is that of R.
 *
 * <p>A is cut into blocks of rows. Ranks have neighbouring blocks, team members neighbouring ones of their rank's; each
 * is read from where it is kept, memory or disk, to the member's own memory and factored there. Triangles of two blocks
 * become one along a tree, {@link TsqrTree}, over the blocks and not over the workers; at each of its levels the
 * members share the pairs within the rank, and one triangle at most comes from another. Rank 0 makes the diagonal
 * positive and broadcasts R.
 *
 * <p>With {@code variant: blas} each member calls LAPACK for its blocks, on {@code library_threads} threads of the library;
 * with 0 of them one member calls for all, on as many as the team has. What the library makes of that is told in {@link
 * OpenBlas}.
 *
 * <p>With {@code storage: disk} a rank has in memory a block for each member and a triangle for each block, however
 * large A is; {@code memory_mb} caps that, by fewer members at work if need be. The answer is checked by {@link
 * TsqrCheck}: that of the last step; of the others a sample must be the same.
 */
public class Tsqr implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "tsqr",
                    "dense",
                    "QR of a tall matrix by blocks, in memory or streamed from disk",
                    "S0 SVD, S1 larger than memory",
                    List.of(
                            Parameter.whole("rows", 500_000, 1, 1_000_000_000_000L, "rows"),
                            Parameter.whole("columns", 32, 1, 4096, "columns, at most as many as rows"),
                            Parameter.whole("block_rows", 2048, 1, 100_000_000, "rows of a block at most"),
                            Parameter.choice("storage", "memory", List.of("memory", "disk"), "where the blocks are"),
                            Parameter.whole("memory_mb", 0, 0, 1L << 30, "MB in memory of a rank at most; 0: any"),
                            Parameter.choice(
                                    "variant", "team", TsqrVariant.names(), "own in vectors or scalars, or LAPACK"),
                            Parameter.whole(
                                    "library_threads",
                                    1,
                                    0,
                                    64,
                                    "OpenBLAS's per member's call; 0: one member calls, T of them"),
                            Parameter.whole("seed", 1, 0, Integer.MAX_VALUE, "key of the random elements")),
                    WeakScaling.proportional("rows"),
                    Tsqr::new)
            .requiring(Tsqr::require)
            .allocating(TsqrSize::need);

    private final ResidentMemory before = ResidentMemory.now();
    private final Context context;
    private final Communicator world;
    private final Team factors;
    private final Team combines;
    private final TsqrSize size;
    private final TsqrVariant variant;
    private final TsqrRows matrix;
    private final TsqrTree tree;
    private final int first;
    private final Partition shares;
    private final Arena arena = Arena.ofShared();
    private final TsqrBlocks blocks;
    private final TsqrWorker[] workers;
    /** What is read and written of a worker's block. */
    private final MemorySegment[] buffers;
    /** Of each block; last that which has come from another rank. */
    private final MemorySegment[] triangles;

    private final MemorySegment r;
    private final Team.Region factoring = this::factor;
    private final Team.Region pairing = this::pair;
    private final LongUnaryOperator bits = this::bits;
    private long distance;
    private long steps;
    private double growth = Double.NaN;

    private static void require(Params params, int ranks, int threads) {
        TsqrSize.of(params, ranks).workers(threads, params.longValue("memory_mb"));
        int libraryThreads = params.intValue("library_threads");
        if (TsqrVariant.named(params.text("variant")) != TsqrVariant.BLAS && libraryThreads != 1) {
            throw new IllegalArgumentException(
                    "library_threads = " + libraryThreads + " is for variant: blas only; leave it out");
        }
    }

    Tsqr(Context context) {
        this.context = context;
        world = context.world();
        factors = context.team().as("factor");
        combines = context.team().as("combine");
        size = TsqrSize.of(context.params(), world.size());
        variant = TsqrVariant.named(context.params().text("variant"));
        int calling = variant.callers(context.team(), context.params().intValue("library_threads"));
        int working = size.workers(calling, context.params().longValue("memory_mb"));
        matrix = new TsqrRows(size.columns(), context.params().intValue("seed"));
        tree = new TsqrTree(size.blocks());
        first = (int) size.blocks().from(world.rank());
        int count = (int) size.blocks().lengthOf(world.rank());
        shares = new Partition(count, working);
        blocks = size.inMemory() ? new TsqrBlocks.InMemory(arena, count, size.blockBytes()) : TsqrBlocks.OnDisk.open();
        requireSpace();
        triangles = new MemorySegment[count + 1];
        long bytes = size.triangleBytes();
        MemorySegment all = FirstTouch.bytes(arena, (count + 2) * bytes).fill((byte) 0);
        Arrays.setAll(triangles, i -> all.asSlice(i * bytes, bytes));
        r = all.asSlice((count + 1) * bytes, bytes);
        workers = new TsqrWorker[working];
        buffers = new MemorySegment[working];
        factors.region(this::prepare);
    }

    /** On the rank where it is least, so that all ranks agree. */
    private void requireSpace() {
        double needed = (double) size.blocks().lengthOf(0) * size.blockBytes();
        double there = world.allreduce(blocks.space(), ReduceOp.MIN);
        if (needed > there) {
            blocks.close();
            arena.close();
            throw new IllegalArgumentException("storage: disk: a rank needs " + (long) needed + " bytes, and the folder"
                    + " for temporary files has " + (long) there + "; use fewer rows, more ranks or another"
                    + " -Djava.io.tmpdir");
        }
    }

    /** A member's own memory, and its blocks. */
    private void prepare(Team.Member me) {
        int member = me.thread();
        if (member < workers.length) {
            workers[member] = variant.worker(arena, size.blockRows(), size.columns());
            buffers[member] = workers[member].block(size.blockRows()).elements().asSlice(0, size.blockBytes());
            for (int i = (int) shares.from(member); i < shares.to(member); i++) {
                matrix.write(size.rows().from(first + i), workers[member].block(rowsOf(i)));
                blocks.write(i, buffers[member]);
            }
        }
    }

    private int rowsOf(int block) {
        return (int) size.rows().lengthOf(first + block);
    }

    /**
     * A is read once and copied once; a block's reflections stay in a cache. Triangles go up the tree, and R to all
     * ranks.
     */
    @Override
    public Work work() {
        double elements = (double) size.rows().length() * size.columns();
        return new Work(size.flops(), 3.0 * Double.BYTES * elements, tree.messages() + world.size() - 1.0);
    }

    @Override
    public void step() {
        factors.region(factoring);
        for (int level = 0; level < tree.levels(); level++) {
            distance = 1L << level;
            exchange();
            combines.region(pairing);
        }
        if (world.rank() == 0) {
            copyWithPositiveDiagonal();
        }
        world.bcast(r, ElementType.DOUBLE, 0);
        steps++;
    }

    private void factor(Team.Member me) {
        if (me.thread() < workers.length) {
            factor(me.thread(), (int) shares.from(me.thread()), (int) shares.to(me.thread()));
        }
    }

    /** Some of this rank's blocks, by a member. */
    void factor(int member, int from, int to) {
        for (int i = from; i < to; i++) {
            blocks.read(i, buffers[member]);
            workers[member].factorBlock(rowsOf(i), triangles[i]);
        }
    }

    /** What goes down to another rank, and then what comes: the lowest rank of a chain waits for no other. */
    private void exchange() {
        int tag = Long.numberOfTrailingZeros(distance);
        long leaving = tree.leaving(world.rank(), distance);
        if (leaving >= 0) {
            int dest = size.blocks().ownerOf(leaving - distance);
            world.send(triangles[(int) leaving - first], ElementType.DOUBLE, dest, tag);
        }
        long receiving = tree.receiving(world.rank(), distance);
        if (receiving >= 0) {
            int source = size.blocks().ownerOf(receiving + distance);
            MemorySegment other = triangles[triangles.length - 1];
            world.recv(other, ElementType.DOUBLE, source, tag);
            workers[0].factorPair(triangles[(int) receiving - first], other);
        }
    }

    private void pair(Team.Member me) {
        long pairs = tree.pairs(world.rank(), distance);
        for (long p = me.thread(); p < pairs && me.thread() < workers.length; p += workers.length) {
            int upper = (int) (tree.firstPair(world.rank(), distance) + 2 * distance * p - first);
            workers[me.thread()].factorPair(triangles[upper], triangles[upper + (int) distance]);
        }
    }

    /** R is unique where its diagonal is positive. */
    private void copyWithPositiveDiagonal() {
        int n = size.columns();
        for (int i = 0; i < n; i++) {
            double sign = Math.copySign(1, triangles[0].getAtIndex(ValueLayout.JAVA_DOUBLE, (long) i * n + i));
            for (int j = 0; j < n; j++) {
                long at = (long) j * n + i;
                double element = triangles[0].getAtIndex(ValueLayout.JAVA_DOUBLE, at);
                r.setAtIndex(ValueLayout.JAVA_DOUBLE, at, i > j ? 0 : sign * element);
            }
        }
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, r.byteSize() / Double.BYTES, bits);
    }

    /** A library promises no bits, but single precision. */
    private long bits(long index) {
        double element = r.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
        return Double.doubleToLongBits(variant == TsqrVariant.BLAS ? (float) element : element);
    }

    @Override
    public Check verify() {
        // Nothing that a step needs has gone yet, and nothing that only the check needs has come.
        growth = ResidentMemory.now().proportionalBytes() - before.proportionalBytes();
        return new TsqrCheck(context, matrix, size.rows().length(), r).check(variant != TsqrVariant.BLAS);
    }

    /**
     * What this rank has allocated for A and its triangles; by how much its process has grown in memory from before
     * that to the end of the last step, all that a JVM takes along the way included, and other ranks that are threads
     * of that process; and what is read from disk.
     */
    @Override
    public List<Observation> observations() {
        double stored = (double) size.blocks().lengthOf(world.rank()) * size.blockBytes();
        double allocated = (triangles.length + 1.0) * size.triangleBytes() + (size.inMemory() ? stored : 0);
        for (TsqrWorker worker : workers) {
            allocated += worker.bytes();
        }
        return Observation.told(
                new Observation("allocated bytes of this rank", "byte", allocated),
                new Observation("growth in proportional bytes", "byte", growth),
                new Observation("read from disk per step", "byte", (double) blocks.bytesRead() / steps));
    }

    @Override
    public void close() {
        blocks.close();
        arena.close();
    }
}
