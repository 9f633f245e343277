package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Transport;

/** Calls what an old library may lack, each twice, and writes what came of it; then sees that the rest works. */
final class OldLibraryProgram {
    private static final Map<String, Call> CALLS = Map.of(
            "ibarrier", world -> world.ibarrier().await(),
            "window", world -> world.window(8).close(),
            "shared", world -> world.shared(8).close(),
            "neighborhood", world -> world.neighborhood(new int[0], new int[0]).close(),
            "scan",
                    world -> world.scan(
                            MemorySegment.ofArray(new double[1]),
                            MemorySegment.ofArray(new double[1]),
                            ElementType.DOUBLE,
                            ReduceOp.SUM));

    private OldLibraryProgram() {}

    private interface Call {
        void on(Communicator world) throws Exception;
    }

    /** @param args folder */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Transport.named("ffm").run(args, 1, (world, words) -> {
            String capabilities =
                    world.capabilities().stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
            Files.writeString(folder.resolve("capabilities"), capabilities);
            for (Map.Entry<String, Call> call : CALLS.entrySet()) {
                Files.writeString(folder.resolve(call.getKey() + "-1"), said(call.getValue(), world));
                Files.writeString(folder.resolve(call.getKey() + "-2"), said(call.getValue(), world));
            }
            Files.writeString(folder.resolve("sum"), Double.toString(world.allreduce(7.0, ReduceOp.SUM)));
        });
    }

    private static String said(Call call, Communicator world) {
        try {
            call.on(world);
            return "works";
        } catch (Throwable e) {
            return e.toString();
        }
    }
}
