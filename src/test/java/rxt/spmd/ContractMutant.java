package rxt.spmd;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Communicators that are wrong in one point each, and the words with which the contract must catch them. */
enum ContractMutant {
    REDUCE_WITHOUT_THE_LAST_RANK(WithoutLast::new, "reduce to 0"),
    ALLREDUCE_IN_EVERY_RANKS_OWN_ORDER(OwnOrder::new, "bits of allreduce on another rank"),
    SCAN_ONE_RANK_SHORT(ShortScan::new, "scan"),
    EXSCAN_THAT_CLEARS_RANK_ZERO(ClearingExscan::new, "exscan on rank 0"),
    RECV_OF_ANY_TAG(AnyTag::new, "status of a chosen tag"),
    STATUS_WITH_A_WRONG_SOURCE(WrongSource::new, "sendrecv's status"),
    PROBE_THAT_COUNTS_ELEMENTS(CountingProbe::new, "iprobe's status"),
    RECV_THAT_CUTS_LONG_MESSAGES(Cutting::new, "does not fit"),
    PROC_NULL_THAT_CLEARS_THE_BUFFER(ClearingNobody::new, "receives from PROC_NULL"),
    BARRIER_THAT_DOES_NOT_WAIT(NoBarrier::new, ""),
    BCAST_FROM_RANK_ZERO_ALWAYS(FromZero::new, "bcast from 1"),
    GATHERV_WITHOUT_DISPLACEMENTS(Packed::new, "gatherv at"),
    ALLTOALL_THAT_KEEPS_ITS_PARTS(Keeping::new, "alltoall"),
    SPLIT_WITHOUT_KEYS(NoKeys::new, "rank in a half, keys reversed"),
    SPLIT_INTO_THE_SAME_MESSAGE_SPACE(SameSpace::new, ""),
    CLOSE_THAT_DOES_NOTHING(Open::new, "'communicator that is closed' in the refusal"),
    TEST_THAT_SAYS_DONE_AT_ONCE(ContractFeatureMutants.EagerTest::new, ""),
    IALLREDUCE_DONE_AT_ONCE(ContractFeatureMutants.EagerAllreduce::new, "iallreduce complete before rank 0 has begun"),
    IALLTOALLV_WITHOUT_DISPLACEMENTS(ContractFeatureMutants.UnevenlyPacked::new, "ialltoallv"),
    PERSISTENT_SEND_OF_ITS_FIRST_CONTENT(ContractFeatureMutants.FirstContent::new, "a persistent message, started"),
    PERSISTENT_WAIT_WITHOUT_A_START(ContractFeatureMutants.IdleAnswer::new, "'start it first' in the error"),
    VECTOR_SENT_WITHOUT_STRIDE(ContractFeatureMutants.NoStride::new, "a vector VectorType"),
    VECTOR_THAT_CLEARS_ITS_GAPS(ContractFeatureMutants.ClearedGaps::new, "in a vector"),
    NEIGHBOURS_IN_THE_ORDER_OF_THEIR_RANKS(ContractFeatureMutants.TurnedSources::new, "neighbours in descending order"),
    SHARED_PARTS_THAT_ARE_PRIVATE(ContractWindowMutants.PrivateParts::new, "part of rank"),
    SYNC_THAT_DOES_NOT_WAIT(ContractWindowMutants.SyncWithoutWaiting::new, ""),
    PUT_ONE_TOO_FAR(ContractWindowMutants.PutOneTooFar::new, "put under a fence"),
    ACCUMULATE_THAT_REPLACES(ContractWindowMutants.AccumulateThatReplaces::new, "accumulate SUM"),
    EXCLUSIVE_LOCKS_THAT_ARE_SHARED(ContractWindowMutants.SharedLocks::new, "a counter under an exclusive lock"),
    FETCH_AND_OP_IN_TWO_STEPS(ContractWindowMutants.TwoSteps::new, "a ticket, each drawn exactly once"),
    COMPARE_AND_SWAP_THAT_ALWAYS_SWAPS(ContractWindowMutants.AlwaysSwaps::new, "compareAndSwap"),
    PUTS_OF_ALL_THREADS_THROUGH_ONE_COPY(ContractWindowMutants.OneStagedPut::new, "one of several threads has put"),
    SENDS_OF_ALL_THREADS_THROUGH_ONE_COPY(ContractFeatureMutants.OneStagedCopy::new, "one of several threads");

    private final UnaryOperator<Communicator> wrap;
    private final String words;

    ContractMutant(UnaryOperator<Communicator> wrap, String words) {
        this.wrap = wrap;
        this.words = words;
    }

    Communicator of(Communicator comm) {
        return wrap.apply(comm);
    }

    String words() {
        return words;
    }

    /** Combines what all ranks gave: {@code ranks} of them, beginning with {@code first}. */
    private static void combine(
            Communicator comm, MemorySegment[] buffers, ElementType type, ReduceOp op, int first, int ranks) {
        MemorySegment send = buffers[0];
        MemorySegment all = MemorySegment.ofArray(new byte[Math.toIntExact(send.byteSize() * comm.size())]);
        comm.allgather(send, all, type);
        MemorySegment result = buffers[1];
        for (int k = 0; k < ranks; k++) {
            MemorySegment part = all.asSlice((first + k) % comm.size() * send.byteSize(), send.byteSize());
            if (k == 0) {
                result.copyFrom(part);
            } else {
                Reduction.combine(result, part, type, op);
            }
        }
    }

