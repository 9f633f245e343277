package rxt.kernel.vectorised;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import rxt.kernel.Catalogue;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/** Steps of a kernel on one rank with one thread, in a JVM of their own, until it is ended. */
final class KernelSteps {
    /** After which nobody waits any more. */
    private static final long MOST_NANOS = 20_000_000_000L;

    private KernelSteps() {}

    /** Arguments: the kernel, and parameters as {@code name=value}. */
    public static void main(String[] args) throws Exception {
        KernelType type = Catalogue.named(args[0]);
        Map<String, String> params = new TreeMap<>();
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            params.put(args[i].substring(0, equals), args[i].substring(equals + 1));
        }
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            Context.Inputs inputs =
                    name -> Files.newInputStream(Path.of("inputs").resolve(name));
            try (Team team = Team.named("spin", 1);
                    Kernel kernel = type.create(new Context(world, team, type.params(params), inputs))) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < MOST_NANOS) {
                    kernel.step();
                }
            }
        });
    }
}
