package rxt.kernel.dense;

import java.awt.image.Raster;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * Signatures of photographs: the median over red, green and blue makes each a matrix m of height × width, and the mean
 * over all entries of m·mᵀ is its signature.
 *
 * <p>Image i belongs to rank i mod ranks, which alone decodes it; the team shares the medians and the blocks of the
 * product ({@link ImageSignatureProduct}); an allreduce of the sums gives every rank all signatures.
 *
 * <p>Where there are fewer photographs than images they serve in turn, and in turn t ≥ 1 row r is shifted cyclically by
 * t·r samples: whole rows or columns moved alike would leave the signature as it was.
 *
 * <p>All is exact in whole numbers, so the known answer Σ m·mᵀ = Σ over columns of (column sum)² must be met to the last
 * bit; it costs height·width per image.
 */
public class ImageSignature implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "image-signature",
                    "dense",
                    "median over RGB of each photograph, then the mean of m·mᵀ",
                    "S0-C blending processes and threads",
                    List.of(
                            Parameter.whole("images", 4, 1, 100_000, "number of images, dealt to the ranks in turn"),
                            Parameter.whole("height", 1512, 1, 16_384, "rows of an image; the lecture has 3024"),
                            Parameter.whole("width", 2016, 1, 16_384, "columns of an image; the lecture has 4032"),
                            Parameter.choice(
                                    "photographs", "photographs.txt", List.of(), "index file among the inputs")),
                    WeakScaling.proportional("images"),
                    ImageSignature::new)
            .allocating(ImageSignature::need);

    private static final Schedule NEXT = Schedule.dynamic(1);
    /** Of a panel's rows with the longest vectors that there are. */
    private static final double MOST_ROWS = 32;

    private final Communicator world;
    private final Team filter;
    private final Team square;
    private final Team add;
    private final int images;
    private final int height;
    private final int width;
    private final ImageSignatureProduct product;
    private final ImageSignaturePixels[] own;
    private final long[] ownSums;
    private final long[] sums;
    /** {@link #sums} as the step before left them: they never change. */
    private final long[] previousSums;

    private final MemorySegment ownSumsSegment;
    private final MemorySegment sumsSegment;
    private final Range entries;
    private final Range blocks;
    private final Range rows;
    private final Team.Loop median = this::median;
    private final Team.Loop multiply = this::multiply;
    private final Team.LongBlock sum = this::sum;
    private ImageSignaturePixels pixels;
    private long steps;
    private long changes;

    ImageSignature(Context context) {
        this.world = context.world();
        this.filter = context.team().as("median");
        this.square = context.team().as("multiply");
        this.add = context.team().as("sum");
        this.images = context.params().intValue("images");
        this.height = context.params().intValue("height");
        this.width = context.params().intValue("width");
        this.product = new ImageSignatureProduct(height, width);
        this.own = new ImageSignaturePixels[Math.max(0, Math.ceilDiv(images - world.rank(), world.size()))];
        this.ownSums = new long[images];
        this.sums = new long[images];
        this.previousSums = new long[images];
        this.ownSumsSegment = MemorySegment.ofArray(ownSums);
        this.sumsSegment = MemorySegment.ofArray(sums);
        this.entries = Range.of(0, product.entries().length);
        this.blocks = Range.of(0, product.blocks());
        this.rows = Range.of(0, product.rows()).inBlocksOf(ImageSignatureProduct.PANEL);
        var photographs =
                new ImageSignaturePhotographs(context.inputs(), context.params().text("photographs"));
        context.team().forEach(Range.of(0, photographs.count()), NEXT, (from, to) -> {
            for (long photograph = from; photograph < to; photograph++) {
                read(photographs, (int) photograph);
            }
        });
    }

    /** Three bytes for each point of the own images, and one product for all. */
    private static Memory.Need need(Params params, int ranks) {
        double rows = Math.ceil(params.longValue("height") / MOST_ROWS) * MOST_ROWS;
        double width = params.longValue("width");
        double own = Math.ceilDiv(params.longValue("images"), ranks);
        return Memory.heap(rows * (3 * own * width + Float.BYTES * width + Integer.BYTES * rows));
    }

    /** Decodes a photograph once, where own images need it, and samples those images from it. */
    private void read(ImageSignaturePhotographs photographs, int photograph) {
        Raster raster = null;
        for (int i = 0; i < own.length; i++) {
            if (image(i) % photographs.count() == photograph) {
                raster = raster == null ? photographs.decode(photograph) : raster;
                own[i] = new ImageSignaturePixels(raster, image(i) / photographs.count(), height, width, product);
            }
        }
    }

    private int image(int i) {
        return world.rank() + i * world.size();
    }

    /** Flops of the half product that is computed; an allreduce counts as a tree up and down. */
    @Override
    public Work work() {
        double flops = (double) height * (height + 1) * width;
        double bytes = 11.0 * height * width + 4.0 * height * height;
        return new Work(images * flops, images * bytes, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        for (int i = 0; i < own.length; i++) {
            pixels = own[i];
            filter.forEach(entries, median);
            square.forEach(blocks, NEXT, multiply);
            ownSums[image(i)] = add.sumLong(rows, sum);
        }
        world.allreduce(ownSumsSegment, sumsSegment, ElementType.LONG, ReduceOp.SUM);
        if (steps++ > 0 && !Arrays.equals(sums, previousSums)) {
            changes++;
        }
        System.arraycopy(sums, 0, previousSums, 0, images);
    }

    private void median(long from, long to) {
        median(pixels, product.entries(), (int) from, (int) to);
    }

    /** Overridden by a mutant. */
    void median(ImageSignaturePixels image, float[] m, int from, int to) {
        image.median(m, from, to);
    }

    /** Overridden by a mutant. */
    void multiply(long from, long to) {
        for (long block = from; block < to; block++) {
            product.multiply(block);
        }
    }

    private long sum(long from, long to) {
        long total = 0;
        for (long row = from; row < to; row++) {
            total += product.sumOfRow((int) row);
        }
        return total;
    }

    /** The mean over m·mᵀ of an image, as of the last step; every rank knows all. */
    double signature(int image) {
        return (double) sums[image] / ((double) height * height);
    }

    @Override
    public Check verify() {
        long[] ownKnown = new long[images];
        for (int i = 0; i < own.length; i++) {
            ownKnown[image(i)] = sumOfSquaredColumnSums(own[i]);
        }
        long[] known = world.allreduce(ownKnown, ReduceOp.SUM);
        long wrong = IntStream.range(0, images).filter(i -> sums[i] != known[i]).count();
        long hash = IntStream.range(0, images)
                .mapToLong(i -> Digest.term(i, sums[i]))
                .sum();
        return Check.exact("signatures unlike Σ (column sum)²", 0, world.allreduce(wrong, ReduceOp.SUM))
                .and(Check.exact("steps with another answer", 0, world.allreduce(changes, ReduceOp.SUM)))
                .withDigest(hash);
    }

    private long sumOfSquaredColumnSums(ImageSignaturePixels image) {
        long total = 0;
        for (int column = 0; column < width; column++) {
            long columnSum = 0;
            for (int row = 0; row < height; row++) {
                columnSum += image.sortedMedian(product.index(row, column));
            }
            total += columnSum * columnSum;
        }
        return total;
    }
}
