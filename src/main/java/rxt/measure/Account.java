package rxt.measure;

import java.util.Arrays;

/** What one thread spent in message passing, by region and call; only that thread adds to it. */
final class Account {
    /** In all calls ever, so that a difference is what lies between. */
    private long total;
    /** Ticks and count of each call of each region; grown when one comes for the first time. */
    private long[][] byRegion = {};

    long total() {
        return total;
    }

    void add(int region, int call, long ticks) {
        total += ticks;
        if (region >= byRegion.length || byRegion[region].length <= 2 * call) {
            grow(region, call);
        }
        long[] calls = byRegion[region];
        calls[2 * call] += ticks;
        calls[2 * call + 1]++;
    }

    private void grow(int region, int call) {
        int before = byRegion.length;
        if (region >= before) {
            byRegion = Arrays.copyOf(byRegion, region + 1);
            Arrays.fill(byRegion, before, region + 1, new long[0]);
        }
        if (byRegion[region].length <= 2 * call) {
            byRegion[region] = Arrays.copyOf(byRegion[region], 2 * call + 2);
        }
    }

    long ticks(int region, int call) {
        return at(region, 2 * call);
    }

    long count(int region, int call) {
        return at(region, 2 * call + 1);
    }

    private long at(int region, int place) {
        return region < byRegion.length && place < byRegion[region].length ? byRegion[region][place] : 0;
    }

    /** Forgets calls; the total goes on, since a member may be between two looks at it. */
    void reset() {
        for (long[] calls : byRegion) {
            Arrays.fill(calls, 0);
        }
    }
}
