package rxt.kernel.tasks;

import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.LinearRecurrence;
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
 * A fixed number of equal jobs, a given fraction of them done by one worker while all others wait: Amdahl's law (AFIPS
 * 1967) itself, time(workers) = serial + (1 − serial) / workers.
 *
 * <p>The calling thread of rank 0 does the serial jobs and broadcasts their sum, without which no other job can begin;
 * these are dealt to the ranks, and a rank's to its team, in contiguous parts. One sum over the ranks ends a step.
 *
 * <p>The answer: the sum of all jobs, a {@link LinearRecurrence} each, exact modulo 2⁶⁴ and known in closed form.
 */
public class Amdahl implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "amdahl",
                    "tasks",
                    "equal jobs, a fraction of them done by one worker while all others wait",
                    "S1 Amdahl's law",
                    List.of(
                            Parameter.whole("jobs", 10_000, 1, 1_000_000_000, "jobs, serial and parallel"),
                            Parameter.whole(
                                    "length", 2_000, 1, 1_000_000_000, "steps of a job's recurrence, of about 1 ns"),
                            Parameter.real("serial", 0.1, 0, 1, "fraction of the jobs that one worker does alone")),
                    WeakScaling.proportional("jobs"),
                    Amdahl::new)
            .requiring(Amdahl::require);

    /** Members' figures lie so far apart that no two share a cache line. */
    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long jobs;
    private final long length;
    private final long serialJobs;
    private final Partition members;
    private final long first;
    private final long expected;
    private final long[] sums;
    private final long[] nanos;
    private final long[] serialSum = new long[1];
    private final Team.Region parallel = this::parallelPart;
    private long serialNanos;
    private long checksum;
    private long steps;
    private long wrongSteps;

    Amdahl(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        jobs = context.params().longValue("jobs");
        length = context.params().longValue("length");
        serialJobs = serialJobs(context.params());
        Partition ranks = new Partition(jobs - serialJobs, world.size());
        first = serialJobs + ranks.from(world.rank());
        members = new Partition(ranks.lengthOf(world.rank()), team.size());
        expected = expected(jobs, length, serialJobs);
        sums = new long[PAD * team.size()];
        nanos = new long[PAD * team.size()];
    }

    private static void require(Params params, int ranks, int threads) {
        double fraction = params.doubleValue("serial");
        if (fraction > 0 && serialJobs(params) == 0) {
            throw new IllegalArgumentException("serial = " + fraction + " of " + params.longValue("jobs")
                    + " jobs is less than half a job, so that none would be serial; use more jobs, or serial 0");
        }
    }

    /** To the nearest job. */
    private static long serialJobs(Params params) {
        return Math.round(params.longValue("jobs") * params.doubleValue("serial"));
    }

    /** Parallel jobs begin at their number plus the serial jobs' sum. */
    static long expected(long jobs, long length, long serialJobs) {
        LinearRecurrence.Jump job = LinearRecurrence.jump(length);
        long serial = job.sum(0, serialJobs);
        return serial + job.sum(serialJobs, jobs) + (jobs - serialJobs) * job.multiplier() * serial;
    }

    /** Whole numbers only: a product and a sum for each step of a recurrence. */
    @Override
    public Work work() {
        return new Work(2.0 * jobs * length, 0, 3.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        long begin = journal.nanos();
        serialSum[0] = world.rank() == 0 ? sum(0, serialJobs, 0) : 0;
        long end = journal.nanos();
        if (world.rank() == 0) {
            serialNanos += end - begin;
            journal.span(0, "serial", begin, end);
        }
        world.bcast(serialSum, 0);
        team.region(parallel);
        long own = world.rank() == 0 ? serialSum[0] : 0;
        for (int member = 0; member < team.size(); member++) {
            own += sums[PAD * member];
        }
        checksum = world.allreduce(own, ReduceOp.SUM);
        steps++;
        wrongSteps += checksum == expected ? 0 : 1;
    }

    private void parallelPart(Team.Member me) {
        int member = me.thread();
        long begin = journal.nanos();
        sums[PAD * member] = sum(first + members.from(member), first + members.to(member), serialSum[0]);
        long end = journal.nanos();
        nanos[PAD * member] += end - begin;
        journal.span(member, "parallel", begin, end);
    }

    /** The jobs from {@code from} to {@code to}; overridden by tests. */
    long sum(long from, long to, long start) {
        long sum = 0;
        for (long job = from; job < to; job++) {
            sum += LinearRecurrence.run(job + start, length);
        }
        return sum;
    }

    @Override
    public Check verify() {
        return Check.exact("checksum", expected, checksum)
                .and(Check.exact("steps with a wrong checksum", 0, wrongSteps))
                .withDigest(checksum);
    }

    /** Seconds of work in a step: of rank 0's serial part, and of the parallel part added over this rank's threads. */
    @Override
    public List<Observation> observations() {
        long total = 0;
        for (int member = 0; member < team.size(); member++) {
            total += nanos[PAD * member];
        }
        return List.of(
                new Observation("serial seconds", "s", serialNanos * 1e-9 / steps),
                new Observation("parallel seconds", "s", total * 1e-9 / steps));
    }
}
