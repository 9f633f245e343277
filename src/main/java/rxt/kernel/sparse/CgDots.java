package rxt.kernel.sparse;

import rxt.spmd.Communicator;
import rxt.spmd.exact.ExactReduction;
import rxt.spmd.exact.ExactSum;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/** Dot products over all ranks, exact and therefore the same by vectors and product by product. */
final class CgDots {
    private final Team team;
    private final ExactReduction reduction;
    private final boolean vector;
    private final Team.Region addingOneByOne = this::addOneByOne;
    private double[] x = {};
    private double[] y = {};
    private Range own = Range.of(0, 0);

    CgDots(Communicator world, Team team, boolean vector) {
        this.team = team;
        this.vector = vector;
        reduction = new ExactReduction(world, team);
    }

    /** Σ x[i]·y[i] over the indices that are this rank's, and those of all others. Collective. */
    double dot(double[] left, double[] right, Range range) {
        if (vector) {
            return reduction.dot(left, right, range);
        }
        x = left;
        y = right;
        own = range;
        team.region(addingOneByOne);
        return reduction.result();
    }

    private void addOneByOne(Team.Member me) {
        Partition parts = new Partition(own.length(), team.size());
        ExactSum sum = reduction.part(me.thread());
        int end = (int) (own.from() + parts.to(me.thread()));
        for (int i = (int) (own.from() + parts.from(me.thread())); i < end; i++) {
            sum.addProduct(x[i], y[i]);
        }
    }
}
