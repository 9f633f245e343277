package rxt.kernel.grid;

import java.util.List;
import rxt.kernel.Context;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.spmd.Communicator;
import rxt.spmd.grid.CartesianTopology;
import rxt.spmd.grid.HaloExchange;
import rxt.spmd.grid.Partition;

/**
 * How ranks share a square of points: blocks, as near to squares as their number allows, have the shortest halos; rows or
 * columns have fewer neighbours.
 */
final class Decomposition {
    private final int side;
    private final CartesianTopology topology;

    /** @param side points of the square along an axis */
    Decomposition(Context context, int side) {
        Communicator world = context.world();
        this.side = side;
        this.topology = CartesianTopology.of(world, dims(context.params(), world.size()), new boolean[2]);
    }

    private static int[] dims(Params params, int ranks) {
        return switch (params.text("decomposition")) {
            case "rows" -> new int[] {ranks, 1};
            case "columns" -> new int[] {1, ranks};
            default -> CartesianTopology.dimsCreate(ranks, 0, 0);
        };
    }

    /** Refuses, as {@link Parts#require}, a square that leaves a rank less than its neighbours ask for. */
    static void require(Params params, long side, int ranks, int width) {
        for (int along : dims(params, ranks)) {
            Parts.require("points along an axis", side, along, width, "fewer ranks or a larger grid");
        }
    }

    static Parameter parameter() {
        return Parameter.choice(
                "decomposition",
                "blocks",
                List.of("blocks", "rows", "columns"),
                "what of the points a rank has: a block (2-D), or whole rows or columns (1-D)");
    }

    /** The ranks as points of a grid. */
    CartesianTopology topology() {
        return topology;
    }

    /** The square's rows (0) or columns (1) over the ranks. */
    Partition along(int dimension) {
        return new Partition(side, topology.dim(dimension));
    }

    /**
     * Messages of one exchange of faces: two across each border between two ranks, and across one of columns two for each
     * thread that exchanges.
     *
     * @param width of the halo
     * @param threads of a rank that exchange messages
     */
    double messages(int width, int threads) {
        int p = topology.dim(0);
        int q = topology.dim(1);
        long borders = (long) (p - 1) * q;
        for (int i = 0; i < p; i++) {
            borders += (long) (q - 1) * HaloExchange.parts(along(0).lengthOf(i), width, threads);
        }
        return 2.0 * borders;
    }
}
