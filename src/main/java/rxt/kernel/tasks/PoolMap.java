package rxt.kernel.tasks;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RecursiveAction;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A function that is next to nothing, the cube, mapped over the numbers 0 to n − 1 by a pool of workers: what remains is the
 * price of handing tasks over.
 *
 * <p>Each rank has a part of the numbers and hands it out in tasks of {@code chunk}: to its team, to a fixed pool of as many
 * threads, to a virtual thread per task, by recursive halving in a fork/join pool, or to nobody ({@code serial}: the other
 * threads rest). A sum over all ranks follows.
 *
 * <p>The answer: the cubes themselves, and their sum (n(n − 1)/2)² modulo 2⁶⁴, which is exact up to n = 77,936.
 */
public class PoolMap implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "pool-map",
                    "tasks",
                    "tiny tasks, the cubes of 0 to n − 1, mapped by a pool",
                    "S1 Pool(5), S0 cubes",
                    List.of(
                            Parameter.whole("n", 50_000, 1, 100_000_000, "numbers over all ranks"),
                            Parameter.whole("chunk", 1, 1, 100_000_000, "numbers in a task"),
                            Parameter.choice(
                                    "variant",
                                    "executor",
                                    List.of("serial", "team", "executor", "virtual", "forkjoin"),
                                    "who does the tasks")),
                    WeakScaling.proportional("n"),
                    PoolMap::new)
            .allocating((params, ranks) -> Memory.heap(8.0 * params.longValue("n") / ranks));

    private final Communicator world;
    private final Team team;
    private final long n;
    private final long first;
    private final int chunk;
    private final int tasks;
    private final String variant;
    private final Pool pool;
    private final long[] cubes;
    private final Team.Loop loop = (from, to) -> {
        for (int task = (int) from; task < to; task++) {
            run(task);
        }
    };
    private long total;
    private long steps;

    PoolMap(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().longValue("n");
        variant = context.params().text("variant");
        Partition parts = new Partition(n, world.size());
        first = parts.from(world.rank());
        cubes = new long[(int) parts.lengthOf(world.rank())];
        chunk = context.params().intValue("chunk");
        tasks = Math.ceilDiv(cubes.length, chunk);
        pool = switch (variant) {
            case "executor" -> new Pool(team.size());
            case "virtual" -> new Pool(Executors.newVirtualThreadPerTaskExecutor());
            default -> null;
        };
    }

    /** Two multiplications for a cube and an addition to the sum; a cube is written and read. */
    @Override
    public Work work() {
        return new Work(3.0 * n, 2.0 * Long.BYTES * n, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        switch (variant) {
            case "serial" -> loop.run(0, tasks);
            case "team" -> team.forEach(Range.of(0, tasks), Schedule.dynamic(1), loop);
            case "forkjoin" -> team.invoke(new Halving(0, tasks));
            default -> pool.forEach(tasks, this::run);
        }
        long sum = 0;
        for (long cube : cubes) {
            sum += cube;
        }
        total += world.allreduce(sum, ReduceOp.SUM);
        steps++;
    }

    /** One task: its numbers' cubes. */
    private void run(int task) {
        int end = (int) Math.min(cubes.length, (task + 1L) * chunk);
        for (int i = task * chunk; i < end; i++) {
            cubes[i] = cube(first + i);
        }
    }

    /** Overridden by a mutant. */
    long cube(long number) {
        return number * number * number;
    }

    /** Halves a range of tasks until it is one. */
    private final class Halving extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final int from;
        private final int to;

        Halving(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from > 1) {
                int middle = (from + to) >>> 1;
                invokeAll(new Halving(from, middle), new Halving(middle, to));
            } else if (to > from) {
                run(from);
            }
        }
    }

    @Override
    public Check verify() {
        long wrong = 0;
        long digest = 0;
        for (int i = 0; i < cubes.length; i++) {
            long number = first + i;
            wrong += cubes[i] == number * number * number ? 0 : 1;
            digest += Digest.term(number, cubes[i]);
        }
        long pairs = n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n;
        return Check.exact("sum of the cubes, over the steps", Math.max(1, steps) * (pairs * pairs), total)
                .and(Check.exact("wrong cubes", 0, world.allreduce(wrong, ReduceOp.SUM)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    @Override
    public List<Observation> observations() {
        return List.of(new Observation("tasks handed over", "", variant.equals("serial") ? 0 : tasks));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
