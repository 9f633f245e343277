package rxt.measure;

import java.util.Arrays;
import java.util.Map;
import rxt.kernel.Catalogue;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/**
 * What timing costs {@code jacobi}: steps with and without clocks in turn, so that the machine's moods fall on both, and
 * the median of the paired ratios with its spread. Arguments: ranks, threads, scale, iterations, pairs. It is to cost less
 * than 1 %.
 *
 * <pre>
 * mvn -Pjmh test-compile exec:exec '-Dexec.mainClass=rxt.measure.JacobiCost' …
 * </pre>
 */
public final class JacobiCost {
    private JacobiCost() {}

    public static void main(String[] args) throws Exception {
        int[] a = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        Transport.named("local").run(new String[0], a[0], (world, _) -> {
            try (Team team = Team.named("spin", a[1])) {
                RankClock clock = new RankClock();
                try (Kernel plain = jacobi(world, team, a[2], a[3]);
                        Kernel timed = jacobi(
                                new TimedCommunicator(world, new MessageClock(clock)),
                                new TimedTeam(team, clock, "jacobi"),
                                a[2],
                                a[3])) {
                    compare(world, plain, timed, a[4]);
                }
            }
        });
    }

    private static Kernel jacobi(Communicator world, Team team, int scale, int iterations) {
        KernelType type = Catalogue.named("jacobi");
        Map<String, String> params =
                Map.of("scale", String.valueOf(scale), "iterations", String.valueOf(iterations));
        return type.create(new Context(world, team, type.params(params), _ -> {
            throw new IllegalStateException("jacobi reads nothing");
        }));
    }

    private static void compare(Communicator world, Kernel plain, Kernel timed, int pairs) {
        double[] ratios = new double[pairs];
        double[] plainNanos = new double[pairs];
        for (int pair = -pairs / 4; pair < pairs; pair++) {
            double first = nanos(world, pair % 2 == 0 ? plain : timed);
            double second = nanos(world, pair % 2 == 0 ? timed : plain);
            if (pair >= 0) {
                plainNanos[pair] = pair % 2 == 0 ? first : second;
                ratios[pair] = pair % 2 == 0 ? second / first : first / second;
            }
        }
        if (world.rank() == 0) {
            Arrays.sort(ratios);
            Arrays.sort(plainNanos);
            int half = (int) Math.round(0.98 * Math.sqrt(pairs)); // 95 % interval of a median, for many pairs
            System.out.printf(
                    "step %.3f ms; timed/plain %.5f [%.5f, %.5f], %d pairs, counter %s%n",
                    plainNanos[pairs / 2] * 1e-6,
                    ratios[pairs / 2],
                    ratios[pairs / 2 - half],
                    ratios[pairs / 2 + half],
                    pairs,
                    Ticks.NAME);
        }
    }

    private static double nanos(Communicator world, Kernel kernel) {
        world.barrier();
        long start = System.nanoTime();
        kernel.step();
        return System.nanoTime() - start;
    }
}
