package rxt.transport.openmpi;

import mpi.MPIException;
import mpi.Prequest;
import rxt.spmd.CommunicationException;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Status;

/** A persistent request of the library; a buffer on the heap keeps its staged copy until the request is closed. */
final class OpenMpiPersistent extends OpenMpiRequest implements PersistentRequest {
    private final Prequest persistent;
    private final Direct buffer;
    private final OpenMpiRequest.Incoming incoming;
    private final int rank;

    /**
     * @param incoming null for a send
     */
    OpenMpiPersistent(Prequest persistent, Direct buffer, OpenMpiRequest.Incoming incoming, int rank) {
        super(persistent);
        this.persistent = persistent;
        this.buffer = buffer;
        this.incoming = incoming;
        this.rank = rank;
    }

    @Override
    public void start() {
        if (incoming == null) {
            buffer.load();
        }
        renew();
        Native.run("start", rank, persistent::start);
    }

    @Override
    protected Status complete(mpi.Status found) throws MPIException {
        if (incoming == null) {
            return SENT;
        }
        Status result = Native.of(found);
        buffer.writeBack(result.bytes());
        return result;
    }

    @Override
    protected CommunicationException failed(MPIException cause) {
        return incoming != null ? incoming.failure(cause) : Native.failure("persistent send", rank, cause);
    }

    @Override
    public void close() {
        Native.run("free of a persistent request", rank, persistent::free);
        buffer.close();
    }
}
