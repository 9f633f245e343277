package rxt.kernel.messages;

import rxt.kernel.Digest;

/** What one client of a list found. */
final class ListTally {
    private long sum;
    private long mixed;
    private long refused;
    private long hash;

    /** A step begins. */
    ListTally begin() {
        hash = 0;
        return this;
    }

    void add(long i, Object value) {
        long number = value instanceof Long whole ? whole : -1;
        sum += number;
        hash += Digest.term(i, number);
    }

    /** Whether a value of any type came as it had been put there. */
    void mixed(boolean same) {
        mixed += same ? 1 : 0;
    }

    void refused(IllegalArgumentException why) {
        refused += why.getMessage().startsWith("exceeds available storage") ? 1 : 0;
    }

    /** Sum, values of all types, refusals, and the hash of the last step's values. */
    void addTo(long[] found) {
        found[0] += sum;
        found[1] += mixed;
        found[2] += refused;
        found[3] += hash;
    }
}
