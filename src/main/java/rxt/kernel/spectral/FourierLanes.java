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
 * <p>Element k of the eight frames is one line of 64 bytes, aligned, since a load that is not touches two lines of the
 * cache. Vectors stay within one method, and loops within it too: C2 boxes what crosses a call that it does not inline.
 */
final class FourierLanes implements Fourier {
    private static final int WIDTH = 8;
    private static final long LINE = WIDTH * Double.BYTES;
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED.length() <= WIDTH
            ? DoubleVector.SPECIES_PREFERRED
            : DoubleVector.SPECIES_512;
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
        load(frames, first, count);
        for (int s = 0; s < plan.stages().size(); s++) {
            FourierStages.Stage stage = plan.stages().get(s);
            for (int p = 0; p < stage.quarter(); p++) {
                fours(points, next, stage, p);
            }
            turn();
        }
        if (plan.endsWithPairs()) {
            pairs(points, next, 0);
            pairs(points, next, reals);
            turn();
        }
        if (count == WIDTH) {
            split(frames.powers(), (long) first * Double.BYTES, (long) frames.count() * Double.BYTES);
        } else {
            split(spectra, 0, LINE);
            copy(frames, first, count);
        }
    }

    /** Line by line, so that a line is written once; lanes without a frame keep what they had. */
    private void load(Frames frames, int first, int count) {
        MemorySegment signal = frames.signal();
        double[] window = plan.window();
        long hop = frames.hop();
        for (int k = 0; k < plan.points(); k++) {
            double even = window[2 * k];
            double odd = window[2 * k + 1];
            for (int lane = 0; lane < count; lane++) {
                long sample = (first + lane) * hop + 2L * k;
                long at = (long) k * WIDTH + lane;
                points.setAtIndex(DOUBLE, at, signal.getAtIndex(DOUBLE, sample) * even);
                points.setAtIndex(DOUBLE, reals / Double.BYTES + at, signal.getAtIndex(DOUBLE, sample + 1) * odd);
            }
        }
    }

    private void turn() {
        MemorySegment last = points;
        points = next;
        next = last;
    }

    /** Butterfly p of one stage, as {@link FourierScalars} has it; written out, for C2 soon inlines no more here. */
    private void fours(MemorySegment x, MemorySegment y, FourierStages.Stage stage, int p) {
        double[] w = stage.twiddles();
        int at = 6 * p;
        long run = stage.stride() * LINE;
        long far = run * stage.quarter();
        long to = 3 * run * p;
        for (long q = run * p; q < run * (p + 1); q += STEP) {
            DoubleVector aRe = load(x, q);
            DoubleVector aIm = load(x, reals + q);
            DoubleVector cRe = load(x, q + 2 * far);
            DoubleVector cIm = load(x, reals + q + 2 * far);
            DoubleVector bRe = load(x, q + far);
            DoubleVector bIm = load(x, reals + q + far);
            DoubleVector dRe = load(x, q + 3 * far);
            DoubleVector dIm = load(x, reals + q + 3 * far);
            DoubleVector evenRe = aRe.add(cRe);
            DoubleVector evenIm = aIm.add(cIm);
            DoubleVector oddRe = bRe.add(dRe);
            DoubleVector oddIm = bIm.add(dIm);
            long out = to + q;
            evenRe.add(oddRe).intoMemorySegment(y, out, ORDER);
            evenIm.add(oddIm).intoMemorySegment(y, reals + out, ORDER);
            DoubleVector re = aRe.sub(cRe).add(bIm.sub(dIm));
            DoubleVector im = aIm.sub(cIm).sub(bRe.sub(dRe));
            out += run;
            re.mul(w[at]).sub(im.mul(w[at + 1])).intoMemorySegment(y, out, ORDER);
            re.mul(w[at + 1]).add(im.mul(w[at])).intoMemorySegment(y, reals + out, ORDER);
            re = evenRe.sub(oddRe);
            im = evenIm.sub(oddIm);
            out += run;
            re.mul(w[at + 2]).sub(im.mul(w[at + 3])).intoMemorySegment(y, out, ORDER);
            re.mul(w[at + 3]).add(im.mul(w[at + 2])).intoMemorySegment(y, reals + out, ORDER);
            re = aRe.sub(cRe).sub(bIm.sub(dIm));
            im = aIm.sub(cIm).add(bRe.sub(dRe));
            out += run;
            re.mul(w[at + 4]).sub(im.mul(w[at + 5])).intoMemorySegment(y, out, ORDER);
            re.mul(w[at + 5]).add(im.mul(w[at + 4])).intoMemorySegment(y, reals + out, ORDER);
        }
    }

    /** The last stage, of the real parts or the imaginary ones, which begin at {@code from}. */
    private void pairs(MemorySegment x, MemorySegment y, long from) {
        long half = reals / 2;
        for (long q = from; q < from + half; q += STEP) {
            DoubleVector a = load(x, q);
            DoubleVector b = load(x, q + half);
            a.add(b).intoMemorySegment(y, q, ORDER);
            a.sub(b).intoMemorySegment(y, q + half, ORDER);
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
            DoubleVector turnedRe = oddRe.mul(wRe).sub(oddIm.mul(wIm));
            DoubleVector turnedIm = oddRe.mul(wIm).add(oddIm.mul(wRe));
            DoubleVector lowRe = evenRe.add(turnedRe);
            DoubleVector lowIm = evenIm.add(turnedIm);
            lowRe.mul(lowRe).add(lowIm.mul(lowIm)).intoMemorySegment(powers, low + q, ORDER);
            DoubleVector highRe = evenRe.sub(turnedRe);
            DoubleVector highIm = evenIm.sub(turnedIm);
            highRe.mul(highRe).add(highIm.mul(highIm)).intoMemorySegment(powers, high + q, ORDER);
        }
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
