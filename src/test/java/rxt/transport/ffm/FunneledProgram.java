package rxt.transport.ffm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/** Asks for FUNNELED and calls from another thread; each rank leaves what came of it in {@code refusal-}rank. */
final class FunneledProgram {
    private FunneledProgram() {}

    /** @param args folder, number of ranks */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        try {
            Transport.named("ffm").run(args, Integer.parseInt(args[1]), ThreadLevel.FUNNELED, (world, words) -> {
                Files.writeString(folder.resolve("refusal-" + world.rank()), fromAnotherThread(world));
                // The body's own thread is still served.
                long sum = world.allreduce(1L, ReduceOp.SUM);
                Files.writeString(folder.resolve("end-" + world.rank()), world.threadLevel() + " " + sum);
            });
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static String fromAnotherThread(Communicator world) throws InterruptedException {
        AtomicReference<String> answer = new AtomicReference<>("no refusal");
        Thread other = new Thread(
                () -> {
                    try {
                        world.isend(
                                java.lang.foreign.MemorySegment.ofArray(new byte[8]),
                                rxt.spmd.ElementType.BYTE,
                                Communicator.PROC_NULL,
                                1);
                    } catch (RuntimeException e) {
                        answer.set(e.toString());
                    }
                },
                "a worker");
        other.start();
        other.join();
        return answer.get();
    }
}
