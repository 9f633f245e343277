package rxt.transport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.spmd.Arguments;
import rxt.spmd.Capability;
import rxt.spmd.CollectivesOverMessages;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/** Reductions over the board and those that only begin combine in the order of those over messages. */
@Timeout(60)
class SameBitsTest {
    @ParameterizedTest(name = "{0} ranks")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void asOverMessages(int ranks) throws Exception {
        Transport.named("local").run(new String[0], ranks, (world, arguments) -> {
            Communicator over = new OverMessages(world);
            for (int count : new int[] {1, 5, 256, 257, 10_000}) {
                double[] values = new double[count];
                for (int i = 0; i < count; i++) {
                    values[i] = Math.sin(world.rank() * 100 + i) * Math.pow(10, (world.rank() * 7 + i) % 17);
                }
                double[] expected = over.allreduce(values, ReduceOp.SUM);
                assertThat(world.allreduce(values, ReduceOp.SUM)).isEqualTo(expected);
                double[] begun = new double[count];
                MemorySegment send = MemorySegment.ofArray(values);
                world.iallreduce(send, MemorySegment.ofArray(begun), ElementType.DOUBLE, ReduceOp.SUM)
                        .await();
                assertThat(begun).isEqualTo(expected);
                int root = ranks - 1;
                double[] reduced = world.rank() == root ? new double[count] : new double[0];
                world.reduce(send, MemorySegment.ofArray(reduced), ElementType.DOUBLE, ReduceOp.SUM, root);
                if (world.rank() == root) {
                    assertThat(reduced).isEqualTo(expected);
                }
                if (ranks > 2 && count > 5) {
                    assertThat(inRankOrder(world, values)).isNotEqualTo(expected);
                }
            }
        });
    }

    /** Another order, whose bits differ. */
    private static double[] inRankOrder(Communicator world, double[] values) {
        double[] all = world.allgather(values);
        double[] sums = new double[values.length];
        for (int r = world.size() - 1; r >= 0; r--) {
            for (int i = 0; i < values.length; i++) {
                sums[i] += all[r * values.length + i];
            }
        }
        return sums;
    }

    private static final class OverMessages extends CollectivesOverMessages {
        private final Communicator to;

        OverMessages(Communicator to) {
            super(Arguments.of(to));
            this.to = to;
        }

        @Override
        protected Request startSend(MemorySegment buffer, ElementType type, int dest) {
            return to.isend(buffer, type, dest, 99);
        }

        @Override
        protected Status take(MemorySegment buffer, ElementType type, int source) {
            return to.recv(buffer, type, source, 99);
        }

        @Override
        public int rank() {
            return to.rank();
        }

        @Override
        public int size() {
            return to.size();
        }

        @Override
        public ThreadLevel threadLevel() {
            return to.threadLevel();
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
            to.send(buffer, type, dest, tag);
        }

        @Override
        public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
            return to.recv(buffer, type, source, tag);
        }

        @Override
        public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
            return to.isend(buffer, type, dest, tag);
        }

        @Override
        public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
            return to.irecv(buffer, type, source, tag);
        }

        @Override
        public Status probe(int source, int tag) {
            return to.probe(source, tag);
        }

        @Override
        public Optional<Status> iprobe(int source, int tag) {
            return to.iprobe(source, tag);
        }

        @Override
        public Communicator split(int color, int key) {
            return to.split(color, key);
        }

        @Override
        public void abort(int exitCode) {
            to.abort(exitCode);
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
