package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.PersistentRequest;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;

/** What two ranks do again and again while their allocations are counted. */
enum AllocationStep {
    SEND_RECV {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            return () -> pingPong(world, send, recv);
        }
    },
    ISEND_IRECV_AWAIT {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            int peer = 1 - world.rank();
            return () -> {
                Request incoming = world.irecv(recv, TYPE, peer, TAG);
                Request outgoing = world.isend(send, TYPE, peer, TAG);
                incoming.await();
                outgoing.await();
            };
        }
    },
    TEST {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            int peer = 1 - world.rank();
            return () -> {
                Request incoming = world.irecv(recv, TYPE, peer, TAG);
                Request outgoing = world.isend(send, TYPE, peer, TAG);
                untilDone(incoming);
                untilDone(outgoing);
            };
        }
    },
    SENDRECV {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            int peer = 1 - world.rank();
            return () -> world.sendrecv(send, peer, TAG, recv, peer, TAG, TYPE);
        }
    },
    PERSISTENT {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            int peer = 1 - world.rank();
            PersistentRequest incoming = world.recvInit(recv, TYPE, peer, TAG);
            PersistentRequest outgoing = world.sendInit(send, TYPE, peer, TAG);
            return () -> {
                incoming.start();
                outgoing.start();
                incoming.await();
                outgoing.await();
            };
        }
    },
    ALLREDUCE {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            return () -> world.allreduce(send, recv, TYPE, ReduceOp.SUM);
        }
    },
    BARRIER {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            return world::barrier;
        }
    },
    BCAST {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            return () -> {
                world.bcast(send, TYPE, 0);
                world.bcast(recv, TYPE, 1);
            };
        }
    },
    IALLREDUCE {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            return () -> world.iallreduce(send, recv, TYPE, ReduceOp.SUM).await();
        }
    },
    /** The counter's own test: this one does allocate, 32 bytes or more. */
    CONTROL {
        @Override
        Runnable round(Communicator world, MemorySegment send, MemorySegment recv) {
            return () -> {
                pingPong(world, send, recv);
                kept = new byte[16];
            };
        }
    };

    private static final ElementType TYPE = ElementType.DOUBLE;
    private static final int TAG = 7;

    @SuppressWarnings("UnusedVariable") // Kept, so that the compiler cannot leave the allocation out.
    private static volatile byte[] kept;

    /** One round; what it needs is made before. */
    abstract Runnable round(Communicator world, MemorySegment send, MemorySegment recv);

    private static void pingPong(Communicator world, MemorySegment send, MemorySegment recv) {
        int peer = 1 - world.rank();
        if (world.rank() == 0) {
            world.send(send, TYPE, peer, TAG);
            world.recv(recv, TYPE, peer, TAG);
        } else {
            world.recv(recv, TYPE, peer, TAG);
            world.send(send, TYPE, peer, TAG);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // The rank waited for may need this very core.
    private static void untilDone(Request request) {
        while (!request.test()) {
            Thread.yield();
        }
        request.await();
    }
}
