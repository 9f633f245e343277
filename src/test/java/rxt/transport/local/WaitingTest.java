package rxt.transport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;
import rxt.spmd.Window;

/** What waits, and what must not. */
@Timeout(60)
class WaitingTest {
    private static final int MANY = 5 * Ring.SLOTS;

    private static void run(int ranks, Transport.Body body) throws Exception {
        Transport.named("local").run(new String[0], ranks, body);
    }

    private static Request begin(Communicator world, long value, int count, int dest) {
        long[] values = new long[count];
        values[count - 1] = value;
        return world.isend(MemorySegment.ofArray(values), ElementType.LONG, dest, 0);
    }

    /** Short ones, those with a page, and long ones in turn. */
    private static int count(int n) {
        return n % 10 == 9 ? 1000 : n % 3 == 1 ? 100 : 1;
    }

    private static void receiveMany(Communicator world, int source) {
        for (int n = 0; n < MANY; n++) {
            long[] values = new long[1000];
            assertThat(world.recv(values, source, 0).bytes()).isEqualTo(8L * count(n));
            assertThat(values[count(n) - 1]).isEqualTo(n);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERIALIZED", "MULTIPLE"})
    void allMaySendMoreThanTheRingsHoldBeforeAnybodyReceives(ThreadLevel level) throws Exception {
        Transport.named("local").run(new String[0], 4, level, (world, arguments) -> {
            List<Request> sends = new ArrayList<>();
            for (int n = 0; n < MANY; n++) {
                for (int dest = 0; dest < world.size(); dest++) {
                    sends.add(begin(world, n, count(n), dest));
                }
            }
            world.barrier();
            for (int source = world.size() - 1; source >= 0; source--) {
                receiveMany(world, source);
            }
            Request.waitAll(sends);
        });
    }

    @Test
    void aSendThatOnlyBeginsDoesNotWaitForAReceiverThatDoesNotCall() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        run(2, (world, arguments) -> {
            if (world.rank() == 0) {
                List<Request> sends = new ArrayList<>();
                for (int n = 0; n < MANY; n++) {
                    sends.add(begin(world, n, count(n), 1));
                }
                begun.countDown();
                Request.waitAll(sends);
            } else {
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
                receiveMany(world, 0);
            }
        });
    }

    @Test
    void whatARankHasBegunToSendArrivesAfterItsEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        run(2, (world, arguments) -> {
            if (world.rank() == 0) {
                for (int n = 0; n < MANY; n++) {
                    begin(world, n, count(n), 1);
                }
                begun.countDown();
            } else {
                begun.await();
                TimeUnit.MILLISECONDS.sleep(50);
                receiveMany(world, 0);
            }
        });
    }

    @Test
    void whatNobodyReceivesEndsWithItsReceiver() throws Exception {
        run(2, (world, arguments) -> {
            for (int n = 0; n < MANY; n++) {
                begin(world, n, count(n), 1 - world.rank());
            }
        });
    }

    @Test
    void aRankThatWaitsLongSleepsAndIsWoken() throws Exception {
        AtomicLong cpuNanos = new AtomicLong();
        run(2, (world, arguments) -> {
            MemorySegment buffer = MemorySegment.ofArray(new long[1000]);
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int n = 0; n < 3; n++) {
                if (world.rank() == 0) {
                    world.recv(buffer, ElementType.LONG, 1, 0);
                    world.barrier();
                    world.send(buffer, ElementType.LONG, 1, 0);
                } else {
                    TimeUnit.MILLISECONDS.sleep(300);
                    world.send(buffer, ElementType.LONG, 0, 0);
                    TimeUnit.MILLISECONDS.sleep(300);
                    world.barrier();
                    TimeUnit.MILLISECONDS.sleep(300);
                    world.recv(buffer, ElementType.LONG, 0, 0);
                }
            }
            cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        });
        // Nine waits of 300 ms; spinning through them would take 2.7 s.
        assertThat(cpuNanos.get()).isLessThan(900_000_000L);
    }

    @Test
    void aRankThatSleepsIsInterrupted() {
        assertThatThrownBy(() -> run(2, (world, arguments) -> {
                    Thread self = Thread.currentThread();
                    if (world.rank() == 0) {
                        Thread.ofPlatform().start(() -> {
                            try {
                                TimeUnit.MILLISECONDS.sleep(300);
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            self.interrupt();
                        });
                    }
                    world.recv(new double[1], 1 - world.rank(), 3);
                }))
                .hasMessage("rank 0: recv with rank 1, tag 3 was interrupted")
                .satisfies(e -> assertThat(e.getSuppressed()[0])
                        .hasMessageContaining("rank 1: recv with rank 0, tag 3 was given up because rank 0 failed"));
    }

    @Test
    void aFailureReleasesRanksThatSleepInAnyWait() {
        assertThatThrownBy(() -> run(5, (world, arguments) -> {
                    Communicator quarrel = world.split(0, 0);
                    try (Window window = world.window(8)) {
                        if (world.rank() == 4) {
                            window.lock(4, true);
                        }
                        world.barrier();
                        MemorySegment buffer = MemorySegment.ofArray(new long[1000]);
                        switch (world.rank()) {
                            case 0 -> window.lock(4, false);
                            case 1 -> world.send(buffer, ElementType.LONG, 4, 0);
                            case 2 -> world.probe(4, 1);
                            case 3 -> quarrel.ibarrier().await();
                            default -> {
                                TimeUnit.MILLISECONDS.sleep(300);
                                throw new IllegalStateException("rank 4 fails on purpose");
                            }
                        }
                    }
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .hasSizeGreaterThanOrEqualTo(4)
                        .filteredOn(other -> other.getMessage().contains("given up because rank 4 failed"))
                        .hasSizeGreaterThanOrEqualTo(4));
    }
}
