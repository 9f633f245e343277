package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import rxt.kernel.Check;
import rxt.kernel.Context;
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
import rxt.spmd.ElementType;
import rxt.spmd.grid.Partition;

/**
 * Product C = A·B of two dense n × n matrices of doubles.
 *
 * <p>A rank holds a block of rows of A and C. B is cut into panels of {@link #DEPTH} rows, dealt to the ranks in turn:
 * panel after panel, its owner broadcasts it and every rank adds the product of a few columns of A and the panel to its
 * C (SUMMA on one column of ranks: van de Geijn and Watts, 1997). The team shares out each update, {@link GemmUpdate}.
 * Every element of C is one chain of fused multiply-adds in the order of k, so its bits are the same for every split
 * and every vector length, and with {@code variant: scalar}, which adds number by number. What is verified is the product of
 * the last step; of the others a sample must be the same.
 *
 * <p>With {@code variant: blas} a panel is all that a rank has of B, and each update is OpenBLAS's, {@link GemmLibrary}:
 * one call with as many threads of the library as the team has or, with {@code library_threads}, a call by each member,
 * who asks for so many threads. What the library makes of that is told in {@link OpenBlas}.
 */
public class Gemm implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "gemm",
                    "dense",
                    "product of two dense matrices: packed panels, vector tiles",
                    "S0-A NumPy threads",
                    List.of(
                            // Up to here B as one panel has no more elements than MPI counts in an int.
                            Parameter.whole("n", 1500, 1, 46_000, "rows and columns of each matrix"),
                            Parameter.choice(
                                    "variant",
                                    "team",
                                    List.of("team", "scalar", "blas"),
                                    "own kernel in vectors or scalars, or OpenBLAS"),
                            Parameter.whole(
                                    "library_threads",
                                    0,
                                    0,
                                    64,
                                    "OpenBLAS's per member's call; 0: one call, T of them"),
                            Parameter.whole("seed", 1, 0, Integer.MAX_VALUE, "key of the random elements")),
                    WeakScaling.root("n", 3),
                    Gemm::new)
            .requiring(Gemm::require)
            .allocating(Gemm::need)
            .withTwin(Map.of("n", "1000"));

    /** Rows of a panel: a strip of the panel and one of A stay in the first-level cache together. */
    static final int DEPTH = 256;

    private final Communicator world;
    private final GemmInputs inputs;
    private final GemmProduct update;
    private final int n;
    private final Arena arena = Arena.ofShared();
    /** First row of B in each panel, and n. */
    private final int[] starts;

    private final MemorySegment[] panels;
    private final Context context;
    private final LongUnaryOperator bits = this::bits;

    Gemm(Context context) {
        this.context = context;
        world = context.world();
        n = context.params().intValue("n");
        inputs = new GemmInputs(n, context.params().intValue("seed"));
        Partition rows = new Partition(n, world.size());
        MemorySegment a = FirstTouch.doubles(arena, rows.lengthOf(world.rank()) * n);
        inputs.fillBlockOfA(rows.from(world.rank()), rows.to(world.rank()), a, context.team());
        boolean library = isLibrary(context.params());
        int libraryThreads = context.params().intValue("library_threads");
        starts = library ? startsOfRanks(rows) : startsByDepth();
        int depth = Math.min(n, DEPTH);
        update = switch (context.params().text("variant")) {
            case "blas" -> new GemmLibrary(arena, context.team(), a, n, libraryThreads);
            case "scalar" -> new GemmScalars(arena, context.team(), a, n, depth);
            default -> new GemmUpdate(arena, context.team(), a, n, depth);
        };
        panels = new MemorySegment[starts.length - 1];
        allocatePanels();
    }

    private static void require(Params params, int ranks, int threads) {
        long libraryThreads = params.longValue("library_threads");
        if (!isLibrary(params) && libraryThreads > 0) {
            throw new IllegalArgumentException(
                    "library_threads = " + libraryThreads + " is for variant: blas only; use that, or 0");
        }
    }

    /** A and C; panels of B, and a buffer for those of other ranks; and of the own kernel what it packs. */
    private static Memory.Need need(Params params, int ranks) {
        long n = params.longValue("n");
        double rows = Math.ceilDiv(n, ranks);
        boolean library = isLibrary(params);
        double depth = library ? rows : Math.min(n, DEPTH);
        double panels = Math.ceil(Math.ceil(n / depth) / ranks) + (ranks > 1 ? 1 : 0);
        double packed = library ? 0 : (rows + n) * depth;
        return Memory.outside(Double.BYTES * (2 * rows * n + panels * depth * n + packed));
    }

    private static boolean isLibrary(Params params) {
        return params.text("variant").equals("blas");
    }

    private int[] startsByDepth() {
        return IntStream.rangeClosed(0, Math.ceilDiv(n, DEPTH))
                .map(p -> Math.min(n, p * DEPTH))
                .toArray();
    }

    private static int[] startsOfRanks(Partition rows) {
        int some = (int) Math.min(rows.length(), rows.parts());
        return IntStream.rangeClosed(0, some)
                .map(p -> (int) (p < some ? rows.from(p) : rows.length()))
                .toArray();
    }

    /** Own panels hold rows of B from now on; all others are views of one buffer, for they are used one by one. */
    private void allocatePanels() {
        MemorySegment buffer = FirstTouch.doubles(arena, world.size() == 1 ? 0 : (long) starts[1] * n);
        for (int p = 0; p < panels.length; p++) {
            long elements = (long) depth(p) * n;
            if (owner(p) == world.rank()) {
                panels[p] = FirstTouch.doubles(arena, elements);
                inputs.fillPanelOfB(starts[p], starts[p + 1], panels[p], context.team());
            } else {
                panels[p] = buffer.asSlice(0, elements * Double.BYTES);
            }
        }
    }

    private int depth(int panel) {
        return starts[panel + 1] - starts[panel];
    }

    private int owner(int panel) {
        return panel % world.size();
    }

    /** Number of panels that make up the product. */
    int panels() {
        return panels.length;
    }

    /** A and C are read, and C written, once per panel; each rank reads all of B. */
    @Override
    public Work work() {
        double elements = (double) n * n;
        double bytes = Double.BYTES * elements * (1.0 + world.size() + 2.0 * panels.length);
        return new Work(2 * elements * n, bytes, (double) panels.length * (world.size() - 1));
    }

    @Override
    public void step() {
        for (int p = 0; p < panels(); p++) {
            world.bcast(panels[p], ElementType.DOUBLE, owner(p));
            update.add(starts[p], depth(p), panels[p]);
        }
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, (long) update.rows() * n, bits);
    }

    /** A library promises no bits, but single precision. */
    private long bits(long index) {
        double element = update.element((int) (index / n), (int) (index % n));
        return Double.doubleToLongBits(update.sameBits() ? element : (float) element);
    }

    @Override
    public Check verify() {
        return new GemmFreivalds(context, inputs, update).check();
    }

    @Override
    public void close() {
        arena.close();
    }
}
