package rxt.transport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/** Whose a buffer is and when: filled once {@code test} says so; closed too early, the fault is its own request's. */
@Timeout(30)
class BufferLifeTest {
    private static final int LONG_BYTES = 4 * Ring.EAGER_BYTES;

    private static void run(int ranks, Transport.Body body) throws Exception {
        Transport.named("local").run(new String[0], ranks, ThreadLevel.MULTIPLE, body);
    }

    /** Another thread of the rank takes the message, and may not touch the buffer. */
    @ParameterizedTest
    @ValueSource(ints = {8, LONG_BYTES})
    void testFillsABufferOfAConfinedArenaOnce(int bytes) throws Exception {
        run(2, (world, arguments) -> {
            if (world.rank() == 0) {
                world.send(MemorySegment.ofArray(new byte[bytes]).fill((byte) 7), ElementType.BYTE, 1, 1);
                world.send(new double[] {1}, 1, 2);
                return;
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment mine = arena.allocate(bytes);
                Request receive = world.irecv(mine, ElementType.BYTE, 0, 1);
                Thread other = Thread.ofPlatform().start(() -> world.recv(new double[1], 0, 2));
                other.join();
                assertThat(receive.test()).isTrue();
                assertThat(mine.get(ValueLayout.JAVA_BYTE, bytes - 1)).isEqualTo((byte) 7);
                mine.fill((byte) 9);
                assertThat(receive.await().bytes()).isEqualTo(bytes);
                assertThat(mine.get(ValueLayout.JAVA_BYTE, bytes - 1)).isEqualTo((byte) 9);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {8, LONG_BYTES})
    void aReceiveWhoseBufferIsClosedFailsAloneAndLaterMessagesCome(int bytes) throws Exception {
        run(2, (world, arguments) -> {
            if (world.rank() == 0) {
                world.barrier();
                Request send = world.isend(MemorySegment.ofArray(new byte[bytes]), ElementType.BYTE, 1, 1);
                sendNumbers(world);
                send.await();
                return;
            }
            Request receive;
            try (Arena arena = Arena.ofShared()) {
                receive = world.irecv(arena.allocate(bytes), ElementType.BYTE, 0, 1);
            }
            world.barrier();
            requireNumbers(world);
            assertThatThrownBy(receive::await)
                    .isInstanceOf(CommunicationException.class)
                    .hasMessageContaining("rank 1: recv with rank 0, tag 1: the message could not be copied");
        });
    }

    /** A long message stays with its sender until it is received. */
    @Test
    void aSendWhoseBufferIsClosedFailsOnBothSides() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        run(2, (world, arguments) -> {
            if (world.rank() == 0) {
                Request send;
                try (Arena arena = Arena.ofShared()) {
                    send = world.isend(arena.allocate(LONG_BYTES), ElementType.BYTE, 1, 1);
                }
                closed.countDown();
                sendNumbers(world);
                world.barrier();
                assertThatThrownBy(send::await)
                        .isInstanceOf(CommunicationException.class)
                        .hasMessageContaining("rank 0: send with rank 1, tag 1")
                        .hasMessageContaining("the sender's buffer was closed");
                return;
            }
            await(closed);
            Request receive = world.irecv(MemorySegment.ofArray(new byte[LONG_BYTES]), ElementType.BYTE, 0, 1);
            requireNumbers(world);
            assertThatThrownBy(receive::await)
                    .isInstanceOf(CommunicationException.class)
                    .hasMessageContaining("rank 1: recv with rank 0, tag 1: the message could not be copied");
            world.barrier();
        });
    }

    /** The last of so many short sends finds its ring full and waits. */
    @Test
    void aSendThatWaitsForRoomFailsWhenItsBufferIsClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        run(2, (world, arguments) -> {
            if (world.rank() == 0) {
                for (int i = 0; i < Ring.SLOTS; i++) {
                    world.send(new double[] {i}, 1, 1);
                }
                Request send;
                try (Arena arena = Arena.ofShared()) {
                    send = world.isend(arena.allocate(8), ElementType.BYTE, 1, 1);
                }
                closed.countDown();
                world.barrier();
                assertThatThrownBy(send::await)
                        .isInstanceOf(CommunicationException.class)
                        .hasMessageContaining("rank 0: send with rank 1, tag 1: the message could not be copied");
                sendNumbers(world);
                return;
            }
            await(closed);
            world.barrier();
            for (int i = 0; i < Ring.SLOTS; i++) {
                world.recv(new double[1], 0, 1);
            }
            requireNumbers(world);
        });
    }

    /** The JVM breaks such a copy off by an exception and an interrupt, of which only the first is meant. */
    @Test
    void aBufferClosedWhileItIsCopiedInterruptsNobody() throws Exception {
        int bytes = 1 << 22;
        AtomicInteger failed = new AtomicInteger();
        run(2, (world, arguments) -> {
            MemorySegment into = MemorySegment.ofArray(new byte[bytes]);
            for (int n = 0; n < 400; n++) {
                world.barrier();
                if (world.rank() == 0) {
                    sendAndClose(world, bytes, n * 2_000L);
                    continue;
                }
                try {
                    world.recv(into, ElementType.BYTE, 0, 1);
                } catch (CommunicationException e) {
                    assertThat(e).hasMessageContaining("the message could not be copied");
                    failed.incrementAndGet();
                }
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });
        assertThat(failed).hasPositiveValue();
    }

    private static void sendAndClose(Communicator world, int bytes, long afterNanos) {
        Request send;
        try (Arena arena = Arena.ofShared()) {
            send = world.isend(arena.allocate(bytes), ElementType.BYTE, 1, 1);
            long start = System.nanoTime();
            while (System.nanoTime() - start < afterNanos) {
                world.iprobe(1, 2);
            }
        }
        try {
            send.await();
        } catch (CommunicationException e) {
            assertThat(e).hasMessageContaining("the sender's buffer was closed");
        }
    }

    /** A wait that, unlike one for a message, moves none along: else they might come before the buffer is closed. */
    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sendNumbers(Communicator world) {
        for (int i = 0; i < Ring.SLOTS + 10; i++) {
            world.isend(MemorySegment.ofArray(new double[] {i}), ElementType.DOUBLE, 1, 2);
        }
    }

    private static void requireNumbers(Communicator world) {
        double[] number = {-1};
        for (int i = 0; i < Ring.SLOTS + 10; i++) {
            world.recv(number, 0, 2);
            assertThat(number[0]).isEqualTo(i);
        }
    }
}
