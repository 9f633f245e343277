package rxt.kernel.tasks;

import java.io.InputStream;
import java.util.Map;
import rxt.kernel.Catalogue;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/**
 * The rank that {@link Spawn} starts, alone in a world of {@code local}: it loads the transport and the catalogue,
 * starts its team, makes a small kernel and meets its barrier, as every rank does before its first step; then it makes
 * that step. It says when it has met the barrier, and by its exit code that its answer was right, and with which number.
 */
public final class SpawnProgram {
    /** The line on standard output by which it says that it has met its barrier. */
    static final String READY = "rxt: a rank has met its barrier";

    private static final int FAILED = 1;
    private static final int FIRST_CODE = 17;
    private static final int CODES = 100;

    private SpawnProgram() {}

    public static void main(String[] arguments) {
        try {
            Transport.named("local").run(arguments, 1, (world, _) -> run(world));
            System.exit(exitCode(Long.parseLong(arguments[0])));
        } catch (Throwable cause) { // whoever started it waits for its end
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void run(Communicator world) {
        KernelType type = Catalogue.named("pi");
        try (Team team = Team.named("forkjoin", 1);
                Kernel kernel = type.create(new Context(
                        world, team, type.params(Map.of("darts", "10000")), _ -> InputStream.nullInputStream()))) {
            world.barrier();
            System.out.println(READY);
            kernel.step();
            Check check = kernel.verify();
            if (!check.valid()) {
                throw new IllegalStateException(check.toString());
            }
        }
    }

    /** None that a JVM ends with of its own accord or by a signal: those are 0, 1 and from 128. */
    static int exitCode(long number) {
        return FIRST_CODE + (int) (number % CODES);
    }
}
