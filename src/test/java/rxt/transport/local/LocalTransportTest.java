package rxt.transport.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rxt.spmd.AbortException;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

@Timeout(30)
class LocalTransportTest {
    private static void run(int ranks, Transport.Body body) throws Exception {
        Transport.named("local").run(new String[0], ranks, body);
    }

    @Test
    void runsEveryRankWithItsArguments() throws Exception {
        AtomicInteger sum = new AtomicInteger();
        Transport.named("local").run(new String[] {"7"}, 3, (world, arguments) -> {
            assertThat(world.size()).isEqualTo(3);
            sum.addAndGet(world.rank() * Integer.parseInt(arguments[0]));
        });
        assertThat(sum).hasValue(21);
    }

    @Test
    void anExceptionReleasesTheRanksThatWait() {
        assertThatThrownBy(() -> run(3, (world, arguments) -> {
                    if (world.rank() == 1) {
                        throw new IOException("no disk");
                    }
                    world.barrier();
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no disk")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .hasSize(2)
                        .allSatisfy(other -> assertThat(other)
                                .isInstanceOf(CommunicationException.class)
                                .hasMessageContaining("rank 1 failed")
                                .hasMessageContaining("no disk")));
    }

    @Test
    void anErrorReleasesTheRankThatProbes() {
        assertThatThrownBy(() -> run(2, (world, arguments) -> {
                    if (world.rank() == 0) {
                        throw new AssertionError("wrong");
                    }
                    world.probe(Communicator.ANY_SOURCE, Communicator.ANY_TAG);
                }))
                .isExactlyInstanceOf(AssertionError.class);
    }

    @Test
    void abortCarriesItsExitCode() {
        assertThatThrownBy(() -> run(3, (world, arguments) -> {
                    if (world.rank() == 2) {
                        world.abort(7);
                    }
                    world.recv(new double[1], 2, 0);
                }))
                .isInstanceOfSatisfying(
                        AbortException.class, e -> assertThat(e.exitCode()).isEqualTo(7))
                .hasMessage("rank 2 aborted the launch with exit code 7");
    }

    @Test
    void buffersOfConfinedArenasMayBeSentAndReceived() throws Exception {
        run(2, (world, arguments) -> {
            try (Arena arena = Arena.ofConfined()) {
                for (long bytes : new long[] {8, 4 * Ring.EAGER_BYTES}) {
                    MemorySegment mine = arena.allocate(bytes).fill((byte) (world.rank() + 1));
                    MemorySegment theirs = arena.allocate(bytes);
                    int peer = 1 - world.rank();
                    world.sendrecv(mine, peer, 0, theirs, peer, 0, ElementType.DOUBLE);
                    assertThat(theirs.get(ValueLayout.JAVA_BYTE, bytes - 1)).isEqualTo((byte) (peer + 1));
                }
            }
        });
    }

    @Test
    void aLongSendWaitsForItsReceiveAndIsNotLost() throws Exception {
        int n = Ring.EAGER_BYTES;
        run(2, (world, arguments) -> {
            if (world.rank() == 0) {
                double[] values = new double[n];
                values[n - 1] = 1;
                Request sent = world.isend(MemorySegment.ofArray(values), ElementType.DOUBLE, 1, 3);
                assertThat(sent.test()).isFalse();
                world.barrier();
                sent.await();
                assertThatThrownBy(sent::test).hasMessageContaining("spent");
            } else {
                world.barrier();
                double[] values = new double[n];
                assertThat(world.recv(values, 0, 3).bytes()).isEqualTo(8L * n);
                assertThat(values[n - 1]).isEqualTo(1);
            }
        });
    }

    /** Rank 2 sends late: its message is there all the same when the fault of rank 1's is thrown. */
    @Test
    void anExchangeWithNeighboursEndsAllItsMessagesBeforeItFails() throws Exception {
        run(3, (world, arguments) -> {
            int[] sources = world.rank() == 0 ? new int[] {1, 2} : new int[0];
            int[] destinations = world.rank() == 0 ? new int[0] : new int[] {0};
            try (Neighborhood neighborhood = world.neighborhood(sources, destinations)) {
                double[] received = new double[3];
                if (world.rank() == 2) {
                    Thread.sleep(200);
                }
                ThrowingCallable exchange = () -> neighborhood.alltoallv(
                        MemorySegment.ofArray(new double[] {5}),
                        filled(destinations.length, 1),
                        new int[destinations.length],
                        MemorySegment.ofArray(received),
                        world.rank() == 0 ? new int[] {2, 1} : new int[0],
                        world.rank() == 0 ? new int[] {0, 2} : new int[0],
                        ElementType.DOUBLE);
                if (world.rank() == 0) {
                    assertThatThrownBy(exchange).hasMessageContaining("buffers of 8 and 16 bytes");
                    assertThat(received).containsExactly(5, 0, 5);
                } else {
                    assertThatCode(exchange).doesNotThrowAnyException();
                }
            }
        });
    }

    private static int[] filled(int length, int value) {
        int[] all = new int[length];
        Arrays.fill(all, value);
        return all;
    }

    @Test
    void buffersOfUnequalLengthAreRefusedInTheWordsOfTheCall() throws Exception {
        run(2, (world, arguments) -> {
            MemorySegment one = MemorySegment.ofArray(new double[1 + world.rank()]);
            MemorySegment two = MemorySegment.ofArray(new double[2 + 2 * world.rank()]);
            assertThatThrownBy(() -> world.allgather(one, two, ElementType.DOUBLE))
                    .hasMessageContaining("allgather: buffers of");
        });
        run(2, (world, arguments) -> {
            MemorySegment send = MemorySegment.ofArray(new double[2 + 2 * world.rank()]);
            MemorySegment recv = MemorySegment.ofArray(new double[2 + 2 * world.rank()]);
            assertThatThrownBy(() -> world.alltoall(send, recv, ElementType.DOUBLE))
                    .hasMessageContaining("alltoall: buffers of");
        });
    }

    @Test
    void refusesRanksTagsAndOperationsThatAreNotThere() throws Exception {
        run(1, (world, arguments) -> {
            double[] one = {1};
            assertThatThrownBy(() -> world.send(one, 1, 0)).hasMessageContaining("ranks are 0 to 0");
            assertThatThrownBy(() -> world.send(one, 0, -1)).hasMessageContaining("tags are 0 or more");
            assertThatThrownBy(() -> world.recv(one, -5, 0)).hasMessageContaining("ranks are 0 to 0");
            assertThatThrownBy(() -> world.bcast(one, 2)).hasMessageContaining("root 2");
            assertThatThrownBy(() -> world.allreduce(one, ReduceOp.BXOR)).hasMessageContaining("BXOR is not defined");
            assertThatThrownBy(() -> world.split(-1, 0)).hasMessageContaining("colors are 0 or more");
            assertThat(world.iprobe(0, 0)).isEqualTo(Optional.empty());
        });
        assertThatThrownBy(() -> run(0, (world, arguments) -> {})).hasMessageContaining("1 rank or more");
    }

    @Test
    void whatACommunicatorsRanksShareGoesWithTheLastOfThem() {
        World world = new World(1, ThreadLevel.SERIALIZED);
        LocalCommunicator all = LocalCommunicator.ofWorld(world, 0);
        for (int n = 0; n < 3; n++) {
            LocalCommunicator part = all.split(0, 0);
            assertThat(world.openGroups()).isEqualTo(2);
            part.close();
            part.close();
            all.neighborhood(new int[] {0}, new int[] {0}).close();
            assertThat(world.openGroups()).isEqualTo(1);
        }
    }
}