    private static final class WithoutLast extends ContractForwarder {
        WithoutLast(Communicator to) {
            super(to, WithoutLast::new);
        }

        @Override
        public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
            Reduction.requireDefined(type, op);
            MemorySegment result =
                    rank() == root ? recv : MemorySegment.ofArray(new byte[Math.toIntExact(send.byteSize())]);
            combine(to, new MemorySegment[] {send, result}, type, op, 0, Math.max(size() - 1, 1));
        }
    }

    private static final class OwnOrder extends ContractForwarder {
        OwnOrder(Communicator to) {
            super(to, OwnOrder::new);
        }

        @Override
        public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
            Reduction.requireDefined(type, op);
            combine(to, new MemorySegment[] {send, recv}, type, op, rank(), size());
        }
    }

    private static final class ShortScan extends ContractForwarder {
        ShortScan(Communicator to) {
            super(to, ShortScan::new);
        }

        @Override
        public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
            to.exscan(send, recv, type, op);
        }
    }

    private static final class ClearingExscan extends ContractForwarder {
        ClearingExscan(Communicator to) {
            super(to, ClearingExscan::new);
        }

        @Override
        public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
            to.exscan(send, recv, type, op);
            if (rank() == 0) {
                recv.fill((byte) 0);
            }
        }
    }

    private static final class AnyTag extends ContractForwarder {
        AnyTag(Communicator to) {
            super(to, AnyTag::new);
        }

        @Override
        public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
            return to.recv(buffer, type, source, ANY_TAG);
        }
    }

    private static final class WrongSource extends ContractForwarder {
        WrongSource(Communicator to) {
            super(to, WrongSource::new);
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
            Status status = to.sendrecv(send, dest, sendTag, recv, source, recvTag, type);
            return new Status(rank(), status.tag(), status.bytes());
        }
    }

    private static final class CountingProbe extends ContractForwarder {
        CountingProbe(Communicator to) {
            super(to, CountingProbe::new);
        }

        @Override
        public Optional<Status> iprobe(int source, int tag) {
            return to.iprobe(source, tag).map(status -> new Status(status.source(), status.tag(), status.bytes() / 4));
        }
    }

    private static final class Cutting extends ContractForwarder {
        Cutting(Communicator to) {
            super(to, Cutting::new);
        }

        @Override
        public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
            if (buffer.isReadOnly()) {
                return to.recv(buffer, type, source, tag);
            }
            long bytes = Math.max(to.probe(source, tag).bytes(), buffer.byteSize());
            MemorySegment whole = MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
            Status status = to.recv(whole, ElementType.BYTE, source, tag);
            MemorySegment.copy(whole, 0, buffer, 0, Math.min(status.bytes(), buffer.byteSize()));
            return status;
        }
    }

    private static final class ClearingNobody extends ContractForwarder {
        ClearingNobody(Communicator to) {
            super(to, ClearingNobody::new);
        }

        @Override
        public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
            if (source == PROC_NULL) {
                buffer.fill((byte) 0);
            }
            return to.recv(buffer, type, source, tag);
        }
    }

    private static final class NoBarrier extends ContractForwarder {
        NoBarrier(Communicator to) {
            super(to, NoBarrier::new);
        }

        @Override
        public void barrier() {}
    }

    private static final class FromZero extends ContractForwarder {
        FromZero(Communicator to) {
            super(to, FromZero::new);
        }

        @Override
        public void bcast(MemorySegment buffer, ElementType type, int root) {
            to.bcast(buffer, type, 0);
        }
    }

    private static final class Packed extends ContractForwarder {
        Packed(Communicator to) {
            super(to, Packed::new);
        }

        @Override
        public void gatherv(
                MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
            int[] packed = new int[counts.length];
            for (int r = 1; r < packed.length; r++) {
                packed[r] = packed[r - 1] + counts[r - 1];
            }
            to.gatherv(send, recv, counts, packed, type, root);
        }
    }

    private static final class Keeping extends ContractForwarder {
        Keeping(Communicator to) {
            super(to, Keeping::new);
        }

        @Override
        public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
            recv.copyFrom(send);
        }
    }

    private static final class NoKeys extends ContractForwarder {
        NoKeys(Communicator to) {
            super(to, NoKeys::new);
        }

        @Override
        public Communicator split(int color, int key) {
            return new NoKeys(to.split(color, 0));
        }
    }

    private static final class Open extends ContractForwarder {
        Open(Communicator to) {
            super(to, Open::new);
        }

        @Override
        public void close() {}
    }

    private static final class SameSpace extends ContractForwarder {
        SameSpace(Communicator to) {
            super(to, SameSpace::new);
        }

        @Override
        public Communicator split(int color, int key) {
            Communicator part = to.split(color, key);
            return part.size() == size() && part.rank() == rank() ? this : new SameSpace(part);
        }

        @Override
        public void close() {}
    }
}
