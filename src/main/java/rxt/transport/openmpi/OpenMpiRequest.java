package rxt.transport.openmpi;

import mpi.MPI;
import mpi.MPIException;
import rxt.spmd.CommunicationException;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** A request of the library, with the buffer it needs until it is complete. */
final class OpenMpiRequest implements Request {
    private static final Status SENT = new Status(MPI.PROC_NULL, MPI.ANY_TAG, 0);

    private final mpi.Request request;
    private final Direct buffer;
    private final Incoming incoming;
    private final int rank;
    private Status status;
    private CommunicationException failure;

    private OpenMpiRequest(mpi.Request request, Direct buffer, Incoming incoming, int rank) {
        this.request = request;
        this.buffer = buffer;
        this.incoming = incoming;
        this.rank = rank;
    }

    static OpenMpiRequest send(mpi.Request request, Direct buffer, int rank) {
        return new OpenMpiRequest(request, buffer, null, rank);
    }

    static OpenMpiRequest recv(mpi.Request request, Direct buffer, Incoming incoming) {
        return new OpenMpiRequest(request, buffer, incoming, incoming.rank());
    }

    @Override
    public Status await() {
        if (status == null && failure == null) {
            try {
                complete(request.waitStatus());
            } catch (MPIException e) {
                fail(e);
            }
        }
        return result();
    }

    @Override
    public boolean test() {
        if (status == null && failure == null) {
            try {
                mpi.Status found = request.testStatus();
                if (found == null) {
                    return false;
                }
                complete(found);
            } catch (MPIException e) {
                fail(e);
            }
        }
        result();
        return true;
    }

    private Status result() {
        if (failure != null) {
            throw failure;
        }
        return status;
    }

    private void complete(mpi.Status found) throws MPIException {
        try (buffer) {
            Status result = SENT;
            if (incoming != null) {
                result = Native.of(found);
                buffer.writeBack(result.bytes());
            }
            status = result;
        }
    }

    /** The library has dropped the request: asking it again would touch freed memory. */
    private void fail(MPIException cause) {
        buffer.close();
        failure = incoming != null ? incoming.failure(cause) : Native.failure("isend", rank, cause);
    }

    /**
     * A receive, for its error messages.
     *
     * @param rank this rank
     * @param source rank it receives from, or ANY_SOURCE
     * @param room bytes of its buffer
     */
    record Incoming(int rank, int source, int tag, long room) {
        CommunicationException failure(MPIException cause) {
            String from = source == rxt.spmd.Communicator.ANY_SOURCE ? "any rank" : "rank " + source;
            String call =
                    "recv from " + from + ", " + (tag == rxt.spmd.Communicator.ANY_TAG ? "any tag" : "tag " + tag);
            if (cause.getErrorClass() == MPI.ERR_TRUNCATE) {
                // Open MPI's status has the length that fitted, not the message's own.
                call += ": the message is longer than the receive buffer of " + room + " bytes";
            }
            return Native.failure(call, rank, cause);
        }
    }
}
