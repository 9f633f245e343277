package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.PersistentRequest;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/** No call allocates in steady state: the JVM's own counter of the rank's thread says so, on real ranks. */
@Tag("ffm")
class AllocationIT {
    private static final int CALLS = 5_000;

    /** What both ranks do again and again, on each kind of memory; the last one must be caught. */
    enum Steps {
        SEND_AND_RECV {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                return () -> {
                    if (world.rank() == 0) {
                        world.send(send, ElementType.DOUBLE, peer, 1);
                        world.recv(recv, ElementType.DOUBLE, peer, 1);
                    } else {
                        world.recv(recv, ElementType.DOUBLE, peer, 1);
                        world.send(send, ElementType.DOUBLE, peer, 1);
                    }
                };
            }
        },
        ISEND_AND_IRECV {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                return () -> {
                    Request incoming = world.irecv(recv, ElementType.DOUBLE, peer, 2);
                    Request outgoing = world.isend(send, ElementType.DOUBLE, peer, 2);
                    boolean early = incoming.test();
                    outgoing.await();
                    if (incoming.await().tag() != 2 && early) {
                        throw new AssertionError("a tag nobody sent");
                    }
                };
            }
        },
        SENDRECV {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                return () -> world.sendrecv(send, peer, 3, recv, peer, 3, ElementType.DOUBLE);
            }
        },
        ALLREDUCE {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                return () -> world.allreduce(send, recv, ElementType.DOUBLE, ReduceOp.SUM);
            }
        },
        IALLREDUCE {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                return () -> world.iallreduce(send, recv, ElementType.DOUBLE, ReduceOp.SUM)
                        .await();
            }
        },
        BCAST_AND_BARRIER {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                return () -> {
                    world.bcast(recv, ElementType.DOUBLE, 0);
                    world.barrier();
                };
            }
        },
        PERSISTENT {
            @Override
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                int peer = 1 - world.rank();
                PersistentRequest incoming = world.recvInit(recv, ElementType.DOUBLE, peer, 4);
                PersistentRequest outgoing = world.sendInit(send, ElementType.DOUBLE, peer, 4);
                return () -> {
                    incoming.start();
                    outgoing.start();
                    incoming.await();
                    outgoing.await();
                };
            }
        },
        MUTANT {
            @Override
            @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes; volatile, so that nothing is left out.
            Runnable of(Communicator world, MemorySegment send, MemorySegment recv) {
                return () -> {
                    kept = new byte[16];
                    world.barrier();
                };
            }
        };

        abstract Runnable of(Communicator world, MemorySegment send, MemorySegment recv);
    }

    private static volatile byte[] kept = {};

    /** Both ranks print what each step allocated; argument: a thread level. */
    static final class Main {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private Main() {}

        public static void main(String[] args) throws Exception {
            Transport.named("ffm").run(args, 2, ThreadLevel.valueOf(args[0]), (world, arguments) -> {
                for (Steps steps : Steps.values()) {
                    for (int doubles : new int[] {1, 4096}) {
                        long bytes = 8L * doubles;
                        measure(
                                world,
                                steps,
                                Arena.global().allocate(bytes, 8),
                                Arena.global().allocate(bytes, 8));
                        measure(world, steps, heap(doubles), heap(doubles));
                    }
                }
            });
        }

        private static MemorySegment heap(int doubles) {
            return MemorySegment.ofArray(new double[doubles]);
        }

        private static void measure(Communicator world, Steps steps, MemorySegment send, MemorySegment recv) {
            Runnable step = steps.of(world, send, recv);
            // Interpreted code allocates: the downcalls' boxes go when they are compiled.
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < 8; round++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < CALLS; i++) {
                    step.run();
                }
                allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            }
            System.out.println(steps + " of " + send.byteSize() + " bytes, " + (send.isNative() ? "off-heap" : "heap")
                    + ", rank " + world.rank() + ": " + 1.0 * allocated / CALLS + " bytes per call");
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"openmpi, SERIALIZED", "openmpi, MULTIPLE", "mpich, SERIALIZED", "mpich, MULTIPLE"})
    void nothingIsAllocatedPerMessage(String mpi, String level) {
        Ranks.Outcome outcome = Ranks.launch(mpi, 2, Main.class, level);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        String[] lines = outcome.output()
                .lines()
                .filter(line -> line.endsWith(" bytes per call"))
                .toArray(String[]::new);
        assertThat(lines).as(outcome.output()).hasSize(Steps.values().length * 2 * 2 * 2);
        // A counter may move once by what the JVM does beside the calls; a call that allocates takes 16 bytes each
        // time.
        assertThat(lines).allSatisfy(line -> {
            double bytes = Double.parseDouble(line.replaceAll(".*: | bytes per call", ""));
            if (line.startsWith(Steps.MUTANT.name())) {
                assertThat(bytes).as(line).isGreaterThanOrEqualTo(16);
            } else {
                assertThat(bytes).as(line).isLessThan(1);
            }
        });
    }
}
