package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import mpi.Intracomm;
import mpi.MPIException;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;

/**
 * Open MPI's messages; buffers pass through {@link Direct}.
 */
final class OpenMpiCommunicator extends OpenMpiCollectives {
    OpenMpiCommunicator(Intracomm comm, Staging staging) throws MPIException {
        super(comm, staging);
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments.send(buffer, type, dest, tag);
        try (Direct direct = Direct.filled(buffer, staging)) {
            comm.send(direct.buffer(), type.count(buffer.byteSize()), Native.of(type), Native.rank(dest), tag);
        } catch (MPIException e) {
            throw Native.failure("send to rank " + dest + ", tag " + tag, rank, e);
        }
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments.recv(buffer, type, source, tag);
        int count = type.count(buffer.byteSize());
        try (Direct direct = new Direct(buffer, staging)) {
            Status status =
                    Native.of(comm.recv(direct.buffer(), count, Native.of(type), Native.rank(source), Native.tag(tag)));
            direct.writeBack(status.bytes());
            return status;
        } catch (MPIException e) {
            throw incoming(buffer, source, tag).failure(e);
        }
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments.send(buffer, type, dest, tag);
        Direct direct = Direct.filled(buffer, staging);
        int count = type.count(buffer.byteSize());
        mpi.Request request = started(
                "isend to rank " + dest + ", tag " + tag,
                direct,
                () -> comm.iSend(direct.buffer(), count, Native.of(type), Native.rank(dest), tag));
        return OpenMpiRequest.send(request, direct, rank);
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments.recv(buffer, type, source, tag);
        Direct direct = new Direct(buffer, staging);
        int count = type.count(buffer.byteSize());
        mpi.Request request = started(
                "irecv",
                direct,
                () -> comm.iRecv(direct.buffer(), count, Native.of(type), Native.rank(source), Native.tag(tag)));
        return OpenMpiRequest.recv(request, direct, incoming(buffer, source, tag));
    }

    /** What the library did not begin does not need its buffer. */
    private mpi.Request started(String name, Direct direct, Native.Call<mpi.Request> call) {
        try {
            return Native.call(name, rank, call);
        } catch (RuntimeException e) {
            direct.close();
            throw e;
        }
    }

    private OpenMpiRequest.Incoming incoming(MemorySegment buffer, int source, int tag) {
        return new OpenMpiRequest.Incoming(rank, source, tag, buffer.byteSize());
    }

    @Override
    public Status probe(int source, int tag) {
        arguments.pattern(source, tag);
        return Native.call("probe", rank, () -> Native.of(comm.probe(Native.rank(source), Native.tag(tag))));
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        arguments.pattern(source, tag);
        return Native.call("iprobe", rank, () -> {
            mpi.Status status = comm.iProbe(Native.rank(source), Native.tag(tag));
            return status == null ? Optional.empty() : Optional.of(Native.of(status));
        });
    }

    @Override
    public Communicator split(int color, int key) {
        arguments.color(color);
        return Native.call("split", rank, () -> new OpenMpiCommunicator(comm.split(color, key), staging));
    }

    @Override
    public ThreadLevel threadLevel() {
        return ThreadLevel.SERIALIZED;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public void abort(int exitCode) {
        Native.run("abort", rank, () -> comm.abort(exitCode));
        Runtime.getRuntime().halt(exitCode);
    }
}
