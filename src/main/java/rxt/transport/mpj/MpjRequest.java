package rxt.transport.mpj;

import java.util.function.Function;
import rxt.spmd.CommunicationException;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** A request of the library, with the elements that a receive has still to bring into its segment. */
final class MpjRequest implements Request {
    private final mpi.Request request;
    private final Elements received;
    private final Function<RuntimeException, CommunicationException> explain;
    private Status status;
    private CommunicationException failure;

    private MpjRequest(
            mpi.Request request, Elements received, Function<RuntimeException, CommunicationException> explain) {
        this.request = request;
        this.received = received;
        this.explain = explain;
    }

    static MpjRequest send(mpi.Request request) {
        return new MpjRequest(request, null, cause -> new CommunicationException("isend: " + cause, cause));
    }

    static MpjRequest recv(
            mpi.Request request, Elements received, Function<RuntimeException, CommunicationException> explain) {
        return new MpjRequest(request, received, explain);
    }

    static MpjRequest done(Status status) {
        MpjRequest done = new MpjRequest(null, null, null);
        done.status = status;
        return done;
    }

    static MpjRequest failed(CommunicationException failure) {
        MpjRequest failed = new MpjRequest(null, null, null);
        failed.failure = failure;
        return failed;
    }

    /** Whether its answer is there. */
    boolean isOver() {
        return status != null || failure != null;
    }

    /** A request of the library that is about to be started once more. */
    void renew() {
        status = null;
        failure = null;
    }

    /** A receive that the library was not asked to begin. */
    void fail(CommunicationException cause) {
        failure = cause;
    }

    @Override
    public Status await() {
        if (!isOver()) {
            try {
                complete(request.Wait());
            } catch (RuntimeException e) {
                failure = explain.apply(e);
            }
        }
        return result();
    }

    @Override
    public boolean test() {
        if (!isOver()) {
            try {
                mpi.Status found = request.Test();
                if (found == null) {
                    return false;
                }
                complete(found);
            } catch (RuntimeException e) {
                failure = explain.apply(e);
            }
        }
        result();
        return true;
    }

    private void complete(mpi.Status found) {
        long bytes = 0;
        if (received != null) {
            bytes = (long) found.numEls * received.type().bytes();
            received.writeBack(bytes);
        }
        status = new Status(found.source, found.tag, bytes);
    }

    private Status result() {
        if (failure != null) {
            throw failure;
        }
        return status;
    }
}
