package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import mpi.Comm;
import mpi.Datatype;
import mpi.GraphComm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import mpi.Prequest;
import mpi.Win;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.PersistentRequest;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.SharedWindow;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;
import rxt.spmd.VectorType;
import rxt.spmd.Window;

/**
 * Open MPI's messages; buffers pass through {@link Direct}.
 */
final class OpenMpiCommunicator extends OpenMpiNonBlocking {
    private final VectorTypes vectorTypes;
    private final ThreadLevel threadLevel;

    /** The communicator of all ranks. */
    OpenMpiCommunicator(Intracomm world, ThreadLevel threadLevel) throws MPIException {
        super(world, new Staging());
        this.threadLevel = threadLevel;
        vectorTypes = new VectorTypes();
    }

    private OpenMpiCommunicator(Intracomm comm, OpenMpiCommunicator parent) throws MPIException {
        super(comm, parent.staging);
        threadLevel = parent.threadLevel;
        vectorTypes = parent.vectorTypes;
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments.send(buffer, type, dest, tag);
        try (Direct direct = Direct.filled(buffer, staging)) {
            comm().send(direct.buffer(), type.count(buffer.byteSize()), Native.of(type), Native.rank(dest), tag);
        } catch (MPIException e) {
            throw Native.failure("send to rank " + dest + ", tag " + tag, rank, e);
        }
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments.recv(buffer, type, source, tag);
        int count = type.count(buffer.byteSize());
        try (Direct direct = new Direct(buffer, staging)) {
            Status status = Native.of(
                    comm().recv(direct.buffer(), count, Native.of(type), Native.rank(source), Native.tag(tag)));
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
        try {
            mpi.Request request = comm().iSend(
                            direct.buffer(), type.count(buffer.byteSize()), Native.of(type), Native.rank(dest), tag);
            return new OpenMpiRequest.Send(request, direct, rank);
        } catch (MPIException e) {
            direct.close();
            throw Native.failure("isend to rank " + dest + ", tag " + tag, rank, e);
        }
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments.recv(buffer, type, source, tag);
        Direct direct = new Direct(buffer, staging);
        try {
            mpi.Request request = comm().iRecv(
                            direct.buffer(),
                            type.count(buffer.byteSize()),
                            Native.of(type),
                            Native.rank(source),
                            Native.tag(tag));
            return new OpenMpiRequest.Receive(request, direct, incoming(buffer, source, tag));
        } catch (MPIException e) {
            direct.close();
            throw incoming(buffer, source, tag).failure(e);
        }
    }

    /** Off-heap with the library's own vector type, from the heap packed. */
    @Override
    public Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
        type.requireWithin(buffer);
        arguments.send(buffer, type.element(), dest, tag);
        Direct direct = buffer.isNative() ? new Direct(buffer, staging) : Direct.packed(buffer, type, staging);
        try {
            mpi.Request request =
                    comm().iSend(direct.buffer(), count(buffer, type), datatype(buffer, type), Native.rank(dest), tag);
            return new OpenMpiRequest.Send(request, direct, rank);
        } catch (MPIException e) {
            direct.close();
            throw Native.failure("isend to rank " + dest + ", tag " + tag, rank, e);
        }
    }

