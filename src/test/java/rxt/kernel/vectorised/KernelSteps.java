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

/** Steps of a kernel on one rank with one thread, in a JVM of their own: so many seconds of them, then its check. */
final class KernelSteps {
    private KernelSteps() {}

    /** Arguments: seconds, the kernel, and parameters as {@code name=value}. */
    public static void main(String[] args) throws Exception {
        double seconds = Double.parseDouble(args[0]);
        KernelType type = Catalogue.named(args[1]);
        Map<String, String> params = new TreeMap<>();
        for (int i = 2; i < args.length; i++) {
            params.put(args[i].substring(0, args[i].indexOf('=')), args[i].substring(args[i].indexOf('=') + 1));
        }
        Transport.named("local").run(new String[0], 1, (world, _) -> {
            Context.Inputs inputs = name -> Files.newInputStream(Path.of("inputs").resolve(name));
            try (Team team = Team.named("forkjoin", 1);
                    Kernel kernel = type.create(new Context(world, team, type.params(params), inputs))) {
                long end = System.nanoTime() + (long) (seconds * 1e9);
                while (System.nanoTime() < end) {
                    kernel.step();
                }
                System.out.println(kernel.verify());
            }
        });
    }
}
