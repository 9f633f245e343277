package rxt.transport.openmpi;

import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import rxt.spmd.Arguments;
import rxt.spmd.Communicator;

/** One of the library's communicators: who this rank is in it, and whether it is open. */
abstract class OpenMpiHandle implements Communicator {
    protected final int rank;
    protected final int size;
    protected final Arguments arguments;
    private final Intracomm comm;
    private boolean closed;

    OpenMpiHandle(Intracomm comm) throws MPIException {
        comm.setErrhandler(MPI.ERRORS_RETURN);
        this.comm = comm;
        rank = comm.getRank();
        size = comm.getSize();
        arguments = new Arguments(rank, size);
    }

    /** That of the library; demands that it is open. */
    final Intracomm comm() {
        arguments.open(closed);
        return comm;
    }

    @Override
    public void close() {
        if (comm.equals(MPI.COMM_WORLD)) {
            throw arguments.ofWorld();
        }
        if (!closed) {
            Native.run("close", rank, comm::free);
            closed = true;
        }
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }
}