    @Override
    public Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
        type.requireWithin(buffer);
        arguments.recv(buffer, type.element(), source, tag);
        Direct direct = buffer.isNative() ? new Direct(buffer, staging) : Direct.unpacking(buffer, type, staging);
        try {
            mpi.Request request = comm().iRecv(
                            direct.buffer(),
                            count(buffer, type),
                            datatype(buffer, type),
                            Native.rank(source),
                            Native.tag(tag));
            return new OpenMpiRequest.Receive(
                    request, direct, new OpenMpiRequest.Incoming(rank, source, tag, type.bytes()));
        } catch (MPIException e) {
            direct.close();
            throw new OpenMpiRequest.Incoming(rank, source, tag, type.bytes()).failure(e);
        }
    }

    private static int count(MemorySegment buffer, VectorType type) {
        return buffer.isNative() ? 1 : type.elements();
    }

    private Datatype datatype(MemorySegment buffer, VectorType type) {
        return buffer.isNative() ? vectorTypes.of(type, rank) : Native.of(type.element());
    }

    @Override
    public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments.send(buffer, type, dest, tag);
        Direct direct = new Direct(buffer, staging);
        int count = type.count(buffer.byteSize());
        return Native.call("sendInit to rank " + dest + ", tag " + tag, rank, () -> {
            Prequest request = comm().sendInit(direct.buffer(), count, Native.of(type), Native.rank(dest), tag);
            return new OpenMpiPersistent(request, direct, null, rank);
        });
    }

    @Override
    public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments.recv(buffer, type, source, tag);
        Direct direct = new Direct(buffer, staging);
        int count = type.count(buffer.byteSize());
        return Native.call("recvInit", rank, () -> {
            Prequest request =
                    comm().recvInit(direct.buffer(), count, Native.of(type), Native.rank(source), Native.tag(tag));
            return new OpenMpiPersistent(request, direct, incoming(buffer, source, tag), rank);
        });
    }

    private OpenMpiRequest.Incoming incoming(MemorySegment buffer, int source, int tag) {
        return new OpenMpiRequest.Incoming(rank, source, tag, buffer.byteSize());
    }

    @Override
    public Status probe(int source, int tag) {
        arguments.pattern(source, tag);
        return Native.call("probe", rank, () -> Native.of(comm().probe(Native.rank(source), Native.tag(tag))));
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        arguments.pattern(source, tag);
        return Native.call("iprobe", rank, () -> {
            mpi.Status status = comm().iProbe(Native.rank(source), Native.tag(tag));
            return status == null ? Optional.empty() : Optional.of(Native.of(status));
        });
    }

    @Override
    public Communicator split(int color, int key) {
        arguments.color(color);
        return Native.call("split", rank, () -> new OpenMpiCommunicator(comm().split(color, key), this));
    }

    @Override
    public Neighborhood neighborhood(int[] sources, int[] destinations) {
        IntStream.concat(IntStream.of(sources), IntStream.of(destinations))
                .forEach(r -> arguments.target("neighbourhood with", r));
        return Native.call("neighbourhood", rank, () -> {
            GraphComm graph = comm().createDistGraphAdjacent(sources, destinations, MPI.INFO_NULL, false);
            graph.setErrhandler(MPI.ERRORS_RETURN);
            return new OpenMpiNeighborhood(graph, staging, arguments, sources.length, destinations.length);
        });
    }

    @Override
    public Communicator splitShared() {
        return Native.call(
                "splitShared",
                rank,
                () -> new OpenMpiCommunicator(comm().splitType(Comm.TYPE_SHARED, rank, MPI.INFO_NULL), this));
    }

    @Override
    public SharedWindow shared(long bytes) {
        return new OpenMpiSharedWindow(Allocation.of(this, comm(), bytes, Win.FLAVOR_SHARED), comm(), arguments);
    }

    @Override
    public Window window(long bytes) {
        // Within a node a compareAndSwap in other windows crashes Open MPI 4.1.4; the package tells more.
        int flavor = isOfOneNode() ? Win.FLAVOR_SHARED : Win.FLAVOR_PRIVATE;
        return new OpenMpiWindow(Allocation.of(this, comm(), bytes, flavor), staging, arguments);
    }

    /** Collective. */
    private boolean isOfOneNode() {
        return Native.call("window", rank, () -> {
            Intracomm node = comm().splitType(Comm.TYPE_SHARED, rank, MPI.INFO_NULL);
            boolean all = node.getSize() == size;
            node.free();
            return allreduce(all ? 1L : 0L, ReduceOp.MIN) == 1;
        });
    }

    @Override
    public ThreadLevel threadLevel() {
        return threadLevel;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public void abort(int exitCode) {
        Native.run("abort", rank, () -> comm().abort(exitCode));
        Runtime.getRuntime().halt(exitCode);
    }
}
