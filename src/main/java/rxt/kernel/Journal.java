package rxt.kernel;

/**
 * What a kernel says of its own course, and the only clock it has: that of whoever measures. For kernels whose subject is
 * time (waiting, deadlines, latencies); the time of a step is taken from outside.
 */
public interface Journal {
    /** Nobody reads it: real clocks, and what happened is forgotten. */
    Journal UNREAD = new Journal() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void span(int worker, String what, long begin, long end) {}
    };

    /** A clock of this rank, in nanoseconds, that never goes back; only differences mean something. */
    long nanos();

    /**
     * Notes what a worker of this rank did, for its bar in a Gantt chart; from any thread. Those of the last step stay.
     *
     * @param worker thread, cook or stage, from 0
     * @param what one or two words, such as {@code chop}
     * @param begin as {@link #nanos} told
     * @param end not before {@code begin}
     */
    void span(int worker, String what, long begin, long end);
}
