package rxt.transport.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.PersistentRequest;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Transport;

/** No call allocates in steady state: the JVM's own counters of the ranks' threads say so. */
@Timeout(120)
class AllocationTest {
    private static final int WARM_UP = 8_000;
    private static final int CALLS = 2_000;
    /** More than both a message and a part of a collective that are copied at once. */
    private static final int LONG_BYTES = 4 * Ring.EAGER_BYTES;

    private static final int WINDOW = 8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What is called again and again. */
    interface Step {
        void run();
    }

    private enum Memory {
        HEAP,
        OFF_HEAP,
        CONFINED;

        MemorySegment of(Arena confined, int bytes) {
            return switch (this) {
                case HEAP -> MemorySegment.ofArray(new byte[bytes]);
                case OFF_HEAP -> Arena.ofAuto().allocate(bytes, 64);
                case CONFINED -> confined.allocate(bytes, 64);
            };
        }
    }

    private static long bytesPerRank(int ranks, Memory memory, int bytes, Maker maker) throws Exception {
        AtomicLongArray allocated = new AtomicLongArray(ranks);
        Transport.named("local").run(new String[0], ranks, (world, arguments) -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment send = memory.of(arena, bytes);
                MemorySegment recv = memory.of(arena, bytes);
                Step step = maker.make(world, send, recv);
                repeat(step, bytes == LONG_BYTES ? WARM_UP / 4 : WARM_UP);
                world.barrier();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                repeat(step, CALLS);
                allocated.set(world.rank(), THREADS.getCurrentThreadAllocatedBytes() - before);
                world.barrier();
            }
        });
        long most = 0;
        for (int r = 0; r < ranks; r++) {
            most = Math.max(most, allocated.get(r));
        }
        return most;
    }

    private static void repeat(Step step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    /** Makes what one rank calls. */
    interface Maker {
        Step make(Communicator world, MemorySegment send, MemorySegment recv);
    }

    enum Call implements Maker {
        SEND_AND_RECV {
            @Override
            public Step make(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                return world.rank() == 0
                        ? () -> {
                            world.send(send, ElementType.LONG, peer, 1);
                            world.recv(recv, ElementType.LONG, peer, 2);
                        }
                        : () -> {
                            world.recv(recv, ElementType.LONG, peer, Communicator.ANY_TAG);
                            world.send(send, ElementType.LONG, peer, 2);
                        };
            }
        },
        ISEND_AND_IRECV {
            @Override
            public Step make(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                Request[] requests = new Request[2 * WINDOW];
                return () -> {
                    for (int i = 0; i < WINDOW; i++) {
                        requests[i] = world.isend(send, ElementType.LONG, peer, i);
                    }
                    for (int i = 0; i < WINDOW; i++) {
                        requests[WINDOW + i] = world.irecv(recv, ElementType.LONG, Communicator.ANY_SOURCE, i);
                    }
                    for (Request request : requests) {
                        request.await();
                    }
                };
            }
        },
        SENDRECV {
            @Override
            public Step make(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                return () -> world.sendrecv(send, peer, 1, recv, peer, 1, ElementType.LONG);
            }
        },
        PERSISTENT {
            @Override
            public Step make(Communicator world, MemorySegment send, MemorySegment recv) {
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
        BARRIER {
            @Override
            public Step make(Communicator world, MemorySegment send, MemorySegment recv) {
                return world::barrier;
            }
        },
        ALLREDUCE {
            @Override
            public Step make(Communicator world, MemorySegment send, MemorySegment recv) {
                return () -> world.allreduce(send, recv, ElementType.LONG, ReduceOp.SUM);
            }
        },
        BCAST {
            @Override
            public Step make(Communicator world, MemorySegment send, MemorySegment recv) {
                return () -> world.bcast(send, ElementType.LONG, 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofShortMessages(Call call) throws Exception {
        for (Memory memory : Memory.values()) {
            assertThat(bytesPerRank(2, memory, 8, call)).as("%s", memory).isLessThan(CALLS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofLongMessages(Call call) throws Exception {
        for (Memory memory : Memory.values()) {
            assertThat(bytesPerRank(2, memory, LONG_BYTES, call))
                    .as("%s", memory)
                    .isLessThan(CALLS);
        }
    }

    @ParameterizedTest(name = "{0} ranks")
    @CsvSource({"1", "3"})
    void ofCollectives(int ranks) throws Exception {
        assertThat(bytesPerRank(ranks, Memory.HEAP, 8, Call.BARRIER)).isLessThan(CALLS);
        assertThat(bytesPerRank(ranks, Memory.HEAP, 8, Call.ALLREDUCE)).isLessThan(CALLS);
    }

    /** The counters see 16 bytes a call. */
    @ParameterizedTest(name = "{0} ranks")
    @CsvSource("2")
    void isSeenWhereThereIsOne(int ranks) throws Exception {
        Object[] sink = new Object[1];
        assertThat(bytesPerRank(ranks, Memory.HEAP, 8, (world, send, recv) -> () -> sink[0] = new Object()))
                .isGreaterThanOrEqualTo(CALLS);
    }
}
