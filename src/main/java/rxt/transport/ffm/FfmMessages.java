package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import rxt.spmd.CommunicationException;
import rxt.spmd.ElementType;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.VectorType;

/** The library's messages. */
abstract class FfmMessages extends FfmCollectives {
    FfmMessages(long comm, int rank, int size) {
        super(comm, rank, size);
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        Scratch scratch = scratch();
        arguments.send(buffer, type, dest, tag);
        MemorySegment memory = scratch.read(buffer);
        int count = type.count(buffer.byteSize());
        int code = Calls.send(memory.address(), count, Mpi.of(type), Mpi.rank(dest), tag, comm);
        scratch.release(memory, buffer);
        if (code != 0) {
            throw sendFailed(code, dest, tag);
        }
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        Scratch scratch = scratch();
        arguments.recv(buffer, type, source, tag);
        MemorySegment memory = scratch.write(buffer);
        int code = Calls.recv(
                memory.address(),
                type.count(buffer.byteSize()),
                Mpi.of(type),
                Mpi.rank(source),
                Mpi.tag(tag),
                comm,
                scratch.status);
        if (code != 0) {
            scratch.release(memory, buffer);
            throw receiveFailed(code, source, tag, buffer.byteSize());
        }
        Status status = scratch.result(source);
        scratch.fetch(memory, buffer, status.bytes());
        scratch.release(memory, buffer);
        return status;
    }

    @Override
    public Status sendrecv(
            MemorySegment send, int dest, int sendTag, MemorySegment recv, int source, int recvTag, ElementType type) {
        if (Waiting.YIELDS) {
            return super.sendrecv(send, dest, sendTag, recv, source, recvTag, type);
        }
        Scratch scratch = scratch();
        arguments.send(send, type, dest, sendTag);
        arguments.recv(recv, type, source, recvTag);
        MemorySegment from = scratch.read(send);
        MemorySegment into = scratch.write(recv);
        int code = Calls.sendrecv(
                from.address(),
                type.count(send.byteSize()),
                Mpi.of(type),
                Mpi.rank(dest),
                sendTag,
                into.address(),
                type.count(recv.byteSize()),
                Mpi.of(type),
                Mpi.rank(source),
                Mpi.tag(recvTag),
                comm,
                scratch.status);
        scratch.release(from, send);
        if (code != 0) {
            scratch.release(into, recv);
            String sent = "send to rank " + dest + ", tag " + sendTag;
            throw Mpi.failure(code, rank, sent + ", and " + receive(code, source, recvTag, recv.byteSize()));
        }
        Status status = scratch.result(source);
        scratch.fetch(into, recv, status.bytes());
        scratch.release(into, recv);
        return status;
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        Scratch scratch = scratch();
        arguments.send(buffer, type, dest, tag);
        MemorySegment memory = scratch.read(buffer);
        FfmRequest request = scratch.requests.take().sending(this, buffer, memory, dest, tag);
        int count = type.count(buffer.byteSize());
        return begun(
                request,
                Calls.isend(memory.address(), count, Mpi.of(type), Mpi.rank(dest), tag, comm, request.handle()),
                scratch);
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        Scratch scratch = scratch();
        arguments.recv(buffer, type, source, tag);
        MemorySegment memory = scratch.write(buffer);
        FfmRequest request = scratch.requests.take().receiving(this, buffer, memory, source, tag);
        int code = Calls.irecv(
                memory.address(),
                type.count(buffer.byteSize()),
                Mpi.of(type),
                Mpi.rank(source),
                Mpi.tag(tag),
                comm,
                request.handle());
        return begun(request, code, scratch);
    }

