package rxt.kernel.grid;

/** Whether a grid has enough for each of its ranks, known before any of them is started. */
final class Parts {
    private Parts() {}

    /**
     * Refuses a cut along one axis that leaves a rank less than its neighbours ask for.
     *
     * @param what points along the axis, in words
     * @param width points that a neighbour reads
     * @param cure what to use instead
     */
    static void require(String what, long length, int ranks, int width, String cure) {
        if (length / ranks < width) {
            throw new IllegalArgumentException(length + " " + what + " give one of " + ranks + " ranks "
                    + length / ranks + ", and each needs " + width + "; use " + cure);
        }
    }
}
