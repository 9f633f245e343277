package rxt.kernel.grid;

import java.util.Arrays;
import rxt.spmd.grid.CartesianTopology;

/** Whether a grid has enough for each of its ranks, known before any of them is started. */
final class Parts {
    private Parts() {}

    /**
     * Refuses a cut along one axis that leaves a rank less than its neighbours ask for.
     *
     * @param what points along the axis, in words
     * @param width points that a neighbour reads
     */
    static void require(String what, long length, int ranks, int width) {
        if (length / ranks < width) {
            throw new IllegalArgumentException(length + " " + what + " give one of " + ranks + " ranks "
                    + length / ranks + ", and each needs " + width + "; use fewer ranks or a larger grid");
        }
    }

    /** The same of a square that is cut along both axes. */
    static void requireSquare(long length, int ranks, int width) {
        int longest =
                Arrays.stream(CartesianTopology.dimsCreate(ranks, 0, 0)).max().orElse(1);
        require("points along an axis", length, longest, width);
    }
}
