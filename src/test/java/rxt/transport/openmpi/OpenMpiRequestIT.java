package rxt.transport.openmpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.Request;
import rxt.spmd.Transport;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;

@Tag("openmpi")
class OpenMpiRequestIT {
    /** Rank 1 sends more than rank 0 receives, from and to the heap; little, for Open MPI writes all of a long one. */
    static final class Overlong {
        private static final int ROOM = 64;

        private Overlong() {}

        public static void main(String[] args) throws Exception {
            Transport.named("openmpi").run(args, 2, (world, _) -> {
                if (world.rank() == 1) {
                    world.send(MemorySegment.ofArray(new byte[4 * ROOM]), ElementType.BYTE, 0, 1);
                } else {
                    fail(world);
                    System.out.println("given back");
                }
            });
        }

        private static void fail(Communicator world) throws ReflectiveOperationException {
            Staging staging = staging(world);
            Staging.Block block = staging.take(ROOM);
            staging.giveBack(block);
            Request receive = world.irecv(MemorySegment.ofArray(new byte[ROOM]), ElementType.BYTE, 1, 1);
            assertThatThrownBy(receive::await)
                    .isInstanceOf(CommunicationException.class)
                    .hasMessageContaining("longer than the receive buffer of " + ROOM + " bytes");
            assertThatThrownBy(receive::test).isInstanceOf(CommunicationException.class);
            assertThat(staging.take(ROOM)).isSameAs(block);
            assertThat(staging.take(ROOM)).as("given back once").isNotSameAs(block);
        }

        /** By reflection: the library's own classes are not there where tests are compiled. */
        private static Staging staging(Communicator world) throws ReflectiveOperationException {
            Field staging = world.getClass().getSuperclass().getSuperclass().getDeclaredField("staging");
            return (Staging) staging.get(world);
        }
    }

    @Test
    void aReceiveThatFailsGivesItsStagedCopyBackOnce() throws IOException, InterruptedException {
        Command command = Launcher.command(
                Overlong.class.getName(),
                List.of(),
                new Launcher.Shape(2, 1, "openmpi", true),
                Installation.find(System.getenv()));
        Process process = command.process().redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("given back\n");
    }
}
