package rxt.transport.openmpi;

import mpi.MPI;
import mpi.MPIException;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** A request of the library; subclasses hold the buffers it needs until it is complete. */
abstract class OpenMpiRequest implements Request {
    /** Of what receives nothing. */
    static final Status SENT = new Status(Communicator.PROC_NULL, Communicator.ANY_TAG, 0);

    protected final mpi.Request request;
    private Status status;
    private CommunicationException failure;

    OpenMpiRequest(mpi.Request request) {
        this.request = request;
    }

    /** Brings what arrived where it belongs and gives the buffers back. */
    protected abstract Status complete(mpi.Status found) throws MPIException;

    /** Gives the buffers back; the error in RxT's terms. */
    protected abstract CommunicationException failed(MPIException cause);

    @Override
    public Status await() {
        if (!isOver()) {
            try {
                status = complete(request.waitStatus());
            } catch (MPIException e) {
                // The library has dropped the request: asking it again would touch freed memory.
                failure = failed(e);
            }
        }
        return result();
    }

    @Override
    public boolean test() {
        if (!isOver()) {
            try {
                mpi.Status found = request.testStatus();
                if (found == null) {
                    return false;
                }
                status = complete(found);
            } catch (MPIException e) {
                failure = failed(e);
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

    /** Whether its answer is there. */
    protected final boolean isOver() {
        return status != null || failure != null;
    }

    /** As if it had not been started yet. */
    protected void renew() {
        status = null;
        failure = null;
    }

    /** A message to another rank. */
    static final class Send extends OpenMpiRequest {
        private final Direct buffer;
        private final int rank;

        Send(mpi.Request request, Direct buffer, int rank) {
            super(request);
            this.buffer = buffer;
            this.rank = rank;
        }

        @Override
        protected Status complete(mpi.Status found) {
            buffer.close();
            return SENT;
        }

        @Override
        protected CommunicationException failed(MPIException cause) {
            buffer.close();
            return Native.failure("isend", rank, cause);
        }
    }

    /** A message from another rank. */
    static final class Receive extends OpenMpiRequest {
        private final Direct buffer;
        private final Incoming incoming;

        Receive(mpi.Request request, Direct buffer, Incoming incoming) {
            super(request);
            this.buffer = buffer;
            this.incoming = incoming;
        }

        @Override
        protected Status complete(mpi.Status found) throws MPIException {
            try (buffer) {
                Status result = Native.of(found);
                buffer.writeBack(result.bytes());
                return result;
            }
        }

        @Override
        protected CommunicationException failed(MPIException cause) {
            buffer.close();
            return incoming.failure(cause);
        }
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
            String from = source == Communicator.ANY_SOURCE ? "any rank" : "rank " + source;
            String call = "recv from " + from + ", " + (tag == Communicator.ANY_TAG ? "any tag" : "tag " + tag);
            if (cause.getErrorClass() == MPI.ERR_TRUNCATE) {
                // Open MPI's status has the length that fitted, not the message's own.
                call += ": the message is longer than the receive buffer of " + room + " bytes";
            }
            return Native.failure(call, rank, cause);
        }
    }
}
