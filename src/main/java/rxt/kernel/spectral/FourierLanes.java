package rxt.kernel.spectral;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.FirstTouch;

/**
 * Eight frames side by side, one in each lane, or in the lanes of two vectors or four where they are shorter: no lane
 * ever needs another's value.
 *
 * <p>Element k of the eight frames is one line of 64 bytes, aligned, since a load that is not touches two lines of the cache.
 * Vectors stay within one method, and loops within it too: C2 boxes what crosses a call that it does not inline.
 */
final class FourierLanes implements Fourier {
    private static final int WIDTH = 8;
    private static final long LINE = WIDTH * Double.BYTES;
    private static final VectorSpecies<Double> LANES =
            DoubleVector.SPECIES_PREFERRED.length() <= WIDTH ? DoubleVector.SPECIES_PREFERRED : DoubleVector.SPECIES_512;
    private static final long STEP = LANES.vectorByteSize();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final FourierStages plan;
    /** Bytes of the real parts, after which the imaginary parts come. */
    private final long reals;

    private final MemorySegment spectra;
    private MemorySegment points;
    private MemorySegment next;

    /** Buffers that the calling thread touches first. */
    FourierLanes(FourierStages plan, Arena arena) {
        this.plan = plan;
        reals = plan.points() * LINE;
        points = FirstTouch.bytes(arena, 2 * reals).fill((byte) 0);
        next = FirstTouch.bytes(arena, 2 * reals).fill((byte) 0);
        spectra = FirstTouch.bytes(arena, plan.bins() * LINE).fill((byte) 0);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void transform(Frames frames, int first, int count) {
        for (int lane = 0; lane < count; lane++) {
            load(frames.signal(), (long) (first + lane) * frames.hop(), lane);
        }
        for (int s = 0; s < plan.stages().size(); s++) {
            FourierStages.Stage stage = plan.stages().get(s);
            for (int p = 0; p < stage.quarter(); p++) {
                fours(points, next, stage, p);
            }
            turn();
        }
        if (plan.endsWithPairs()) {
            pairs(points, next);
            turn();
        }
        if (count == WIDTH) {
            split(frames.powers(), (long) first * Double.BYTES, (long) frames.count() * Double.BYTES);
        } else {
            split(spectra, 0, LINE);
            copy(frames, first, count);
        }
    }

    private void load(MemorySegment signal, long from, int lane) {
        double[] window = plan.window();
        for (int k = 0; k < plan.points(); k++) {
            long at = (long) k * WIDTH + lane;
            long sample = from + 2L * k;
            points.setAtIndex(DOUBLE, at, signal.getAtIndex(DOUBLE, sample) * window[2 * k]);
            double odd = signal.getAtIndex(DOUBLE, sample + 1) * window[2 * k + 1];
            points.setAtIndex(DOUBLE, reals / Double.BYTES + at, odd);
        }
    }

    private void turn() {
        MemorySegment last = points;
        points = next;
        next = last;
    }

    /** Butterfly p of one stage, as {@link FourierScalars} has it. */
    private void fours(MemorySegment x, MemorySegment y, FourierStages.Stage stage, int p) {
        double[] w = stage.twiddles();
        double w1Re = w[6 * p];
        double w1Im = w[6 * p + 1];
        double w2Re = w[6 * p + 2];
        double w2Im = w[6 * p + 3];
        double w3Re = w[6 * p + 4];
        double w3Im = w[6 * p + 5];
        long run = stage.stride() * LINE;
        long far = run * stage.quarter();
        long to = 3 * run * p;
        for (long q = run * p; q < run * (p + 1); q += STEP) {
            DoubleVector aRe = load(x, q);
            DoubleVector aIm = load(x, reals + q);
            DoubleVector cRe = load(x, q + 2 * far);
            DoubleVector cIm = load(x, reals + q + 2 * far);
            DoubleVector evenRe = aRe.add(cRe);
            DoubleVector evenIm = aIm.add(cIm);
            DoubleVector acRe = aRe.sub(cRe);
            DoubleVector acIm = aIm.sub(cIm);
            DoubleVector bRe = load(x, q + far);
            DoubleVector bIm = load(x, reals + q + far);
            DoubleVector dRe = load(x, q + 3 * far);
            DoubleVector dIm = load(x, reals + q + 3 * far);
            DoubleVector oddRe = bRe.add(dRe);
            DoubleVector oddIm = bIm.add(dIm);
            DoubleVector bdRe = bRe.sub(dRe);
            DoubleVector bdIm = bIm.sub(dIm);
            long at = to + q;
            evenRe.add(oddRe).intoMemorySegment(y, at, ORDER);
            evenIm.add(oddIm).intoMemorySegment(y, reals + at, ORDER);
            put(y, at + run, acRe.add(bdIm), acIm.sub(bdRe), w1Re, w1Im);
            put(y, at + 2 * run, evenRe.sub(oddRe), evenIm.sub(oddIm), w2Re, w2Im);
            put(y, at + 3 * run, acRe.sub(bdIm), acIm.add(bdRe), w3Re, w3Im);
        }
    }

    private void put(MemorySegment y, long at, DoubleVector re, DoubleVector im, double wRe, double wIm) {
        re.fma(DoubleVector.broadcast(LANES, wRe), im.mul(wIm).neg()).intoMemorySegment(y, at, ORDER);
        re.fma(DoubleVector.broadcast(LANES, wIm), im.mul(wRe)).intoMemorySegment(y, reals + at, ORDER);
    }

    /** Halves, imaginary parts as real ones: the buffer's two parts are alike. */
    private void pairs(MemorySegment x, MemorySegment y) {
        long half = reals / 2;
        for (long part = 0; part <= reals; part += reals) {
            for (long q = part; q < part + half; q += STEP) {
                DoubleVector a = load(x, q);
                DoubleVector b = load(x, q + half);
                a.add(b).intoMemorySegment(y, q, ORDER);
                a.sub(b).intoMemorySegment(y, q + half, ORDER);
            }
        }
    }

    private void split(MemorySegment powers, long first, long stride) {
        for (int k = 0; k <= plan.points() / 2; k++) {
            split(k, powers, first + k * stride, first + (plan.points() - k) * stride);
        }
    }

    /** Bins k and points − k, which go to {@code low} and {@code high}. */
    private void split(int k, MemorySegment powers, long low, long high) {
        MemorySegment x = points;
        double wRe = plan.splits()[2 * k];
        double wIm = plan.splits()[2 * k + 1];
        long at = k * LINE;
        long mirror = (plan.points() - k) % plan.points() * LINE;
        for (long q = 0; q < LINE; q += STEP) {
            DoubleVector re = load(x, at + q);
            DoubleVector im = load(x, reals + at + q);
            DoubleVector mirrorRe = load(x, mirror + q);
            DoubleVector mirrorIm = load(x, reals + mirror + q);
            DoubleVector evenRe = re.add(mirrorRe).mul(0.5);
            DoubleVector evenIm = im.sub(mirrorIm).mul(0.5);
            DoubleVector oddRe = im.add(mirrorIm).mul(0.5);
            DoubleVector oddIm = mirrorRe.sub(re).mul(0.5);
            DoubleVector turnedRe = oddRe.fma(
                    DoubleVector.broadcast(LANES, wRe), oddIm.mul(wIm).neg());
            DoubleVector turnedIm = oddRe.fma(DoubleVector.broadcast(LANES, wIm), oddIm.mul(wRe));
            put(powers, low + q, evenRe.add(turnedRe), evenIm.add(turnedIm));
            put(powers, high + q, evenRe.sub(turnedRe), evenIm.sub(turnedIm));
        }
    }

    private static void put(MemorySegment powers, long at, DoubleVector re, DoubleVector im) {
        re.fma(re, im.mul(im)).intoMemorySegment(powers, at, ORDER);
    }

    private static DoubleVector load(MemorySegment of, long at) {
        return DoubleVector.fromMemorySegment(LANES, of, at, ORDER);
    }

    private void copy(Frames frames, int first, int count) {
        for (int k = 0; k < plan.bins(); k++) {
            MemorySegment.copy(
                    spectra,
                    k * LINE,
                    frames.powers(),
                    ((long) k * frames.count() + first) * Double.BYTES,
                    (long) count * Double.BYTES);
        }
    }
}
