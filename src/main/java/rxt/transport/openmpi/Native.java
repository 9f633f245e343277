package rxt.transport.openmpi;

import java.nio.ByteBuffer;
import mpi.Datatype;
import mpi.MPI;
import mpi.MPIException;
import mpi.Op;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;

/** RxT's constants, statuses and errors in the library's terms and back. */
final class Native {
    private Native() {}

    /** A call of the library. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws MPIException;
    }

    /** A call of the library without a result. */
    @FunctionalInterface
    interface Action {
        void run() throws MPIException;
    }

    /** A call of the library on two buffers. */
    @FunctionalInterface
    interface Exchange {
        void run(ByteBuffer send, ByteBuffer recv) throws MPIException;
    }

    static <T> T call(String name, int rank, Call<T> call) {
        try {
            return call.run();
        } catch (MPIException e) {
            throw failure(name, rank, e);
        }
    }

    static void run(String name, int rank, Action action) {
        try {
            action.run();
        } catch (MPIException e) {
            throw failure(name, rank, e);
        }
    }

    static CommunicationException failure(String name, int rank, MPIException cause) {
        return new CommunicationException("rank " + rank + ": " + name + ": " + cause.getMessage(), cause);
    }

    static Datatype of(ElementType type) {
        return switch (type) {
            case BYTE -> MPI.BYTE;
            case INT -> MPI.INT;
            case LONG -> MPI.LONG;
            case FLOAT -> MPI.FLOAT;
            case DOUBLE -> MPI.DOUBLE;
        };
    }

    static Op of(ReduceOp op) {
        return switch (op) {
            case SUM -> MPI.SUM;
            case PROD -> MPI.PROD;
            case MIN -> MPI.MIN;
            case MAX -> MPI.MAX;
            case BAND -> MPI.BAND;
            case BOR -> MPI.BOR;
            case BXOR -> MPI.BXOR;
        };
    }

    static int of(ThreadLevel level) {
        return switch (level) {
            case SINGLE -> MPI.THREAD_SINGLE;
            case FUNNELED -> MPI.THREAD_FUNNELED;
            case SERIALIZED -> MPI.THREAD_SERIALIZED;
            case MULTIPLE -> MPI.THREAD_MULTIPLE;
        };
    }

    /** The highest level that what the library granted includes. */
    static ThreadLevel threadLevel(int granted) {
        ThreadLevel found = ThreadLevel.SINGLE;
        for (ThreadLevel level : ThreadLevel.values()) {
            found = of(level) <= granted ? level : found;
        }
        return found;
    }

    static int rank(int rank) {
        return switch (rank) {
            case Communicator.ANY_SOURCE -> MPI.ANY_SOURCE;
            case Communicator.PROC_NULL -> MPI.PROC_NULL;
            default -> rank;
        };
    }

    static int tag(int tag) {
        return tag == Communicator.ANY_TAG ? MPI.ANY_TAG : tag;
    }

    static Status of(mpi.Status status) throws MPIException {
        int source = status.getSource();
        int tag = status.getTag();
        int bytes = status.getCount(MPI.BYTE);
        return new Status(
                source == MPI.PROC_NULL ? Communicator.PROC_NULL : source,
                tag == MPI.ANY_TAG ? Communicator.ANY_TAG : tag,
                // An int overflows beyond 2 GiB, which the library reports as undefined.
                bytes != MPI.UNDEFINED ? bytes : status.getElementsX(MPI.BYTE).getCount());
    }
}
