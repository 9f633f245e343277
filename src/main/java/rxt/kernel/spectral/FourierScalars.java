package rxt.kernel.spectral;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One frame after the other, in plain arithmetic. */
final class FourierScalars implements Fourier {
    private final FourierStages plan;
    private double[] re;
    private double[] im;
    private double[] nextRe;
    private double[] nextIm;

    FourierScalars(FourierStages plan) {
        this.plan = plan;
        re = new double[plan.points()];
        im = new double[plan.points()];
        nextRe = new double[plan.points()];
        nextIm = new double[plan.points()];
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void transform(Frames frames, int first, int count) {
        load(frames.signal(), (long) first * frames.hop());
        for (int s = 0; s < plan.stages().size(); s++) {
            FourierStages.Stage stage = plan.stages().get(s);
            for (int p = 0; p < stage.quarter(); p++) {
                fours(stage, p);
            }
            turn();
        }
        if (plan.endsWithPairs()) {
            pairs();
            turn();
        }
        for (int k = 0; k <= plan.points() / 2; k++) {
            split(k, frames, first);
        }
    }

    private void load(MemorySegment signal, long from) {
        double[] window = plan.window();
        for (int k = 0; k < re.length; k++) {
            re[k] = signal.getAtIndex(ValueLayout.JAVA_DOUBLE, from + 2L * k) * window[2 * k];
            im[k] = signal.getAtIndex(ValueLayout.JAVA_DOUBLE, from + 2L * k + 1) * window[2 * k + 1];
        }
    }

    private void turn() {
        double[] last = re;
        re = nextRe;
        nextRe = last;
        last = im;
        im = nextIm;
        nextIm = last;
    }

    /** Butterfly p of one stage. */
    private void fours(FourierStages.Stage stage, int p) {
        int s = stage.stride();
        int far = s * stage.quarter();
        for (int q = s * p; q < s * (p + 1); q++) {
            double evenRe = re[q] + re[q + 2 * far];
            double evenIm = im[q] + im[q + 2 * far];
            double acRe = re[q] - re[q + 2 * far];
            double acIm = im[q] - im[q + 2 * far];
            double oddRe = re[q + far] + re[q + 3 * far];
            double oddIm = im[q + far] + im[q + 3 * far];
            double bdRe = re[q + far] - re[q + 3 * far];
            double bdIm = im[q + far] - im[q + 3 * far];
            int to = q + 3 * s * p;
            nextRe[to] = evenRe + oddRe;
            nextIm[to] = evenIm + oddIm;
            put(to + s, stage.twiddles(), 6 * p, acRe + bdIm, acIm - bdRe);
            put(to + 2 * s, stage.twiddles(), 6 * p + 2, evenRe - oddRe, evenIm - oddIm);
            put(to + 3 * s, stage.twiddles(), 6 * p + 4, acRe - bdIm, acIm + bdRe);
        }
    }

    private void put(int to, double[] twiddles, int w, double x, double y) {
        nextRe[to] = x * twiddles[w] - y * twiddles[w + 1];
        nextIm[to] = x * twiddles[w + 1] + y * twiddles[w];
    }

    private void pairs() {
        int half = re.length / 2;
        for (int q = 0; q < half; q++) {
            nextRe[q] = re[q] + re[q + half];
            nextIm[q] = im[q] + im[q + half];
            nextRe[q + half] = re[q] - re[q + half];
            nextIm[q + half] = im[q] - im[q + half];
        }
    }

    /** Bins k and points − k: E ± w·O, with E and O the transforms of the even and of the odd samples. */
    private void split(int k, Frames frames, int frame) {
        int mirror = (plan.points() - k) % plan.points();
        double evenRe = 0.5 * (re[k] + re[mirror]);
        double evenIm = 0.5 * (im[k] - im[mirror]);
        double oddRe = 0.5 * (im[k] + im[mirror]);
        double oddIm = 0.5 * (re[mirror] - re[k]);
        double wRe = plan.splits()[2 * k];
        double wIm = plan.splits()[2 * k + 1];
        double turnedRe = oddRe * wRe - oddIm * wIm;
        double turnedIm = oddRe * wIm + oddIm * wRe;
        put(frames, k, frame, evenRe + turnedRe, evenIm + turnedIm);
        put(frames, plan.points() - k, frame, evenRe - turnedRe, evenIm - turnedIm);
    }

    private static void put(Frames frames, int bin, int frame, double x, double y) {
        long at = (long) bin * frames.count() + frame;
        frames.powers().setAtIndex(ValueLayout.JAVA_DOUBLE, at, x * x + y * y);
    }
}
