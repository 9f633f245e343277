package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.util.Set;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.Neighborhood;
import rxt.spmd.ReduceOp;
import rxt.spmd.SharedWindow;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Window;

/** A communicator of the library. */
final class FfmCommunicator extends FfmNonBlocking {
    private static final Set<Capability> CAPABILITIES = Features.of(Mpi::has);

    private FfmCommunicator(long comm, int rank, int size) {
        super(comm, rank, size);
    }

    /** The communicator of a handle; errors on it are returned from now on. */
    static FfmCommunicator of(long comm) {
        Scratch scratch = Scratch.mine();
        requireDone(SetupCalls.errhandler(comm, Mpi.handle(Handle.ERRORS_RETURN)), "MPI_Comm_set_errhandler");
        requireDone(SetupCalls.rank(comm, scratch.out), "MPI_Comm_rank");
        int rank = scratch.outInt();
        requireDone(SetupCalls.size(comm, scratch.out), "MPI_Comm_size");
        return new FfmCommunicator(comm, rank, scratch.outInt());
    }

    private static void requireDone(int code, String call) {
        if (code != 0) {
            throw Mpi.failure(code, 0, call);
        }
    }

    @Override
    public ThreadLevel threadLevel() {
        return Session.level();
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Communicator split(int color, int key) {
        Scratch scratch = scratch();
        arguments.color(color);
        check(SetupCalls.split(comm, color, key, scratch.out), "split");
        return of(scratch.outHandle());
    }

    @Override
    public Neighborhood neighborhood(int[] sources, int[] destinations) {
        int[] in = RepeatedNeighbors.distinct(sources);
        int[] out = RepeatedNeighbors.distinct(destinations);
        boolean repeated = in.length < sources.length || out.length < destinations.length;
        Neighborhood once = FfmNeighborhood.of(open(), arguments, in, out);
        // All or none: ranks of one graph make the same calls.
        return allreduce(repeated ? 1L : 0L, ReduceOp.MAX) == 0
                ? once
                : new RepeatedNeighbors(once, arguments, sources, destinations);
    }

    @Override
    public Communicator splitShared() {
        return of(node());
    }

    /** The library's communicator of the ranks on this node. */
    private long node() {
        Scratch scratch = scratch();
        int type = Mpi.constant(Constant.COMM_TYPE_SHARED);
        check(GraphCalls.splitType(comm, type, rank, Mpi.handle(Handle.INFO_NULL), scratch.out), "splitShared");
        return scratch.outHandle();
    }

    @Override
    public SharedWindow shared(long bytes) {
        return new FfmSharedWindow(Allocation.of(this, open(), bytes, true), this);
    }

    @Override
    public Window window(long bytes) {
        // Within a node a compareAndSwap in other windows crashes Open MPI 4.1.4; the package tells more.
        return new FfmWindow(Allocation.of(this, open(), bytes, isOfOneNode()), arguments);
    }

    /** Collective. */
    private boolean isOfOneNode() {
        Scratch scratch = scratch();
        long node = node();
        check(SetupCalls.size(node, scratch.out), "window");
        boolean all = scratch.outInt() == size;
        free(node, "window");
        return allreduce(all ? 1L : 0L, ReduceOp.MIN) == 1;
    }

    /** The library's handle; demands that it may be used. */
    private long open() {
        Scratch _ = scratch();
        return comm;
    }

    private void free(long handle, String call) {
        try (Arena arena = Arena.ofConfined()) {
            check(GraphCalls.free(Mpi.handleIn(arena, handle).address()), call);
        }
    }

    @Override
    public void close() {
        if (comm == Mpi.COMM_WORLD) {
            throw arguments.ofWorld();
        }
        if (!closed) {
            Scratch _ = scratch();
            free(comm, "close");
            closed = true;
        }
    }

    @Override
    public void abort(int exitCode) {
        int _ = SetupCalls.abort(comm, exitCode);
        Runtime.getRuntime().halt(exitCode);
    }
}
