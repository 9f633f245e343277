package rxt.kernel.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * A few jobs of unequal length: first come, first served; the longest first; or dealt in blocks beforehand, and stolen
 * by who has none left.
 *
 * <p>Which rank does a job is decided beforehand: that of the worker who is free first when a job takes as long as it says
 * ({@code stealing}: ranks have blocks, and none steals from another). A rank's threads then take its jobs as they come:
 * from a queue built of its definition, or by executors of the JDK.
 *
 * <p>The answer: every job's generator ends where jumping ahead says; jobs of a common line begin in the policy's
 * order, as far as workers who take them at the same time leave one; the most loaded worker has no less than the lower
 * bound of any schedule; and the ideal makespan, of an exact simulation, lies within Graham's bounds. The makespan that
 * the clock tells is an observation: a slow thread may exceed any bound.
 */
public class Makespan implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "makespan",
                    "tasks",
                    "jobs of unequal length in three orders",
                    "S4 variable jobs",
                    Stream.concat(
                                    Stream.of(
                                            Parameter.choice(
                                                    "jobs",
                                                    "1 8 1.5 2",
                                                    List.of(),
                                                    "their lengths in units of work, in order"),
                                            Parameter.whole(
                                                    "copies", 1, 1, 10_000, "of the list, one behind the other"),
                                            Parameter.choice(
                                                    "policy",
                                                    "fifo",
                                                    List.of("fifo", "longest-first", "stealing"),
                                                    "which job is next"),
                                            Parameter.choice(
                                                    "variant",
                                                    "textbook",
                                                    List.of("textbook", "jdk"),
                                                    "own queues, or executor and fork/join pool")),
                                    WorkUnit.parameters(1_000_000).stream())
                            .toList(),
                    WeakScaling.proportional("copies"),
                    Makespan::new)
            .requiring(Makespan::require);

    private static final int MOST_JOBS = 1000;
    private static final double LONGEST = 1000;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final WorkUnit unit;
    private final boolean stealing;
    private final double[] lengths;
    private final int[] own;
    private final double[] ownLengths;
    private final JobQueue queue;
    private final Pool pool;
    private final boolean forks;
    private final ThreadNumbers threads = new ThreadNumbers();
    private final int[] worker;
    private final long[] begin;
    private final long[] end;
    private final Ledger ledger;
    private final JobOrder order;
    private long steps;

    Makespan(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        unit = WorkUnit.of(context);
        String policy = context.params().text("policy");
        stealing = policy.equals("stealing");
        lengths = lengths(context.params());
        boolean longestFirst = policy.equals("longest-first");
        own = own(longestFirst);
        order = new JobOrder(Arrays.stream(own)
                .mapToDouble(job -> longestFirst ? -lengths[job] : job)
                .toArray());
        ownLengths = Arrays.stream(own).mapToDouble(job -> lengths[job]).toArray();
        boolean jdk = context.params().text("variant").equals("jdk");
        forks = jdk && stealing;
        pool = jdk && !stealing ? new Pool(team.size()) : null;
        queue = new JobQueue(own.length, stealing ? team.size() : 1);
        worker = new int[own.length];
        begin = new long[own.length];
        end = new long[own.length];
        ledger = new Ledger(own.length);
    }

    private static void require(Params params, int ranks, int threads) {
        WorkUnit.require(params, Arrays.stream(lengths(params)).sum() / ranks);
    }

    private static double[] lengths(Params params) {
        return lengths(params.text("jobs"), params.intValue("copies"));
    }

    /** A list such as {@code 1 8 1.5 2}, so many times. */
    static double[] lengths(String text, int copies) {
        List<Double> list = new ArrayList<>();
        for (String word : text.strip().split("[\\s,;]+", -1)) {
            double length;
            try {
                length = Double.parseDouble(word);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(refusal(text, "'" + word + "' is no number"), e);
            }
            if (!(length > 0 && length <= LONGEST)) {
                throw new IllegalArgumentException(refusal(text, word + " is no length"));
            }
            list.add(length);
        }
        if (list.size() > MOST_JOBS) {
            throw new IllegalArgumentException(refusal(text, list.size() + " are too many"));
        }
        double[] all = new double[list.size() * copies];
        Arrays.setAll(all, job -> list.get(job % list.size()));
        return all;
    }

    private static String refusal(String text, String why) {
        return "jobs = '" + text + "': " + why + "; allowed are up to " + MOST_JOBS + " lengths above 0 and up to "
                + LONGEST + ", with blanks between them";
    }

    /** This rank's jobs in the order in which they are to begin. */
    private int[] own(boolean longestFirst) {
        if (stealing) {
            Partition parts = new Partition(lengths.length, world.size());
            return IntStream.range((int) parts.from(world.rank()), (int) parts.to(world.rank()))
                    .toArray();
        }
        Stream<Integer> jobs = IntStream.range(0, lengths.length).boxed();
        if (longestFirst) {
            jobs = jobs.sorted(byFallingLength());
        }
        ListSchedule all = new ListSchedule(world.size() * team.size());
        return jobs.filter(job -> all.place(lengths[job]) / team.size() == world.rank())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Overridden by a mutant. */
    Comparator<Integer> byFallingLength() {
        return Comparator.comparingDouble(job -> -lengths[job]);
    }

    /** A multiplication and an addition in each turn; a result for each job. */
    @Override
    public Work work() {
        return new Work(unit.operations(Arrays.stream(lengths).sum()), 2.0 * Long.BYTES * lengths.length, 0);
    }

    @Override
    public void step() {
        order.clear();
        if (pool != null) {
            pool.forEach(own.length, job -> run(job, threads.mine()));
        } else if (forks) {
            team.invoke(new Forking());
        } else {
            queue.fill();
            team.region(me -> {
                for (int job = queue.take(me.thread()); job >= 0; job = queue.take(me.thread())) {
                    run(job, me.thread());
                }
            });
        }
        steps++;
    }

    /** Forks every job, for the pool's other threads to steal. */
    private final class Forking extends RecursiveAction {
        private static final long serialVersionUID = 1;

        @Override
        protected void compute() {
            Collection<ForkJoinTask<?>> jobs = new ArrayList<>();
            for (int job = 0; job < own.length; job++) {
                int number = job;
                jobs.add(ForkJoinTask.adapt(() -> run(number, threads.mine())));
            }
            invokeAll(jobs);
        }
    }

    private void run(int job, int by) {
        order.begin(job, by);
        worker[job] = by;
        begin[job] = journal.nanos();
        ledger.add(job, work(own[job], lengths[own[job]]));
        end[job] = journal.nanos();
        journal.span(by, "job " + own[job], begin[job], end[job]);
    }

    /** Overridden by a mutant. */
    long work(int job, double length) {
        return unit.run(WorkUnit.seed(job), length);
    }

    @Override
    public Check verify() {
        double ideal = ideal();
        double lower = ListSchedule.lowerBound(ownLengths, team.size());
        double upper = ListSchedule.upperBound(ownLengths, team.size());
        double rounding = 1e-9 * lower;
        boolean within = ideal >= lower - rounding && ideal <= upper + rounding && mostLoaded() >= lower - rounding;
        long misplaced = stealing ? 0 : order.misplaced(team.size());
        return ledger.check(world, steps, slot -> own[slot], job -> unit.after(WorkUnit.seed(job), lengths[(int) job]))
                .and(Check.exact("jobs begun before their turn", 0, world.allreduce(misplaced, ReduceOp.SUM)))
                .and(Check.exact("ranks out of their bounds", 0, world.allreduce(within ? 0L : 1L, ReduceOp.SUM)));
    }

    private double ideal() {
        return stealing
                ? ListSchedule.stealing(ownLengths, team.size())
                : ListSchedule.inOrder(ownLengths, team.size());
    }

    /** In units of work: the makespan of the last step if every unit took as long. */
    private double mostLoaded() {
        double[] loads = new double[Math.max(team.size(), threads.count())];
        for (int job = 0; job < own.length; job++) {
            loads[worker[job]] += ownLengths[job];
        }
        return Arrays.stream(loads).max().orElse(0);
    }

    /** From the first begin to the last end, in units of as long as this rank's took on average. */
    private double measured() {
        double busy = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int job = 0; job < own.length; job++) {
            busy += end[job] - begin[job];
            first = begin[job] - first < 0 || job == 0 ? begin[job] : first;
            last = end[job] - last > 0 || job == 0 ? end[job] : last;
        }
        return own.length == 0
                ? Double.NaN
                : (last - first) / (busy / Arrays.stream(ownLengths).sum());
    }

    @Override
    public List<Observation> observations() {
        return Observation.told(
                new Observation("makespan", "unit", measured()),
                new Observation("ideal makespan", "unit", own.length == 0 ? Double.NaN : ideal()),
                new Observation("most loaded worker", "unit", mostLoaded()));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
