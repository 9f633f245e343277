package rxt.spmd.grid;

import java.util.Arrays;
import rxt.spmd.Communicator;

/**
 * Ranks as the points of a Cartesian grid, as MPI_Cart_create without reordering sees them: rank order is row-major, the
 * last dimension runs fastest (MPI 4.1, section 8.5).
 */
public final class CartesianTopology {
    /**
     * The two neighbours of a shift; {@link Communicator#PROC_NULL} where there is none.
     *
     * @param source whose data arrive here
     * @param dest where this rank's data go
     */
    public record Shift(int source, int dest) {}

    private final int rank;
    private final int[] dims;
    private final boolean[] periodic;
    private final int[] coordinates;

    /**
     * Places {@code rank} in a grid.
     *
     * @param rank this rank, less than the product of {@code dims}
     * @param dims ranks per dimension, each 1 or more
     * @param periodic per dimension, whether the last neighbours the first
     */
    public CartesianTopology(int rank, int[] dims, boolean[] periodic) {
        if (dims.length == 0 || dims.length != periodic.length) {
            throw new IllegalArgumentException("a topology needs one flag 'periodic' per dimension and one dimension"
                    + " or more, not dims " + Arrays.toString(dims) + " with " + Arrays.toString(periodic));
        }
        this.rank = rank;
        this.dims = dims.clone();
        this.periodic = periodic.clone();
        requireRank(rank);
        this.coordinates = coordinatesOf(rank);
    }

    /**
     * Places this rank of {@code comm}.
     *
     * @throws IllegalArgumentException when the product of {@code dims} is not the number of ranks
     */
    public static CartesianTopology of(Communicator comm, int[] dims, boolean[] periodic) {
        if (volume(dims) != comm.size()) {
            throw new IllegalArgumentException("a grid of " + Arrays.toString(dims) + " has " + volume(dims)
                    + " points for " + comm.size() + " ranks; both must be equal, see dimsCreate");
        }
        return new CartesianTopology(comm.rank(), dims, periodic);
    }

    /**
     * Completes {@code dims} as MPI_Dims_create does: every 0 becomes a factor so that the product is {@code ranks}. The
     * factors do not increase, and the largest is as small as possible, then the second largest, and so on.
     *
     * @throws IllegalArgumentException when {@code ranks} is no multiple of the given dimensions
     */
    public static int[] dimsCreate(int ranks, int... dims) {
        long given = volume(Arrays.stream(dims).filter(d -> d != 0).toArray());
        int free = (int) Arrays.stream(dims).filter(d -> d == 0).count();
        if (ranks < 1 || ranks % given != 0 || (free == 0 && given != ranks)) {
            throw new IllegalArgumentException(
                    ranks + " ranks cannot fill a grid of " + Arrays.toString(dims) + " (0: to be chosen)");
        }
        int[] factors = balanced((int) (ranks / given), free);
        int[] complete = dims.clone();
        int next = 0;
        for (int d = 0; d < complete.length; d++) {
            complete[d] = complete[d] == 0 ? factors[next++] : complete[d];
        }
        return complete;
    }

    private static int[] balanced(int product, int count) {
        if (count == 0) {
            return new int[0];
        }
        for (int largest = 1; largest < product && count > 1; largest++) {
            if (product % largest == 0) {
                int[] rest = balanced(product / largest, count - 1);
                if (rest[0] <= largest) {
                    int[] factors = new int[count];
                    factors[0] = largest;
                    System.arraycopy(rest, 0, factors, 1, rest.length);
                    return factors;
                }
            }
        }
        int[] factors = new int[count];
        Arrays.fill(factors, 1);
        factors[0] = product;
        return factors;
    }

    public int rank() {
        return rank;
    }

    /** Number of ranks. */
    public int size() {
        return (int) volume(dims);
    }

    /** Number of dimensions. */
    public int dimensions() {
        return dims.length;
    }

    /** Ranks along a dimension. */
    public int dim(int dimension) {
        return dims[dimension];
    }

    public boolean periodic(int dimension) {
        return periodic[dimension];
    }

    /** This rank's coordinate along a dimension. */
    public int coordinate(int dimension) {
        return coordinates[dimension];
    }

    public int[] coordinatesOf(int ofRank) {
        requireRank(ofRank);
        int[] result = new int[dims.length];
        int rest = ofRank;
        for (int d = dims.length - 1; d >= 0; d--) {
            result[d] = rest % dims[d];
            rest /= dims[d];
        }
        return result;
    }

    /** The rank at these coordinates, periodic ones wrapped; {@link Communicator#PROC_NULL} outside the grid. */
    public int rankAt(int... at) {
        if (at.length != dims.length) {
            throw new IllegalArgumentException(
                    "a grid of " + Arrays.toString(dims) + " has no point " + Arrays.toString(at));
        }
        int result = 0;
        for (int d = 0; d < dims.length; d++) {
            int c = periodic[d] ? Math.floorMod(at[d], dims[d]) : at[d];
            if (c < 0 || c >= dims[d]) {
                return Communicator.PROC_NULL;
            }
            result = result * dims[d] + c;
        }
        return result;
    }

    /** The neighbours {@code displacement} steps down (source) and up (dest) a dimension, as MPI_Cart_shift. */
    public Shift shift(int dimension, int displacement) {
        return new Shift(neighbour(dimension, -(long) displacement), neighbour(dimension, displacement));
    }

    private int neighbour(int dimension, long displacement) {
        long c = coordinates[dimension] + displacement;
        if (!periodic[dimension] && (c < 0 || c >= dims[dimension])) {
            return Communicator.PROC_NULL;
        }
        int[] at = coordinates.clone();
        at[dimension] = Math.floorMod(c, dims[dimension]);
        return rankAt(at);
    }

    private void requireRank(int ofRank) {
        if (ofRank < 0 || ofRank >= volume(dims)) {
            throw new IllegalArgumentException("rank " + ofRank + " is not in a grid of " + Arrays.toString(dims)
                    + " with " + volume(dims) + " ranks");
        }
    }

    private static long volume(int[] dims) {
        long volume = 1;
        for (int dim : dims) {
            if (dim < 1 || volume * dim > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a grid has 1 rank or more along each dimension and 2³¹−1 in all,"
                        + " not " + Arrays.toString(dims));
            }
            volume *= dim;
        }
        return volume;
    }
}
