package rxt.kernel.spectral;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.LongUnaryOperator;
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
import rxt.spmd.team.Team;

/**
 * Power spectra of the overlapping, windowed frames of a signal ({@link SpectrogramSignal}), in the order of
 * frequencies.
 *
 * <p>Ranks have blocks of the frames, team members blocks of their rank's, and each transforms its own ({@link
 * FourierStages}). One all-to-all then gives each rank a band of the frequencies, of all frames: a spectrum is written
 * as the exchange needs it, a row for each frequency, so nothing is packed.
 *
 * <p>The answer, {@link SpectrogramCheck}: every frame has the same energy in time and in frequency (Parseval), the
 * tone stands out in its bin of every frame and in no other, and bins drawn at random are those of the sum that defines
 * them. So much of the last step; of the others a sample must be the same.
 */
public class Spectrogram implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "spectrogram",
                    "spectral",
                    "windowed Fourier transforms of frames, all-to-all by frequency",
                    "S2 course",
                    List.of(
                            Parameter.whole("frames", 4000, 1, 1_000_000_000, "frames over all ranks"),
                            Parameter.whole("size", 1024, 16, 1 << 20, "samples of a frame, a power of two"),
                            Parameter.whole("hop", 512, 1, 1 << 20, "samples from frame to frame"),
                            Parameter.choice("window", "hann", List.of("hann", "rectangular"), "weights of a frame"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "eight frames side by side, or one by one"),
                            Parameter.whole("seed", 1, 0, Integer.MAX_VALUE, "key of the noise")),
                    WeakScaling.proportional("frames"),
                    Spectrogram::new)
            .requiring(Spectrogram::require)
            .allocating(Spectrogram::need);

    private final Communicator world;
    private final Team team;
    private final FourierStages plan;
    private final SpectrogramSignal signal;
    private final Partition frames;
    private final Partition bands;
    private final Fourier.Frames own;
    private final Arena arena = Arena.ofShared();
    private final Fourier[] transforms;
    private final Partition shares;
    private final MemorySegment spectrum;
    private final int[] sendCounts;
    private final int[] sendPlaces;
    private final int[] recvCounts;
    private final int[] recvPlaces;
    private final Team.Region transforming = this::transform;
    private final LongUnaryOperator bits = this::bits;

    Spectrogram(Context context) {
        world = context.world();
        team = context.team().as("transform");
        int size = context.params().intValue("size");
        plan = new FourierStages(size, context.params().text("window").equals("hann"));
        signal = new SpectrogramSignal(size, context.params().intValue("seed"));
        frames = new Partition(context.params().longValue("frames"), world.size());
        bands = new Partition(plan.bins(), world.size());
        int count = (int) frames.lengthOf(world.rank());
        int hop = context.params().intValue("hop");
        shares = new Partition(count, team.size());
        own = new Fourier.Frames(
                FirstTouch.doubles(arena, count == 0 ? 0 : (count - 1L) * hop + size),
                hop,
                FirstTouch.doubles(arena, (long) count * plan.bins()),
                count);
        transforms = new Fourier[team.size()];
        boolean vector = context.params().text("variant").equals("vector");
        team.region(me -> prepare(me.thread(), vector));
        sendCounts = new int[world.size()];
        sendPlaces = new int[world.size()];
        recvCounts = new int[world.size()];
        recvPlaces = new int[world.size()];
        lay();
        spectrum = world.size() == 1
                ? own.powers()
                : FirstTouch.doubles(arena, bands.lengthOf(world.rank()) * frames.length())
                        .fill((byte) 0);
    }

    private static Memory.Need need(Params params, int ranks) {
        double frames = Math.ceil((double) params.longValue("frames") / ranks);
        double spectrum = frames * (params.longValue("size") / 2.0 + 1);
        double samples = frames * params.longValue("hop") + params.longValue("size");
        return Memory.outside(Double.BYTES * (samples + (ranks > 1 ? 2 : 1) * spectrum));
    }

    private static void require(Params params, int ranks, int threads) {
        int size = params.intValue("size");
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(
                    "size = " + size + " is no power of two; use " + Integer.highestOneBit(size));
        }
        long bins = size / 2 + 1L;
        long frames = params.longValue("frames");
        long most = Math.max(Math.ceilDiv(frames, ranks) * bins, Math.ceilDiv(bins, ranks) * frames);
        if (ranks > 1 && most > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("frames = " + frames + " gives a rank " + most
                    + " doubles, more than MPI counts in one exchange; use more ranks or fewer frames");
        }
    }

    /** A member's own buffers, and the first touch of its samples and of its columns of the spectrum. */
    private void prepare(int member, boolean vector) {
        transforms[member] = vector ? new FourierLanes(plan, arena) : new FourierScalars(plan);
        long from = shares.from(member);
        long length = shares.lengthOf(member);
        if (length > 0) {
            boolean last = shares.to(member) == own.count();
            long end = last ? own.signal().byteSize() / Double.BYTES : (from + length) * own.hop();
            long before = frames.from(world.rank()) * own.hop();
            signal.write(before + from * own.hop(), before + end, own.signal(), from * own.hop());
            for (long bin = 0; bin < plan.bins(); bin++) {
                own.powers()
                        .asSlice((bin * own.count() + from) * Double.BYTES, length * Double.BYTES)
                        .fill((byte) 0);
            }
        }
    }

    /** Where each rank's part lies before the exchange and after it. */
    private void lay() {
        int band = (int) bands.lengthOf(world.rank());
        for (int rank = 0; world.size() > 1 && rank < world.size(); rank++) {
            sendCounts[rank] = (int) bands.lengthOf(rank) * own.count();
            sendPlaces[rank] = (int) bands.from(rank) * own.count();
            recvCounts[rank] = (int) frames.lengthOf(rank) * band;
            recvPlaces[rank] = (int) frames.from(rank) * band;
        }
    }

    /** Samples are read once per frame, and powers written; the exchange reads and writes them again. */
    @Override
    public Work work() {
        double passes = world.size() == 1 ? 1 : 3;
        double bytes = Double.BYTES * (plan.size() + passes * plan.bins());
        return new Work(
                frames.length() * plan.flops(), frames.length() * bytes, (double) world.size() * (world.size() - 1));
    }

    @Override
    public void step() {
        team.region(transforming);
        if (world.size() > 1) {
            world.alltoallv(own.powers(), sendCounts, sendPlaces, spectrum, recvCounts, recvPlaces, ElementType.DOUBLE);
        }
    }

    private void transform(Team.Member me) {
        transform(transforms[me.thread()], (int) shares.from(me.thread()), (int) shares.to(me.thread()));
    }

    /** Some of this rank's frames. */
    void transform(Fourier transform, int from, int to) {
        for (int frame = from; frame < to; frame += transform.width()) {
            transform.transform(own, frame, Math.min(transform.width(), to - frame));
        }
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, spectrum.byteSize() / Double.BYTES, bits);
    }

    private long bits(long index) {
        return spectrum.get(ValueLayout.JAVA_LONG, index * Long.BYTES);
    }

    @Override
    public Check verify() {
        SpectrogramBand band = new SpectrogramBand(spectrum, frames, bands.rangeOf(world.rank()));
        return new SpectrogramCheck(world, team, plan, signal, band, own.hop()).check();
    }

    @Override
    public void close() {
        arena.close();
    }
}
