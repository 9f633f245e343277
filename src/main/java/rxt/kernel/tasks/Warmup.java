package rxt.kernel.tasks;

import java.util.ArrayList;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.LinearRecurrence;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * The same jobs by code that is new and by code that has been compiled: just-in-time compilation is work that every rank
 * does anew before its threads run at full speed. The code of the jobs is a class of its own that a rank defines anew,
 * unknown to the compilers, with {@code code: once} for all steps and with {@code code: fresh} for each step.
 *
 * <p>Jobs are dealt to the ranks, and a rank's to its team, in contiguous parts. One sum over the ranks ends a step.
 *
 * <p>The answer: the sum of all jobs, a {@link LinearRecurrence} each, known in closed form and equal in every step.
 */
public class Warmup implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "warmup",
            "tasks",
            "the same jobs by code that is new and by code that is compiled",
            "S2 JIT inside libraries",
            List.of(
                    Parameter.whole("jobs", 200_000, 1, 1_000_000_000, "jobs over all ranks"),
                    Parameter.whole("length", 32, 1, 1_000_000, "steps of a job's recurrence"),
                    Parameter.choice(
                            "code", "once", List.of("once", "fresh"), "new in the first step alone, or in every step")),
            WeakScaling.proportional("jobs"),
            Warmup::new);

    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long jobs;
    private final int length;
    private final boolean fresh;
    private final long first;
    private final Partition members;
    private final long expected;
    private final long[] sums;
    private final Team.Region running = this::run;
    private final List<Long> nanos = new ArrayList<>();
    private WarmupJobs code;
    private long checksum;
    private long wrongSteps;

    Warmup(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        jobs = context.params().longValue("jobs");
        length = context.params().intValue("length");
        fresh = context.params().text("code").equals("fresh");
        Partition ranks = new Partition(jobs, world.size());
        first = ranks.from(world.rank());
        members = new Partition(ranks.lengthOf(world.rank()), team.size());
        expected = LinearRecurrence.jump(length).sum(0, jobs);
        sums = new long[PAD * team.size()];
        code = WarmupJobs.define();
    }

    /** Whole numbers only: a product and a sum for each step of a recurrence. */
    @Override
    public Work work() {
        return new Work(2.0 * jobs * length, 0, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        long begin = journal.nanos();
        if (fresh && !nanos.isEmpty()) {
            code = WarmupJobs.define();
        }
        team.region(running);
        long own = 0;
        for (int member = 0; member < team.size(); member++) {
            own += sums[PAD * member];
        }
        long end = journal.nanos();
        nanos.add(end - begin);
        journal.span(0, fresh || nanos.size() == 1 ? "new code" : "known code", begin, end);
        checksum = world.allreduce(own, ReduceOp.SUM);
        wrongSteps += checksum == expected ? 0 : 1;
    }

    private void run(Team.Member me) {
        int member = me.thread();
        sums[PAD * member] = sum(code, first + members.from(member), first + members.to(member));
    }

    /** Overridden by a mutant. */
    long sum(WarmupJobs of, long from, long to) {
        return of.sum(from, to, length);
    }

    @Override
    public Check verify() {
        return Check.exact("checksum", expected, checksum)
                .and(Check.exact("steps that differ", 0, wrongSteps))
                .withDigest(checksum);
    }

    /** This rank's first step, and the median of the second half of its steps, without the sum over the ranks. */
    @Override
    public List<Observation> observations() {
        long[] later = nanos.subList(nanos.size() / 2, nanos.size()).stream()
                .mapToLong(step -> step)
                .sorted()
                .toArray();
        double steady = nanos.size() < 2 ? Double.NaN : later[later.length / 2] * 1e-9;
        return Observation.told(
                new Observation("first seconds", "s", nanos.isEmpty() ? Double.NaN : nanos.getFirst() * 1e-9),
                new Observation("steady seconds", "s", steady));
    }
}
