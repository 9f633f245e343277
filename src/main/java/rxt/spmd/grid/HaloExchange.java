package rxt.spmd.grid;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;

/**
 * Fills the halo of a block of doubles with the neighbours' outermost cells.
 *
 * <p>Dimension after dimension, each over the full extents of the others: so edges and corners arrive too, by way of the
 * neighbours between. Where nobody needs these ({@link #ofFaces}), all dimensions are under way at once. Layers across
 * the first dimension lie together and are sent from the block itself; others are packed. Buffers are allocated once; build
 * one exchange per array. Halos at the border of a grid that is not periodic are left to the caller, and what it keeps there
 * travels along with the layers, so it must be the same everywhere.
 *
 * <p>Messages have the tags {@link #FIRST_TAG} to {@code FIRST_TAG + 5}, and six lower for each further part of an
 * exchange by several threads; two exchanges on one communicator may not be under way at once.
 */
public final class HaloExchange {
    /** The first of six tags; every MPI library takes tags up to 32767. */
    public static final int FIRST_TAG = 32_000;

    /** Threads that may exchange one halo. */
    private static final int MOST_THREADS = 5_000;

    private static final int TAGS = 6;

    private final Communicator comm;
    private final Direction[] directions;
    private final boolean atOnce;
    private boolean underWay;

    /**
     * An exchange of one array with its edges and corners. Collective.
     *
     * @param topology this rank among its neighbours, of as many dimensions as the block
     * @param block shape of the cells
     * @param cells {@code block.cells()} doubles
     * @throws IllegalArgumentException on every rank when a rank's part is shorter than the halo is wide
     */
    public HaloExchange(Communicator comm, CartesianTopology topology, HaloBlock block, MemorySegment cells) {
        this(comm, topology, block, cells, false);
    }

    /**
     * An exchange that fills the faces of the halo and leaves any values in its edges and corners, for a star-shaped
     * stencil; otherwise as {@link #HaloExchange}. Between {@link #start} and {@link #finish} the messages of all
     * dimensions are under way.
     */
    public static HaloExchange ofFaces(
            Communicator comm, CartesianTopology topology, HaloBlock block, MemorySegment cells) {
        return new HaloExchange(comm, topology, block, cells, true);
    }

