package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Status;

/** Serves a list to the other threads of its rank, over pipes, and to those of other ranks, by messages with their tags. */
final class ListServer {
    static final int RANK = 0;

    private final Communicator world;
    private final ShareableList list;
    private final MemorySegment slip;
    private final Pipe[] requests;
    private final Pipe[] replies;
    private int left;

    /** @param threads of each rank */
    ListServer(Communicator world, int threads, ShareableList list, MemorySegment slip) {
        this.world = world;
        this.list = list;
        this.slip = slip;
        requests = new Pipe[threads - 1];
        replies = new Pipe[threads - 1];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = new Pipe(ListProxy.BYTES);
            replies[i] = new Pipe(ListProxy.BYTES);
        }
    }

    /** The line of thread 1 or more of this rank. */
    Wire to(int thread) {
        return Wire.of(requests[thread - 1], replies[thread - 1]);
    }

    /** That of a thread which serves itself. */
    Wire toItself() {
        return new Wire() {
            @Override
            public void send(MemorySegment message, ElementType type) {
                ListProxy.answer(message, list);
            }

            @Override
            public long recv(MemorySegment message, ElementType type) {
                return message.byteSize(); // answered already
            }
        };
    }

    /** Until so many clients are done. */
    void serve(int clients) {
        left = clients;
        for (long idle = 0; left > 0; ) {
            boolean served = serveThreads() | serveRanks();
            idle = served ? 0 : idle + 1;
            if (!served) {
                Patience.stand("a request to the list", idle);
            }
        }
    }

    private boolean serveThreads() {
        boolean served = false;
        for (int i = 0; i < requests.length; i++) {
            if (requests[i].isFull()) {
                requests[i].take(slip);
                if (ListProxy.answer(slip, list)) {
                    replies[i].put(slip);
                } else {
                    left--;
                }
                served = true;
            }
        }
        return served;
    }

    /** One message, if there is one; waits for it where nobody else can come. */
    private boolean serveRanks() {
        int source = Communicator.ANY_SOURCE;
        int tag = Communicator.ANY_TAG;
        if (requests.length > 0) {
            Optional<Status> found = world.size() > 1 ? world.iprobe(source, tag) : Optional.empty();
            if (found.isEmpty()) {
                return false;
            }
            source = found.get().source();
            tag = found.get().tag();
        }
        Status status = world.recv(slip, ElementType.BYTE, source, tag);
        if (ListProxy.answer(slip, list)) {
            world.send(slip, ElementType.BYTE, status.source(), status.tag());
        } else {
            left--;
        }
        return true;
    }
}
