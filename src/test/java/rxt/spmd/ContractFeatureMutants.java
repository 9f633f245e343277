package rxt.spmd;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Mutants of what only some transports have, and of requests and threads; {@link ContractMutant} names them. */
final class ContractFeatureMutants {
    private ContractFeatureMutants() {}

    private static MemorySegment blank(long bytes) {
        return MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
    }

    /** Says at once that it is complete, and then answers as if it were. */
    private static final class Eager implements Request {
        private final Request request;
        private boolean saidDone;

        Eager(Request request) {
            this.request = request;
        }

        @Override
        public Status await() {
            return saidDone && !request.test() ? new Status(0, 0, 0) : request.await();
        }

        @Override
        public boolean test() {
            saidDone = true;
            return true;
        }
    }

    static final class EagerTest extends ContractForwarder {
        EagerTest(Communicator to) {
            super(to, EagerTest::new);
        }

        @Override
        public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
            Request request = to.irecv(buffer, type, source, tag);
            return source == PROC_NULL ? request : new Eager(request);
        }
    }

    static final class EagerAllreduce extends ContractForwarder {
        EagerAllreduce(Communicator to) {
            super(to, EagerAllreduce::new);
        }

        @Override
        public Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
            return new Eager(to.iallreduce(send, recv, type, op));
        }
    }

    static final class UnevenlyPacked extends ContractForwarder {
        UnevenlyPacked(Communicator to) {
            super(to, UnevenlyPacked::new);
        }

        @Override
        public Request ialltoallv(
                MemorySegment send,
                int[] sendCounts,
                int[] sendDispls,
                MemorySegment recv,
                int[] recvCounts,
                int[] recvDispls,
                ElementType type) {
            int[] packed = new int[size()];
            for (int r = 1; r < size(); r++) {
                packed[r] = packed[r - 1] + recvCounts[r - 1];
            }
            return to.ialltoallv(send, sendCounts, sendDispls, recv, recvCounts, packed, type);
        }
    }

    /** Sends for ever what the buffer held when the request was made. */
    static final class FirstContent extends ContractForwarder {
        FirstContent(Communicator to) {
            super(to, FirstContent::new);
        }

        @Override
        public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
            return to.sendInit(blank(buffer.byteSize()).copyFrom(buffer), type, dest, tag);
        }
    }

    /** Answers an empty status where there is nothing to wait for. */
    static final class IdleAnswer extends ContractForwarder {
        IdleAnswer(Communicator to) {
            super(to, IdleAnswer::new);
        }

        @Override
        public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
            return new Forgiving(to.recvInit(buffer, type, source, tag));
        }
    }

    private record Forgiving(PersistentRequest request) implements PersistentRequest {
        @Override
        public void start() {
            request.start();
        }

        @Override
        public Status await() {
            try {
                return request.await();
            } catch (IllegalStateException e) {
                return new Status(0, 0, 0);
            }
        }

        @Override
        public boolean test() {
            return request.test();
        }

        @Override
        public void close() {
            request.close();
        }
    }

    static final class NoStride extends ContractForwarder {
        NoStride(Communicator to) {
            super(to, NoStride::new);
        }

        @Override
        public Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
            type.requireWithin(buffer);
            return to.isend(buffer.asSlice(0, type.bytes()), type.element(), dest, tag);
        }
    }

    /** Clears what lies between the blocks. */
    static final class ClearedGaps extends ContractForwarder {
        ClearedGaps(Communicator to) {
            super(to, ClearedGaps::new);
        }

        @Override
        public Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
            Request request = to.irecv(buffer, type, source, tag);
            int gap = (type.stride() - type.blockLength()) * type.element().bytes();
            if (type.count() > 1) {
                buffer.asSlice((long) type.blockLength() * type.element().bytes(), gap)
                        .fill((byte) 0);
            }
            return request;
        }
    }

    static final class TurnedSources extends ContractForwarder {
        TurnedSources(Communicator to) {
            super(to, TurnedSources::new);
        }

        @Override
        public Neighborhood neighborhood(int[] sources, int[] destinations) {
            int[] ascending = sources.clone();
            Arrays.sort(ascending);
            return to.neighborhood(ascending, destinations);
        }
    }

    /** One staged copy for the sends of all threads. */
    static final class OneStagedCopy extends ContractForwarder {
        private final MemorySegment staged = MemorySegment.ofArray(new long[5000]);

        OneStagedCopy(Communicator to) {
            super(to, OneStagedCopy::new);
        }

        @Override
        public Status sendrecv(
                MemorySegment send,
                int dest,
                int sendTag,
                MemorySegment recv,
                int source,
                int recvTag,
                ElementType type) {
            if (send.byteSize() > staged.byteSize()) {
                return to.sendrecv(send, dest, sendTag, recv, source, recvTag, type);
            }
            MemorySegment.copy(send, 0, staged, 0, send.byteSize());
            LockSupport.parkNanos(100_000);
            return to.sendrecv(staged.asSlice(0, send.byteSize()), dest, sendTag, recv, source, recvTag, type);
        }
    }
}
