package rxt.kernel.sort;

import java.util.Arrays;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Radix sort of whole numbers that are not negative, from the lowest digit on: in each pass every member counts the
 * digits of its part, and moves its keys to where the counts of all say. Each pass keeps the order of the one before.
 */
final class RadixSort {
    /** Bits of a digit: its counts fit a first-level cache, and its streams of writes the entries of a TLB. */
    private static final int DIGIT = 8;

    private static final int DIGITS = 1 << DIGIT;

    private final Team team;
    private final int bits;
    /** Per member and digit the number of keys, then the next place. */
    private final int[][] places;

    private final Team.Region counting = this::count;
    private final Team.Region moving = this::move;
    private int[] from = {};
    private int[] to = {};
    private int length;
    private int shift;

    /**
     * A sort.
     *
     * @param bits that a key may have
     */
    RadixSort(Team team, int bits) {
        this.team = team;
        this.bits = bits;
        this.places = new int[team.size()][DIGITS];
    }

    static int passes(int bits) {
        return Math.ceilDiv(bits, DIGIT);
    }

    /**
     * Sorts the first {@code count} keys, by way of {@code first} and {@code second} in turns.
     *
     * @param keys may be {@code second}; otherwise they stay as they are
     * @return which of the two holds the sorted keys
     */
    int[] sort(int[] keys, int count, int[] first, int[] second) {
        length = count;
        from = keys;
        to = first;
        int[] spare = second;
        for (shift = 0; shift < bits; shift += DIGIT) {
            team.region(counting);
            sumUp();
            team.region(moving);
            from = to;
            to = spare;
            spare = from;
        }
        return from;
    }

    private void count(Team.Member me) {
        int[] counts = places[me.thread()];
        Arrays.fill(counts, 0);
        Partition parts = new Partition(length, me.size());
        int end = (int) parts.to(me.thread());
        for (int i = (int) parts.from(me.thread()); i < end; i++) {
            counts[from[i] >>> shift & DIGITS - 1]++;
        }
    }

    private void sumUp() {
        int place = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            for (int[] ofMember : places) {
                int count = ofMember[digit];
                ofMember[digit] = place;
                place += count;
            }
        }
    }

    private void move(Team.Member me) {
        int[] next = places[me.thread()];
        Partition parts = new Partition(length, me.size());
        int end = (int) parts.to(me.thread());
        for (int i = (int) parts.from(me.thread()); i < end; i++) {
            int key = from[i];
            to[next[key >>> shift & DIGITS - 1]++] = key;
        }
    }
}
