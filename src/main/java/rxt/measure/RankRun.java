package rxt.measure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rxt.kernel.Catalogue;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.StepWitness;
import rxt.kernel.Work;
import rxt.record.Build;
import rxt.record.Cell;
import rxt.record.LaunchSpec;
import rxt.record.ObservationRow;
import rxt.record.RankRow;
import rxt.record.SpanRow;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.Transport;
import rxt.spmd.team.Pinning;
import rxt.spmd.team.Share;
import rxt.spmd.team.Team;

/**
 * One rank of one launch: agree with the others, audit the placement, time the steps, verify the answer, hand the end
 * record to rank 0, which commits the shard.
 */
final class RankRun {
    private final LaunchSpec spec;
    private final Communicator world;
    private final Transport transport;
    private final Optional<Instant> started = ProcessStart.instant();

    RankRun(LaunchSpec spec, Communicator world, Transport transport) {
        this.spec = spec;
        this.world = world;
        this.transport = transport;
    }

    void run() {
        agree();
        Placement placement = Placement.audit(world, spec.cell().threads());
        placement.refuseUnlessOn(spec.cell().nodes());
        placement.refuseUnless(spec.oversubscribe());
        ProgressMark mark = new ProgressMark(spec.shard(), placement);
        RankClock clock = new RankClock();
        try (Team team =
                new TimedTeam(team(placement.share()), clock, spec.cell().kernel())) {
            List<String> masks = team.masks();
            if (!spec.cell().pinning().equals("none")) {
                placement = placement.bound(world, masks);
                placement.refuseUnless(spec.oversubscribe());
            }
            Result result = measured(team, clock, mark);
            Trial trial = result.trial();
            List<EndRecord> ends = EndRecord.of(
                            placement, masks, trial, spec, ProcessStart.seconds(started, trial.firstStepStarted()))
                    .gather(world);
            double[] slowest = trial.slowest(world);
            if (world.rank() == 0) {
                List<RankRow> rows = ends.stream().map(EndRecord::row).toList();
                Check check = TimerAudit.of(result.check(), rows, slowest, spec.warmup());
                new ShardBuilder(spec, transport, started)
                        .commit(new ShardBuilder.Outcome(
                                ends, slowest, check, placement.oversubscribed(), result.work()));
            }
        }
        world.barrier();
    }

    /** The steps' times, the verified answer, and what a step does. */
    private record Result(Trial trial, Check check, Work work) {}

    private Result measured(Team team, RankClock clock, ProgressMark mark) {
        SpanJournal journal = new SpanJournal();
        try (Kernel kernel = kernel(new TimedCommunicator(world, new MessageClock(clock)), team, journal)) {
            StepWitness witness = new StepWitness(kernel);
            Trial trial = Trial.run(world, kernel, spec, clock, () -> {
                mark.touch();
                journal.begin();
                witness.beforeStep();
            });
            List<SpanRow> spans = journal.rows(world.rank());
            mark.touch();
            Check steps = witness.check(world);
            Check check = agreed(kernel.verify().and(steps));
            mark.touch();
            return new Result(trial.noting(observations(kernel), spans), check, kernel.work());
        }
    }

    private List<ObservationRow> observations(Kernel kernel) {
        return kernel.observations().stream()
                .map(seen -> new ObservationRow(0, world.rank(), seen.name(), seen.unit(), seen.value()))
                .toList();
    }

    private Team team(Share share) {
        Cell cell = spec.cell();
        return Team.named(
                cell.team(), cell.threads(), Pinning.valueOf(cell.pinning().toUpperCase(Locale.ROOT)), share);
    }

    private Kernel kernel(Communicator timed, Team team, Journal journal) {
        KernelType type = Catalogue.named(spec.cell().kernel());
        Path inputs = Path.of(spec.inputs());
        return type.create(new Context(
                timed,
                team,
                type.params(spec.cell().params()),
                name -> Files.newInputStream(inputs.resolve(name)),
                journal));
    }

    /** The same number of ranks as asked for, all of one build and one configuration. */
    private void agree() {
        if (world.size() != spec.cell().ranks()) {
            throw new RefusedLaunchException(spec.cell().ranks() + " ranks were asked for and " + world.size()
                    + " are here: start the program with the launcher of transport "
                    + spec.cell().transport());
        }
        Build build = Build.current();
        String mine = build.version() + " " + build.commit() + " " + spec.key() + " launch " + spec.launch()
                + " attempt " + spec.attempt();
        byte[][] all = world.allgather(mine.getBytes(StandardCharsets.UTF_8));
        for (int rank = 0; rank < all.length; rank++) {
            String other = new String(all[rank], StandardCharsets.UTF_8);
            if (!other.equals(mine)) {
                throw new RefusedLaunchException("worlds are mixed: rank " + world.rank() + " runs RxT " + mine
                        + ", rank " + rank + " runs RxT " + other + "; install one RxT on all nodes");
            }
        }
    }

    /** A wrong answer on one rank is a wrong answer, and so are answers that differ; the first such rank gives the words. */
    private Check agreed(Check mine) {
        long firstWrong = world.allreduce(mine.valid() ? world.size() : world.rank(), ReduceOp.MIN);
        byte[][] words = world.allgather(String.join("\0", mine.name(), mine.expected(), mine.actual(), mine.digest())
                .getBytes(StandardCharsets.UTF_8));
        String[] shown = split(words[(int) (firstWrong % world.size())]);
        List<String> digests =
                Arrays.stream(words).map(word -> split(word)[3]).distinct().toList();
        if (firstWrong == world.size() && digests.size() > 1) {
            return new Check("digest of the answer", "equal on all ranks", String.join(" and ", digests), false, "");
        }
        return new Check(shown[0], shown[1], shown[2], firstWrong == world.size(), shown[3]);
    }

    private static String[] split(byte[] words) {
        return new String(words, StandardCharsets.UTF_8).split("\0", -1);
    }
}
