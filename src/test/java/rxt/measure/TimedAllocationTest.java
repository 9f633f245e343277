package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.PersistentRequest;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Transport;

/** The time of a message costs no memory: the JVM's own counters of the ranks' threads say so. */
@Timeout(120)
class TimedAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int CALLS = 5_000;
    private static final int WINDOW = 8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    enum Call {
        SEND_AND_RECV {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                return () -> {
                    if (peer == 1) {
                        world.send(send, ElementType.LONG, peer, 1);
                        world.recv(recv, ElementType.LONG, peer, 1);
                    } else {
                        world.recv(recv, ElementType.LONG, peer, 1);
                        world.send(send, ElementType.LONG, peer, 1);
                    }
                };
            }
        },
        ISEND_AND_IRECV {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                Request[] requests = new Request[2 * WINDOW];
                return () -> {
                    for (int i = 0; i < WINDOW; i++) {
                        requests[i] = world.isend(send, ElementType.LONG, peer, i);
                        requests[WINDOW + i] = world.irecv(recv, ElementType.LONG, peer, i);
                    }
                    for (Request request : requests) {
                        request.await();
                    }
                };
            }
        },
        PERSISTENT {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                PersistentRequest sending = world.sendInit(send, ElementType.LONG, peer, 1);
                PersistentRequest receiving = world.recvInit(recv, ElementType.LONG, peer, 1);
                return () -> {
                    receiving.start();
                    sending.start();
                    receiving.await();
                    sending.await();
                };
            }
        },
        ALLREDUCE {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                return () -> world.allreduce(send, recv, ElementType.LONG, ReduceOp.SUM);
            }
        };

        abstract Runnable of(Communicator world, MemorySegment send, MemorySegment recv);
    }

    @ParameterizedTest
    @EnumSource
    void noTimedCallAllocates(Call call) throws Exception {
        AtomicLongArray allocated = new AtomicLongArray(2);
        Transport.named("local").run(new String[0], 2, (world, arguments) -> {
            Communicator timed = new TimedCommunicator(world, new MessageClock(new RankClock()));
            Runnable step = call.of(timed, MemorySegment.ofArray(new long[1]), MemorySegment.ofArray(new long[1]));
            repeat(step, WARM_UP);
            world.barrier();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            repeat(step, CALLS);
            allocated.set(world.rank(), THREADS.getCurrentThreadAllocatedBytes() - before);
            world.barrier();
        });
        // Less than a byte a call: no object is that small.
        assertThat(Math.max(allocated.get(0), allocated.get(1))).isLessThan(CALLS);
    }

    private static void repeat(Runnable step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }
}
