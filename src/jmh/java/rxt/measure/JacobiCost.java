package rxt.measure;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BinaryOperator;
import rxt.kernel.Catalogue;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.spmd.Communicator;
import rxt.spmd.Transport;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * What timing costs {@code jacobi}: steps of one kernel with and without clocks in turn, so that the
 * machine's moods and where memory lies are the same for both, and
 * the median of the paired ratios with its spread. Arguments: ranks, threads, scale, iterations, pairs. It is to cost less
 * than 1 %.
 *
 * <pre>
 * mvn -q -Pjmh test-compile
 * java --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector -XX:MaxInlineLevel=40 -cp … \
 *     rxt.measure.JacobiCost 1 2 16 100 400
 * </pre>
 */
public final class JacobiCost {
    private JacobiCost() {}

    public static void main(String[] args) throws Exception {
        int[] a = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        Transport.named("local").run(new String[0], a[0], (world, _) -> {
            try (Team team = Team.named("spin", a[1])) {
                RankClock clock = new RankClock();
                boolean[] timing = new boolean[1];
                Communicator messages = (Communicator) Proxy.newProxyInstance(
                        JacobiCost.class.getClassLoader(),
                        new Class<?>[] {Communicator.class},
                        either(timing, world, new TimedCommunicator(world, new MessageClock(clock))));
                Team threads = new SwitchedTeam(timing, team, new TimedTeam(team, clock, "jacobi"));
                try (Kernel kernel = jacobi(messages, threads, a[2], a[3])) {
                    compare(world, kernel, timing, a[4]);
                }
            }
        });
    }

    /** Hands each call to the one or the other. */
    private static InvocationHandler either(boolean[] timing, Communicator plain, Communicator timed) {
        return (_, method, arguments) -> method.getName().equals("as")
                ? Proxy.newProxyInstance(
                        JacobiCost.class.getClassLoader(),
                        new Class<?>[] {Communicator.class},
                        either(timing, plain.as((String) arguments[0]), timed.as((String) arguments[0])))
                : method.invoke(timing[0] ? timed : plain, arguments);
    }

    /** A team with a clock or without, as the switch says. */
    private record SwitchedTeam(boolean[] timing, Team plain, Team timed) implements Team {
        private Team now() {
            return timing[0] ? timed : plain;
        }

        @Override
        public String name() {
            return plain.name();
        }

        @Override
        public Team as(String region) {
            return new SwitchedTeam(timing, plain.as(region), timed.as(region));
        }

        @Override
        public List<String> masks() {
            return plain.masks();
        }

        @Override
        public int size() {
            return plain.size();
        }

        @Override
        public void region(Region body) {
            now().region(body);
        }

        @Override
        public void forEach(Range range, Schedule schedule, Loop body) {
            now().forEach(range, schedule, body);
        }

        @Override
        public <R> R reduce(Range range, R identity, Block<R> block, BinaryOperator<R> combine) {
            return now().reduce(range, identity, block, combine);
        }

        @Override
        public double sum(Range range, DoubleBlock block) {
            return now().sum(range, block);
        }

        @Override
        public long sumLong(Range range, LongBlock block) {
            return now().sumLong(range, block);
        }

        @Override
        public <R> R invoke(ForkJoinTask<R> task) {
            return now().invoke(task);
        }

        @Override
        public void close() {
            plain.close();
        }
    }

    private static Kernel jacobi(Communicator world, Team team, int scale, int iterations) {
        KernelType type = Catalogue.named("jacobi");
        Map<String, String> params =
                Map.of("scale", String.valueOf(scale), "iterations", String.valueOf(iterations));
        return type.create(new Context(world, team, type.params(params), _ -> {
            throw new IllegalStateException("jacobi reads nothing");
        }));
    }

    private static void compare(Communicator world, Kernel kernel, boolean[] timing, int pairs) {
        double[] ratios = new double[pairs];
        double[] plainNanos = new double[pairs];
        for (int pair = -pairs / 4; pair < pairs; pair++) {
            boolean timedFirst = pair % 2 != 0;
            timing[0] = timedFirst;
            double first = nanos(world, kernel);
            timing[0] = !timedFirst;
            double second = nanos(world, kernel);
            if (pair >= 0) {
                plainNanos[pair] = timedFirst ? second : first;
                ratios[pair] = timedFirst ? first / second : second / first;
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
