package rxt.kernel.spectral;

import java.lang.foreign.MemorySegment;
import rxt.kernel.Check;
import rxt.kernel.Philox4x32;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Three known answers of {@link Spectrogram}, on samples that are generated anew.
 *
 * <p>Parseval: Σ x² = Σ |X|² / N for every frame, over the bands of all ranks. The tone's amplitude in its bin is Σ w /
 * 2, in those beside half of it at most, and the noise adds {@link SpectrogramSignal#NOISE}·Σ w at most: ⅜·Σ w divides
 * them. And of every frame one bin is that of the sum that defines it; rank f mod P draws it from its band.
 */
record SpectrogramCheck(
        Communicator world, Team team, FourierStages plan, SpectrogramSignal signal, SpectrogramBand band, int hop) {
    /** Frames whose energies are added up over the ranks at once. */
    private static final int CHUNK = 4096;

    Check check() {
        double worst = 0;
        long frames = band.frames().length();
        for (long from = 0; from < frames; from += CHUNK) {
            worst = Math.max(worst, residual(from, (int) Math.min(CHUNK, frames - from)));
        }
        Range all = Range.of(0, frames).inBlocksOf(16);
        double threshold = 0.375 * plan.windowSum();
        long misplaced = team.sumLong(all, (from, to) -> {
            long sum = 0;
            for (long frame = from; frame < to; frame++) {
                sum += band.misplaced(frame, signal.tone(), threshold * threshold);
            }
            return sum;
        });
        long digest = team.sumLong(all, (from, to) -> {
            long sum = 0;
            for (long frame = from; frame < to; frame++) {
                sum += band.digest(frame, plan.bins());
            }
            return sum;
        });
        return Check.exact("bins on the wrong side of the tone", 0, world.allreduce(misplaced, ReduceOp.SUM))
                .and(Check.residual("energy or bin, relative", world.allreduce(worst, ReduceOp.MAX), bound()))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    /** N roundings of the sums in time and the few of each stage, twice for squares. */
    private double bound() {
        return 2 * (plan.size() + 16 * Integer.numberOfTrailingZeros(plan.size())) * 0x1p-53;
    }

    /** Of the frames that this rank answers for, the worst; infinite for NaN, which not every MPI_MAX would pass on. */
    private double residual(long first, int count) {
        double[] own = new double[count];
        team.forEach(Range.of(0, count), (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                own[i] = band.energy(first + i, plan.bins());
            }
        });
        double[] energies = world.allreduce(own, ReduceOp.SUM);
        Range all = Range.of(0, count).inBlocksOf(16);
        double worst = team.reduce(all, 0.0, (from, to) -> worst(first, energies, (int) from, (int) to), Math::max);
        return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
    }

    private double worst(long first, double[] energies, int from, int to) {
        double worst = 0;
        double[] samples = new double[plan.size()];
        int[] words = new int[4];
        for (int i = from; i < to; i++) {
            long frame = first + i;
            if (frame % world.size() == world.rank()) {
                double energy = load(frame, samples);
                worst = Math.max(worst, Math.abs(energies[i] / plan.size() / energy - 1));
                if (band.bins().length() > 0) {
                    new Philox4x32(0, 1).words(frame, 0, words);
                    long bin = band.bins().from()
                            + Integer.toUnsignedLong(words[0]) % band.bins().length();
                    double difference = Math.sqrt(band.power(bin, frame)) - amplitude(samples, bin);
                    worst = Math.max(worst, Math.abs(difference) / Math.sqrt(plan.size() * energy));
                }
            }
        }
        return worst;
    }

    /** A frame's windowed samples, and the sum of their squares. */
    private double load(long frame, double[] samples) {
        signal.write(frame * hop, frame * hop + plan.size(), MemorySegment.ofArray(samples), 0);
        double energy = 0;
        for (int t = 0; t < samples.length; t++) {
            samples[t] *= plan.window()[t];
            energy += samples[t] * samples[t];
        }
        return energy;
    }

    private static double amplitude(double[] samples, long bin) {
        double re = 0;
        double im = 0;
        for (int t = 0; t < samples.length; t++) {
            double angle = 2 * Math.PI * (bin * t % samples.length) / samples.length;
            re += samples[t] * Math.cos(angle);
            im -= samples[t] * Math.sin(angle);
        }
        return Math.hypot(re, im);
    }
}