    @Override
    public Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
        Scratch scratch = scratch();
        type.requireWithin(buffer);
        arguments.send(buffer.asSlice(0, 0), type.element(), dest, tag);
        boolean staged = !buffer.isNative();
        MemorySegment memory = staged ? scratch.staging.take(type.bytes()) : scratch.read(buffer);
        if (staged) {
            VectorTypes.pack(buffer, memory, type);
        }
        FfmRequest request = scratch.requests.take().sending(this, buffer, memory, dest, tag);
        int count = staged ? type.elements() : 1;
        long datatype = staged ? Mpi.of(type.element()) : VectorTypes.of(type, scratch, rank);
        return begun(
                request,
                Calls.isend(memory.address(), count, datatype, Mpi.rank(dest), tag, comm, request.handle()),
                scratch);
    }

    @Override
    public Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
        Scratch scratch = scratch();
        type.requireWithin(buffer);
        arguments.recv(buffer.asSlice(0, 0), type.element(), source, tag);
        boolean staged = !buffer.isNative();
        MemorySegment memory = staged ? scratch.staging.take(type.bytes()) : scratch.write(buffer);
        FfmRequest request = scratch.requests
                .take()
                .receiving(this, buffer, memory, source, tag)
                .laidOut(type);
        int count = staged ? type.elements() : 1;
        long datatype = staged ? Mpi.of(type.element()) : VectorTypes.of(type, scratch, rank);
        int code =
                Calls.irecv(memory.address(), count, datatype, Mpi.rank(source), Mpi.tag(tag), comm, request.handle());
        return begun(request, code, scratch);
    }

    @Override
    public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        Scratch scratch = scratch();
        arguments.send(buffer, type, dest, tag);
        MemorySegment memory = scratch.read(buffer);
        FfmPersistentRequest request = new FfmPersistentRequest(scratch.requests.handle());
        request.sending(this, buffer, memory, dest, tag);
        int count = type.count(buffer.byteSize());
        int code = Calls.sendInit(memory.address(), count, Mpi.of(type), Mpi.rank(dest), tag, comm, request.handle());
        return made(request, code);
    }

    @Override
    public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        Scratch scratch = scratch();
        arguments.recv(buffer, type, source, tag);
        MemorySegment memory = scratch.write(buffer);
        FfmPersistentRequest request = new FfmPersistentRequest(scratch.requests.handle());
        request.receiving(this, buffer, memory, source, tag);
        int code = Calls.recvInit(
                memory.address(),
                type.count(buffer.byteSize()),
                Mpi.of(type),
                Mpi.rank(source),
                Mpi.tag(tag),
                comm,
                request.handle());
        return made(request, code);
    }

    private static PersistentRequest made(FfmPersistentRequest request, int code) {
        if (code != 0) {
            throw request.failed(code);
        }
        return request;
    }

    /** What the library did not begin does not need its memory. */
    private static Request begun(FfmRequest request, int code, Scratch scratch) {
        if (code != 0) {
            CommunicationException failure = request.failed(code);
            request.released(scratch);
            throw failure;
        }
        request.begun();
        return request;
    }

    CommunicationException sendFailed(int code, int dest, int tag) {
        return Mpi.failure(code, rank, "send to rank " + dest + ", tag " + tag);
    }

    CommunicationException receiveFailed(int code, int source, int tag, long room) {
        return Mpi.failure(code, rank, receive(code, source, tag, room));
    }

    private static String receive(int code, int source, int tag, long room) {
        String tooLong = ": the message is longer than the receive buffer of " + room + " bytes";
        return "recv " + from(source, tag) + (Mpi.truncated(code) ? tooLong : "");
    }

    private static String from(int source, int tag) {
        return "from " + (source == ANY_SOURCE ? "any rank" : "rank " + source) + ", "
                + (tag == ANY_TAG ? "any tag" : "tag " + tag);
    }

    @Override
    public Status probe(int source, int tag) {
        Scratch scratch = scratch();
        arguments.pattern(source, tag);
        check(Waiting.probe(Mpi.rank(source), Mpi.tag(tag), comm, scratch), "probe");
        return scratch.result(source);
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        Scratch scratch = scratch();
        arguments.pattern(source, tag);
        check(Calls.iprobe(Mpi.rank(source), Mpi.tag(tag), comm, scratch.out, scratch.status), "iprobe");
        return scratch.outInt() == 0 ? Optional.empty() : Optional.of(scratch.result(source));
    }
}
