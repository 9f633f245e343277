package rxt.transport.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * The MPI 5.0 standard ABI without a library that has it: a small C library of one rank with the standard's values, which
 * answers an error to any other; and that each value matters, by libraries in which one is another.
 */
@Tag("ffm")
class StandardAbiIT {
    @TempDir
    Path folder;

    /** One rank that uses every type, operation and special value. */
    static final class Main {
        /** Codes by which the library shows what it was given. */
        private static final Map<ReduceOp, Integer> OP_CODES = Map.of(
                ReduceOp.SUM,
                1,
                ReduceOp.MIN,
                2,
                ReduceOp.MAX,
                3,
                ReduceOp.PROD,
                4,
                ReduceOp.BAND,
                5,
                ReduceOp.BOR,
                6,
                ReduceOp.BXOR,
                7);

        private static final Map<ElementType, Integer> TYPE_CODES = Map.of(
                ElementType.BYTE,
                1,
                ElementType.INT,
                2,
                ElementType.LONG,
                3,
                ElementType.FLOAT,
                4,
                ElementType.DOUBLE,
                5);

        private final Communicator world;

        private Main(Communicator world) {
            this.world = world;
        }

        public static void main(String[] args) throws Exception {
            Transport transport = Transport.named("ffm");
            transport.run(args, 1, ThreadLevel.SERIALIZED, (world, _) -> {
                demand(transport.library(), "Stub MPI 1.0 of the standard ABI");
                demand(transport.binding(), "FFM, MPI standard ABI");
                demand(world.threadLevel(), ThreadLevel.SERIALIZED);
                new Main(world).check();
                new Main(world.split(0, 0)).check();
                System.out.println("all is well");
            });
        }

        private void check() {
            types();
            operations();
            messages();
            nobody();
            tooLong();
        }

        private void types() {
            for (ElementType type : ElementType.values()) {
                MemorySegment buffer = Arena.ofAuto().allocate(24, 8);
                world.bcast(buffer, type, 0);
                // The root keeps what the library left in its off-heap buffer.
                demand(
                        buffer.get(ValueLayout.JAVA_BYTE, 23),
                        TYPE_CODES.get(type).byteValue());
            }
        }

        private void operations() {
            MemorySegment send = MemorySegment.ofArray(new long[] {100});
            long[] result = new long[1];
            for (ReduceOp op : ReduceOp.values()) {
                world.allreduce(send, MemorySegment.ofArray(result), ElementType.LONG, op);
                demand(result[0], 100L + OP_CODES.get(op));
            }
        }

        private void messages() {
            double[] into = new double[3];
            world.send(new double[] {1, 2}, 0, 7);
            demand(world.recv(into, 0, 7), new Status(0, 7, 16));
            demand(into[1], 2.0);
            world.send(new double[] {3}, 0, 8);
            demand(world.recv(into, Communicator.ANY_SOURCE, Communicator.ANY_TAG), new Status(0, 8, 8));
            Request outgoing = world.isend(MemorySegment.ofArray(new int[] {9}), ElementType.INT, 0, 9);
            int[] one = new int[1];
            Request incoming = world.irecv(
                    MemorySegment.ofArray(one), ElementType.INT, Communicator.ANY_SOURCE, Communicator.ANY_TAG);
            demand(outgoing.test(), true);
            outgoing.await();
            demand(incoming.await(), new Status(0, 9, 4));
            demand(one[0], 9);
        }

        private void nobody() {
            world.send(new double[] {1}, Communicator.PROC_NULL, 1);
            Status status = world.recv(new double[1], Communicator.PROC_NULL, 1);
            demand(status, new Status(Communicator.PROC_NULL, Communicator.ANY_TAG, 0));
        }

        private void tooLong() {
            world.send(new double[] {1, 2, 3}, 0, 5);
            String message = "nothing";
            try {
                world.recv(new double[2], 0, 5);
            } catch (CommunicationException e) {
                message = e.getMessage();
            }
            demand(
                    message,
                    "rank 0: recv from rank 0, tag 5: the message is longer than the receive buffer of 16 bytes:"
                            + " stub error 15");
            world.recv(new double[3], 0, 5);
        }

        private static void demand(Object actual, Object expected) {
            if (!actual.equals(expected)) {
                throw new AssertionError(actual + " instead of " + expected);
            }
        }
    }

    private Ranks.Outcome run(String... defines) {
        String[] compiler = new String[defines.length + 3];
        System.arraycopy(new String[] {"cc", "-shared", "-fPIC"}, 0, compiler, 0, 3);
        System.arraycopy(defines, 0, compiler, 3, defines.length);
        Path library = Compiled.source("standard_abi.c", folder, "libany.so", compiler);
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Drxt.mpi.library=" + library,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        java.environment().keySet().removeIf(name -> name.startsWith("OMPI_") || name.startsWith("PMI"));
        return Ranks.run(java);
    }

    @Test
    void handlesAndConstantsAreTheStandards() {
        Ranks.Outcome outcome = run();
        assertThat(outcome.output()).contains("all is well\n", "finalized\n");
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "COMM_WORLD=0x102",
                "ERRORS_RETURN=0x141",
                "INT8=0x247",
                "BYTE=0x240",
                "INT32=0x251",
                "INT64=0x20a",
                "FLOAT=0x215",
                "DOUBLE=0x220",
                "SUM=0x25",
                "MIN=0x2b",
                "MAX=0x2b",
                "PROD=0x25",
                "BAND=0x30",
                "BOR=0x31",
                "BXOR=0x32",
                "ANY_SOURCE=-4",
                "ANY_TAG=-1",
                "PROC_NULL=-2",
                "THREAD_SERIALIZED=2",
                "ERR_TRUNCATE=14"
            })
    void eachValueMatters(String mutant) {
        Ranks.Outcome outcome = run("-D" + mutant);
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).doesNotContain("all is well");
    }
}
