package rxt.transport.mpj;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Prequest;
import rxt.spmd.Arguments;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** Messages of one communicator of the library, with what is wrong with them mended. */
final class Messages {
    private static final Status NOBODY = new Status(Communicator.PROC_NULL, Communicator.ANY_TAG, 0);
    private static final long PROBE_PAUSE_NANOS = 20_000;

    /** What the device of multicore mode locks when it changes its queues; it reads them unlocked when it probes. */
    private static final Object DEVICE_LOCK = deviceLock();

    private final Intracomm comm;
    private final Arguments arguments;

    Messages(Intracomm comm, Arguments arguments) {
        this.comm = comm;
        this.arguments = arguments;
    }

    private static Object deviceLock() {
        try {
            return Class.forName("xdev.smpdev.SMPDeviceImpl");
        } catch (ClassNotFoundException e) {
            throw new CommunicationException(
                    "MPJ Express' multicore device is not there; launch with mpjrun and without -dev", e);
        }
    }

    Request isend(Elements elements, int dest, int tag) {
        if (dest == Communicator.PROC_NULL) {
            return MpjRequest.done(NOBODY);
        }
        try {
            return MpjRequest.send(
                    comm.Isend(elements.array(), elements.offset(), elements.count(), elements.datatype(), dest, tag));
        } catch (RuntimeException e) {
            // The device copies into a posted receive in the sender's thread, and finds there that it does not fit.
            throw failure(
                    "send of " + elements.bytes() + " bytes to rank " + dest + ", tag " + tag
                            + " (does it fit the receive that is posted there?)",
                    e);
        }
    }

    Request irecv(Elements elements, int source, int tag) {
        if (source == Communicator.PROC_NULL) {
            return MpjRequest.done(NOBODY);
        }
        String call = incoming(source, tag);
        synchronized (DEVICE_LOCK) {
            Optional<CommunicationException> tooLong = tooLong(elements, source, tag);
            if (tooLong.isPresent()) {
                return MpjRequest.failed(tooLong.get());
            }
            try {
                mpi.Request request = comm.Irecv(
                        elements.array(),
                        elements.offset(),
                        elements.count(),
                        elements.datatype(),
                        source(source),
                        tag(tag));
                return MpjRequest.recv(
                        request,
                        elements,
                        cause ->
                                failure(call + " into " + elements.bytes() + " bytes (is the message longer?)", cause));
            } catch (RuntimeException e) {
                throw failure(call, e);
            }
        }
    }

    private static String incoming(int source, int tag) {
        return "recv from " + (source == Communicator.ANY_SOURCE ? "any rank" : "rank " + source) + ", "
                + (tag == Communicator.ANY_TAG ? "any tag" : "tag " + tag);
    }

    /** A message that waits is looked at first: one that does not fit would leave its sender waiting for ever. */
    private Optional<CommunicationException> tooLong(Elements elements, int source, int tag) {
        return look(source, tag)
                .filter(waiting -> waiting.bytes() > elements.bytes())
                .map(waiting -> arguments.tooLong(waiting, elements.bytes()));
    }

    PersistentRequest sendInit(Elements elements, int dest, int tag) {
        if (dest == Communicator.PROC_NULL) {
            return new MpjPersistent(MpjRequest.done(NOBODY), () -> {});
        }
        Prequest prequest =
                comm.Send_init(elements.array(), elements.offset(), elements.count(), elements.datatype(), dest, tag);
        MpjRequest request = MpjRequest.send(prequest);
        return new MpjPersistent(request, () -> {
            elements.load();
            request.renew();
            start(prequest, "send to rank " + dest + ", tag " + tag);
        });
    }

    PersistentRequest recvInit(Elements elements, int source, int tag) {
        if (source == Communicator.PROC_NULL) {
            return new MpjPersistent(MpjRequest.done(NOBODY), () -> {});
        }
        String call = incoming(source, tag);
        Prequest prequest = comm.Recv_init(
                elements.array(), elements.offset(), elements.count(), elements.datatype(), source(source), tag(tag));
        MpjRequest request = MpjRequest.recv(prequest, elements, cause -> failure(call, cause));
        return new MpjPersistent(request, () -> {
            synchronized (DEVICE_LOCK) {
                request.renew();
                Optional<CommunicationException> tooLong = tooLong(elements, source, tag);
                tooLong.ifPresentOrElse(request::fail, () -> start(prequest, call));
            }
        });
    }

    private void start(Prequest prequest, String call) {
        try {
            prequest.Start();
        } catch (RuntimeException e) {
            throw failure("start of a persistent " + call, e);
        }
    }

    Status probe(int source, int tag) {
        Optional<Status> found = iprobe(source, tag);
        while (found.isEmpty()) {
            LockSupport.parkNanos(PROBE_PAUSE_NANOS);
            found = iprobe(source, tag);
        }
        return found.get();
    }

    Optional<Status> iprobe(int source, int tag) {
        if (source == Communicator.PROC_NULL) {
            return Optional.of(NOBODY);
        }
        synchronized (DEVICE_LOCK) {
            return look(source, tag);
        }
    }

    private Optional<Status> look(int source, int tag) {
        try {
            mpi.Status status = comm.Iprobe(source(source), tag(tag));
            return status == null
                    ? Optional.empty()
                    : Optional.of(new Status(status.source, status.tag, (long) status.numEls * bytes(status.type)));
        } catch (RuntimeException e) {
            throw failure("iprobe", e);
        }
    }

    private static int bytes(mpjbuf.Type type) {
        int code = type.getCode();
        if (code == mpjbuf.Type.BYTE.getCode()) {
            return Byte.BYTES;
        }
        if (code == mpjbuf.Type.INT.getCode() || code == mpjbuf.Type.FLOAT.getCode()) {
            return Integer.BYTES;
        }
        return Long.BYTES;
    }

    private static int source(int source) {
        return source == Communicator.ANY_SOURCE ? MPI.ANY_SOURCE : source;
    }

    private static int tag(int tag) {
        return tag == Communicator.ANY_TAG ? MPI.ANY_TAG : tag;
    }

    private CommunicationException failure(String call, RuntimeException cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new CommunicationException("rank " + arguments.rank() + ": " + call + ": " + root, cause);
    }
}
