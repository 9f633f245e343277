package rxt.spmd;

import static rxt.spmd.CommunicatorContract.demand;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands where other threads than the rank's own call: one at a time, or several at once. */
final class ContractThreads {
    private static final int THREADS = 3;
    private static final int MESSAGES = 20;
    private static final ElementType LONG = ElementType.LONG;

    private final Communicator comm;
    private final int rank;
    private final int size;
    private final int right;
    private final int left;

    ContractThreads(Communicator comm) {
        this.comm = comm;
        rank = comm.rank();
        size = comm.size();
        right = (rank + 1) % size;
        left = (rank - 1 + size) % size;
    }

    void check() {
        try (Communicator other = comm.split(0, 0)) {
            demand(other.threadLevel(), comm.threadLevel(), "thread level of a communicator that was split off");
        }
        if (comm.threadLevel().compareTo(ThreadLevel.SERIALIZED) >= 0) {
            oneAtATime();
        }
        if (comm.threadLevel() == ThreadLevel.MULTIPLE) {
            messagesAtOnce();
            aReceiverThatWaits();
            collectivesAtOnce();
            if (comm.capabilities().contains(Capability.ONE_SIDED)) {
                accessesAtOnce();
            }
        }
        comm.barrier();
    }

    /** Threads take turns; each completes what the one before it began. */
    private void oneAtATime() {
        List<Request> begun = new ArrayList<>();
        List<ContractBuffer> buffers = new ArrayList<>();
        for (int turn = 0; turn < 2 * THREADS; turn++) {
            int tag = turn;
            inTheirTurns(() -> {
                Request.waitAll(begun);
                begun.clear();
                for (ContractBuffer buffer : buffers) {
                    buffer.expect("a message that another thread began to receive", i -> 10L * left + tag - 1 + i);
                }
                buffers.clear();
                Kind kind = Kind.of(tag);
                ContractBuffer theirs = ContractBuffer.of(kind, LONG, 7);
                ContractBuffer mine = ContractBuffer.of(kind.next(), LONG, 7).fill(i -> 10L * rank + tag + i);
                begun.add(comm.irecv(theirs.segment(), LONG, left, tag));
                begun.add(comm.isend(mine.segment(), LONG, right, tag));
                buffers.add(theirs);
                demand(comm.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce of another thread");
                exchange(comm, 50, tag);
            });
        }
        Request.waitAll(begun);
    }

    private void inTheirTurns(Runnable body) {
        atOnce(1, t -> body.run());
    }

    /** One message to the right, one from the left. */
    private void exchange(Communicator on, int tag, int number) {
        Kind kind = Kind.of(tag + number);
        int count = number % 5 == 3 ? 5000 : number;
        ContractBuffer mine = ContractBuffer.of(kind, LONG, count);
        mine.fill(i -> 100_000L * rank + 1000L * tag + 10L * number + i);
        ContractBuffer theirs = ContractBuffer.of(kind.next(), LONG, count);
        Status status = on.sendrecv(mine.segment(), right, tag, theirs.segment(), left, tag, LONG);
        demand(status, new Status(left, tag, 8L * count), "status of a thread's message");
        theirs.expect("a message of one of several threads", i -> 100_000L * left + 1000L * tag + 10L * number + i);
    }

    private void messagesAtOnce() {
        atOnce(THREADS, t -> {
            for (int n = 0; n < MESSAGES; n++) {
                exchange(comm, 60 + t, n);
            }
        });
    }

    /** Thread 0 waits for what thread 1 of the left rank sends only after many messages of its own. */
    private void aReceiverThatWaits() {
        atOnce(2, t -> {
            if (t == 0) {
                long[] value = new long[1];
                comm.recv(value, left, 70);
                demand(value[0], 7L, "the message that a thread waited for");
            } else {
                for (int n = 0; n < MESSAGES; n++) {
                    exchange(comm, 71, n);
                }
                comm.send(new long[] {7}, right, 70);
            }
        });
    }

    /** Each thread has a communicator of its own. */
    private void collectivesAtOnce() {
        List<Communicator> own = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            own.add(comm.split(0, rank));
        }
        atOnce(THREADS, t -> {
            for (int n = 0; n < MESSAGES; n++) {
                long sum = own.get(t).allreduce(rank + 10L * t + n, ReduceOp.SUM);
                demand(sum, size * (size - 1L) / 2 + size * (10L * t + n), "allreduce of one of several threads");
                own.get(t).barrier();
            }
        });
        own.forEach(Communicator::close);
    }

    /** Each thread draws tickets of rank 0, and writes and reads at a place of its own on the right. */
    private void accessesAtOnce() {
        long[] tickets = new long[THREADS * MESSAGES];
        try (Window window = comm.window(8L * (1 + THREADS))) {
            comm.barrier();
            window.lockAll();
            atOnce(THREADS, t -> {
                for (int n = 0; n < MESSAGES; n++) {
                    tickets[t * MESSAGES + n] = window.fetchAndOp(1, 0, 0, ReduceOp.SUM);
                    putAndGet(window, 8L * (1 + t), 100_000L * rank + 1000L * t + n);
                }
            });
            window.unlockAll();
            comm.barrier();
        }
        long[] all = comm.allgather(tickets);
        Arrays.sort(all);
        for (int n = 0; n < all.length; n++) {
            demand(all[n], (long) n, "a ticket of one of several threads, each drawn exactly once");
        }
    }

    private void putAndGet(Window window, long place, long value) {
        long[] back = {-1};
        window.put(MemorySegment.ofArray(new long[] {value}), LONG, right, place);
        window.flush(right);
        window.get(MemorySegment.ofArray(back), LONG, right, place);
        window.flush(right);
        demand(back[0], value, "what one of several threads has put");
    }

    /** Runs the body on so many threads and waits for all; the first that fails ends the wait. */
    private static void atOnce(int threads, IntConsumer body) {
        BlockingQueue<Optional<Throwable>> ends = new LinkedBlockingQueue<>();
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread.ofPlatform().daemon().name("contract-" + t).start(() -> {
                try {
                    body.accept(number);
                    ends.add(Optional.empty());
                } catch (Throwable e) {
                    ends.add(Optional.of(e));
                }
            });
        }
        for (int t = 0; t < threads; t++) {
            Optional<Throwable> end = next(ends);
            if (end.isPresent()) {
                throw new AssertionError("a thread of several: " + end.get().getMessage(), end.get());
            }
        }
    }

    private static Optional<Throwable> next(BlockingQueue<Optional<Throwable>> ends) {
        try {
            Optional<Throwable> end = ends.poll(CommunicatorContract.PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            if (end == null) {
                throw new AssertionError("threads that call at once still wait for each other");
            }
            return end;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
