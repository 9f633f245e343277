package rxt.measure;

import java.util.Arrays;
import rxt.record.RankRow;

/** What the clock of the steps, {@link System#nanoTime}, costs and resolves on this machine, by reading it many times. */
final class TimerProbe {
    private static final int ROUNDS = 20;
    private static final int READINGS = 10_000;

    private TimerProbe() {}

    /** Overhead: that of a pair of readings, the median of some rounds. Takes some 10 ms. */
    static RankRow.Timer timer() {
        double[] perReading = new double[ROUNDS];
        long resolution = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long first = System.nanoTime();
            long last = first;
            for (int i = 0; i < READINGS; i++) {
                long now = System.nanoTime();
                if (now > last) {
                    resolution = Math.min(resolution, now - last);
                }
                last = now;
            }
            perReading[round] = (last - first) * 1e-9 / READINGS;
        }
        Arrays.sort(perReading);
        return new RankRow.Timer(2 * perReading[ROUNDS / 2], resolution * 1e-9, Ticks.NAME);
    }
}
