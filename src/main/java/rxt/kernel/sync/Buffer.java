package rxt.kernel.sync;

/** A buffer of some capacity between producers and consumers, who wait where it is full or empty. */
interface Buffer {
    void put(long item);

    /** Puts it where there is a place, and never waits for one. */
    boolean offer(long item);

    long take();

    /** The fewest items in it that were ever seen. */
    int least();

    /** The most items in it that were ever seen. */
    int most();

    /** How many puts found no free place, and takes no item, and went on all the same. */
    long strays();
}
