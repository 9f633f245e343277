package rxt.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rxt.record.RegionRow;
import rxt.record.ThreadRow;

/** What a rank's team did under one name, in ticks. Only the thread that calls the team uses it. */
final class RegionClock {
    private final String name;
    private final int number;
    private final long[] busyOf;
    private long count;
    private long elapsed;
    private long longest;

    /**
     * Nothing so far.
     *
     * @param number of the region within its rank, from 1
     * @param threads of the team
     */
    RegionClock(String name, int number, int threads) {
        this.name = name;
        this.number = number;
        this.busyOf = new long[threads];
    }

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    /** A call has ended. */
    void call(long elapsedTicks) {
        count++;
        elapsed += elapsedTicks;
    }

    /** What a thread, with teams of its own, computed in some calls. */
    void busy(int thread, long ticks) {
        busyOf[thread] += ticks;
    }

    /** What the threads that computed longest in some calls computed. */
    void longest(long ticks) {
        longest += ticks;
    }

    long elapsed() {
        return elapsed;
    }

    long busyOf(int thread) {
        return busyOf[thread];
    }

    long busy() {
        return Arrays.stream(busyOf).sum();
    }

    boolean used() {
        return count > 0;
    }

    void reset() {
        Arrays.fill(busyOf, 0);
        count = 0;
        elapsed = 0;
        longest = 0;
    }

    RegionRow row(int rank, double secondsPerTick) {
        return new RegionRow(
                0, rank, name, count, elapsed * secondsPerTick, longest * secondsPerTick, busy() * secondsPerTick);
    }

    Stream<ThreadRow> threads(int rank, double secondsPerTick) {
        return IntStream.range(0, busyOf.length)
                .mapToObj(thread -> new ThreadRow(0, rank, name, thread, busyOf[thread] * secondsPerTick));
    }
}
