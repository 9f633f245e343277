package rxt.transport.openmpi;

import mpi.MPIException;
import mpi.Prequest;
import rxt.spmd.Arguments;
import rxt.spmd.CommunicationException;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Status;

/** A persistent request of the library; a buffer on the heap keeps its staged copy until the request is closed. */
final class OpenMpiPersistent extends OpenMpiRequest implements PersistentRequest {
    private final Prequest persistent;
    private final Direct buffer;
    private final OpenMpiRequest.Incoming incoming;
    private final int rank;
    private boolean started;
    private boolean closed;

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
        Arguments.idle(closed, underWay(), "start()");
        if (incoming == null) {
            buffer.load();
        }
        renew();
        started = false;
        Native.run("start", rank, persistent::start);
        started = true;
    }

    private boolean underWay() {
        return started && !isOver();
    }

    private void requireStarted() {
        if (!started) {
            throw Arguments.notStarted();
        }
    }

    @Override
    public Status await() {
        requireStarted();
        Status result = super.await();
        started = false;
        return result;
    }

    @Override
    public boolean test() {
        requireStarted();
        return super.test();
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
        if (closed) {
            return;
        }
        Arguments.idle(false, underWay(), "close()");
        closed = true;
        Native.run("free of a persistent request", rank, persistent::free);
        buffer.close();
    }
}