    /**
     * Exchanges that fill together what one {@link #ofFaces(Communicator, CartesianTopology, HaloBlock, MemorySegment)}
     * does, a thread of the rank each, all at once (MPI's level {@code multiple}): each has a share of the block's
     * layers along the first dimension, and there the faces across the others; those across the first are the first's
     * and the last's that has layers. Messages across the others are smaller and {@link #parts} times as many.
     *
     * @param threads exchanges to make, 1 to 5,000; the same on every rank
     */
    public static List<HaloExchange> ofFaces(
            Communicator comm, CartesianTopology topology, HaloBlock block, MemorySegment cells, int threads) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "a halo is exchanged by 1 to " + MOST_THREADS + " threads, not " + threads);
        }
        requireShapes(comm, topology, block, cells);
        requireLongEnough(comm, block);
        List<HaloExchange> parts = new ArrayList<>();
        for (int part = 0; part < threads; part++) {
            parts.add(new HaloExchange(comm, topology, block, cells, part, threads));
        }
        return List.copyOf(parts);
    }

    /**
     * How many of {@code threads} exchanges have a share of a block: none has fewer layers than the halo is wide, for
     * what one sends in place the others must leave alone.
     *
     * @param length of the block along the first dimension
     * @param width of the halo
     */
    public static int parts(long length, int width, int threads) {
        return (int) Math.min(threads, length / width);
    }

    private HaloExchange(
            Communicator comm,
            CartesianTopology topology,
            HaloBlock block,
            MemorySegment cells,
            int part,
            int threads) {
        this.comm = comm.as("halo exchange");
        this.atOnce = true;
        this.directions = new Direction[2 * block.dimensions()];
        int parts = parts(block.length(0), block.width(), threads);
        Partition layers = new Partition(block.length(0), parts);
        long from = part < parts ? block.width() + layers.from(part) : 0;
        long to = part < parts ? block.width() + layers.to(part) : 0;
        for (int d = 0; d < block.dimensions(); d++) {
            CartesianTopology.Shift up = topology.shift(d, 1);
            boolean first = d == 0 ? part == 0 : part < parts;
            boolean last = d == 0 ? part == parts - 1 : part < parts;
            int below = first ? up.source() : Communicator.PROC_NULL;
            int above = last ? up.dest() : Communicator.PROC_NULL;
            int tag = FIRST_TAG + 2 * d - (d == 0 ? 0 : TAGS * part);
            long[] layer = {0, block.width(), block.length(d), block.width() + block.length(d)};
            Face[] faces = new Face[layer.length];
            for (int f = 0; f < layer.length; f++) {
                faces[f] = d == 0 ? new Face(cells, block, d, layer[f]) : new Face(cells, block, d, layer[f], from, to);
            }
            directions[2 * d] = new Direction(faces[2], above, faces[0], below, tag);
            directions[2 * d + 1] = new Direction(faces[1], below, faces[3], above, tag + 1);
        }
    }

    private HaloExchange(
            Communicator comm, CartesianTopology topology, HaloBlock block, MemorySegment cells, boolean atOnce) {
        requireShapes(comm, topology, block, cells);
        requireLongEnough(comm, block);
        this.comm = comm.as("halo exchange");
        this.atOnce = atOnce;
        this.directions = new Direction[2 * block.dimensions()];
        for (int d = 0; d < block.dimensions(); d++) {
            CartesianTopology.Shift up = topology.shift(d, 1);
            long length = block.length(d);
            int tag = FIRST_TAG + 2 * d;
            Face ownLast = new Face(cells, block, d, length);
            Face haloFirst = new Face(cells, block, d, 0);
            directions[2 * d] = new Direction(ownLast, up.dest(), haloFirst, up.source(), tag);
            Face ownFirst = new Face(cells, block, d, block.width());
            Face haloLast = new Face(cells, block, d, block.width() + length);
            directions[2 * d + 1] = new Direction(ownFirst, up.source(), haloLast, up.dest(), tag + 1);
        }
    }

    /** Fills the halo. */
    public void exchange() {
        start();
        finish();
    }

    /**
     * Begins to fill the halo. Until {@link #finish}, own cells may be read, but no cell of the block written, and the
     * halo not read. Only the first dimension's messages are under way meanwhile, since the others carry what it brings;
     * all are in an exchange {@link #ofFaces}.
     */
    public void start() {
        if (underWay) {
            throw new IllegalStateException("a halo exchange is already under way; call finish() before start()");
        }
        underWay = true;
        // The first dimension last: its halo is received in place, and others' layers, which hold some of it, are
        // packed.
        for (int d = atOnce ? directions.length / 2 - 1 : 0; d >= 0; d--) {
            post(d);
        }
    }

    /** Ends what {@link #start} began: when it returns, the halo is filled and the block may be written. */
    public void finish() {
        if (!underWay) {
            throw new IllegalStateException("no halo exchange is under way; call start() before finish()");
        }
        // The first dimension first: its layers are sent in place, and others' halos, once unpacked, change their ends.
        complete(0);
        for (int d = 1; d < directions.length / 2; d++) {
            if (!atOnce) {
                post(d);
            }
            complete(d);
        }
        underWay = false;
    }

    private void post(int dimension) {
        directions[2 * dimension].receive(comm);
        directions[2 * dimension + 1].receive(comm);
        directions[2 * dimension].send(comm);
        directions[2 * dimension + 1].send(comm);
    }

    private void complete(int dimension) {
        directions[2 * dimension].await();
        directions[2 * dimension + 1].await();
    }

    private static void requireShapes(
            Communicator comm, CartesianTopology topology, HaloBlock block, MemorySegment cells) {
        if (topology.size() != comm.size() || topology.rank() != comm.rank()) {
            throw new IllegalArgumentException("the topology places rank " + topology.rank() + " of " + topology.size()
                    + ", the communicator is rank " + comm.rank() + " of " + comm.size());
        }
        if (topology.dimensions() != block.dimensions()) {
            throw new IllegalArgumentException("the topology has " + topology.dimensions() + " dimensions, the " + block
                    + " has " + block.dimensions() + "; give the topology a 1 where ranks do not cut");
        }
        long bytes = Math.multiplyExact(block.cells(), (long) ElementType.DOUBLE.bytes());
        if (cells.byteSize() != bytes) {
            throw new IllegalArgumentException("the " + block + " takes " + bytes + " bytes with its halo, the segment"
                    + " has " + cells.byteSize());
        }
    }

    /** All ranks learn of the shortest part, since a rank that gave up alone would leave its neighbours waiting. */
    private static void requireLongEnough(Communicator comm, HaloBlock block) {
        long shortest = Long.MAX_VALUE;
        for (int d = 0; d < block.dimensions(); d++) {
            shortest = Math.min(shortest, block.length(d));
        }
        shortest = comm.allreduce(shortest, ReduceOp.MIN);
        if (shortest < block.width()) {
            throw new IllegalArgumentException("a rank has a part of " + shortest + " cells, less than the halo's width"
                    + " of " + block.width() + "; use a larger grid or fewer ranks");
        }
    }

    /** One way across one dimension: a face of own cells out, a face of the halo in. */
    private static final class Direction {
        private final Face own;
        private final int dest;
        private final Face halo;
        private final int source;
        private final int tag;
        private Request incoming;
        private Request outgoing;

        Direction(Face own, int dest, Face halo, int source, int tag) {
            this.own = own;
            this.dest = dest;
            this.halo = halo;
            this.source = source;
            this.tag = tag;
        }

        void receive(Communicator comm) {
            if (source != Communicator.PROC_NULL) {
                incoming = comm.irecv(halo.buffer(), ElementType.DOUBLE, source, tag);
            }
        }

        void send(Communicator comm) {
            if (dest != Communicator.PROC_NULL) {
                own.pack();
                outgoing = comm.isend(own.buffer(), ElementType.DOUBLE, dest, tag);
            }
        }

        void await() {
            if (source != Communicator.PROC_NULL) {
                incoming.await();
                halo.unpack();
            }
            if (dest != Communicator.PROC_NULL) {
                outgoing.await();
            }
        }
    }
}
