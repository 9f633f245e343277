package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.LaunchSpec;
import rxt.record.StudyFile;
import rxt.record.StudyFileException;
import rxt.record.StudyFileReader;
import rxt.record.claim.Holder;
import rxt.study.ResultsFolder.Claimed;
import rxt.study.slurm.Allocation;

/**
 * Runs a study: the launches that {@link Schedule} still wants beside those that have a shard, then {@link Results}
 * merges all shards into the results file. A launch that fails is recorded with its reason and the sweep goes on with
 * the other cells.
 */
public final class Sweep {
    /** The exit code that says that the job was too short, and that the same job goes on. */
    public static final int RESUBMIT = 75;

    private final Study study;
    private final Installation installation;
    private final Path inputs;
    private final Path output;
    private final PrintStream out;
    private final ResultsFolder folder;

    /**
     * A sweep.
     *
     * @param study what to measure
     * @param installation with what
     * @param inputs folder of input data
     * @param output results file; shards lie beside it in {@code <output>.parts}
     * @param out where progress is told
     */
    public Sweep(Study study, Installation installation, Path inputs, Path output, PrintStream out) {
        this.study = study;
        this.installation = installation;
        this.inputs = inputs.toAbsolutePath();
        this.output = output.toAbsolutePath();
        this.out = out;
        this.folder = new ResultsFolder(this.output, out);
    }

    /** Prints every cell with the command line of its first launch. */
    public int print(Only only) {
        List<PlannedCell> plan = plan(only);
        for (PlannedCell planned : plan) {
            Cell cell = planned.cell();
            if (planned.skipped().equals(Plan.LEFT_OUT)) {
                continue;
            }
            out.println(cell.label() + " " + cell.params());
            Optional<String> missing = installation.missing(cell);
            if (!planned.runs()) {
                out.println("  left out: " + planned.skipped());
            } else if (missing.isPresent()) {
                out.println("  cannot run: " + missing.get());
            } else {
                LaunchSpec spec = folder.next(planned, 0, inputs);
                Command command = spec.program().isPresent()
                        ? ProgramCommand.line(spec, shape(spec, List.of()), installation)
                        : command(spec, List.of());
                out.println("  " + command.shell());
            }
        }
        return 0;
    }

    /**
     * What is asked of a run.
     *
     * @param only which cells
     * @param portion which part of them
     * @param fresh whether earlier results of these cells are forgotten
     * @param merges whether the results file is made at the end
     * @param allocation the job around it
     * @param launches of cells that are to have more launches than the study says: how many
     */
    public record Wish(
            Only only,
            Portion portion,
            boolean fresh,
            boolean merges,
            Optional<Allocation> allocation,
            Map<Cell, Integer> launches) {
        public Wish {
            launches = Map.copyOf(launches);
        }

        /** As many launches as the study says. */
        public Wish(Only only, Portion portion, boolean fresh, boolean merges, Optional<Allocation> allocation) {
            this(only, portion, fresh, merges, allocation, Map.of());
        }

        /** Goes on with so many launches of some cells. */
        public Wish with(Map<Cell, Integer> more) {
            return new Wish(only, portion, false, merges, allocation, more);
        }

        private PlannedCell of(PlannedCell planned) {
            Integer fewest = launches.get(planned.cell());
            return fewest == null ? planned : planned.withLaunches(fewest);
        }
    }

    /** Measures what is missing of these cells, within the job that the environment tells of. */
    public int run(Only only, boolean fresh) throws IOException, InterruptedException {
        return run(new Wish(only, Portion.ALL, fresh, true, Allocation.around(System.getenv())));
    }

    /**
     * Measures what is missing.
     *
     * @return the exit code: 0 where every cell that was to run is measured, {@link #RESUBMIT} where the job's time did
     *     not suffice, otherwise 1
     * @throws StudyException or StudyFileException before anything is changed
     * @throws SweepException afterwards
     */
    public int run(Wish wish) throws IOException, InterruptedException {
        List<PlannedCell> chosen = plan(wish.only()).stream().map(wish::of).toList();
        List<PlannedCell> plan = wish.portion().of(chosen);
        List<PlannedCell> toRun = plan.stream().filter(PlannedCell::runs).toList();
        if (toRun.isEmpty() && chosen.stream().anyMatch(PlannedCell::runs)) {
            out.println("Part " + wish.portion() + " of study " + study.name() + " has no cell: there are "
                    + chosen.stream().filter(PlannedCell::runs).count() + " to run, fewer than parts");
            return 0;
        }
        refuseWhatCannotRun(plan, toRun);
        refuseOtherResults();
        String job = wish.allocation().map(Allocation::job).orElse("");
        try (Interrupt interrupt = new Interrupt(); // let go last: then the JVM may end
                Membership member = Membership.join(folder, Holder.self(job, work(plan)), wish.fresh())) {
            member.whileAlone(() -> folder.open(wish.fresh() ? toRun : List.of(), member.claims()));
            return run(wish, new Tally(plan, folder), member, interrupt);
        } catch (StudyFileException e) {
            throw folder.isOpen() ? new SweepException(e.getMessage(), e) : e;
        }
    }

    private int run(Wish wish, Tally tally, Membership member, Interrupt interrupt)
            throws IOException, InterruptedException {
        Schedule schedule = new Schedule(tally.cells(), study);
        TimeLeft timeLeft = new TimeLeft(wish.allocation().flatMap(Allocation::end), study.limits(), tally.cells());
        Site site = new Site(wish.allocation(), member.claims());
        Progress progress = new Progress(out, study, schedule, site.size());
        progress.begin();
        Dispatch.Run run = new Dispatch.Run(
                folder,
                member.claims(),
                site,
                tally,
                schedule,
                progress,
                timeLeft,
                interrupt,
                wish.allocation().isPresent());
        int made = new Dispatch(run, (launch, hosts) -> launch(launch, hosts, interrupt), inputs).makeAll();
        Rest rest = Rest.of(tally, schedule, timeLeft, member.claims(), interrupt.requested());
        Results results = new Results(study, output, out);
        List<CellRow> cells = wish.merges()
                ? member.whileAlone(() -> {
                    refuseOtherResults();
                    tally.update(member.claims(), progress);
                    return results.merge(tally, schedule.leftSeconds(), folder, rest);
                })
                : results.tell(tally, schedule.leftSeconds(), folder, rest);
        return rest.exitCode(cells, made, out);
    }

    /**
     * Merges what is there, whoever made it; launches nothing.
     *
     * @return the exit code: 0 where nothing is missing, otherwise 1
     * @throws StudyException or StudyFileException before anything is changed
     */
    public int merge() throws IOException, InterruptedException {
        List<PlannedCell> plan = Plan.of(study, new Only(Map.of()), installation.with(Nodes.ANY));
        if (!Files.isDirectory(folder.path())) {
            throw new StudyException("there is no launch of study " + study.name() + " in " + folder.path()
                    + "; run it first, or name its" + " results file with --output");
        }
        refuseOtherResults();
        try (Membership member = Membership.join(folder, Holder.self("", work(plan)), false)) {
            return member.whileAlone(() -> {
                Tally tally = new Tally(plan, folder);
                Schedule schedule = new Schedule(tally.cells(), study);
                tally.update(member.claims(), new Progress(out, study, schedule, 1));
                Rest rest = Rest.toTell(tally, schedule, member.claims());
                List<CellRow> cells =
                        new Results(study, output, out).merge(tally, schedule.leftSeconds(), folder, rest);
                return Results.isComplete(cells) ? 0 : 1;
            });
        }
    }

    /** Equal for all runs that may share a folder: those that would make the same results file. */
    private String work(List<PlannedCell> plan) {
        String content =
                study.yaml() + plan.stream().map(PlannedCell::key).sorted().collect(Collectors.joining("\n", "\n", ""));
        return "study " + study.name() + " " + Hash.of(content);
    }

    private List<PlannedCell> plan(Only only) {
        List<PlannedCell> plan = Plan.of(study, only, installation);
        only.refuseEmpty(study.name(), plan.stream().map(PlannedCell::cell).toList());
        return plan;
    }

    private void refuseWhatCannotRun(List<PlannedCell> plan, List<PlannedCell> toRun) {
        if (toRun.isEmpty()) {
            String reasons = plan.stream()
                    .filter(cell -> !cell.skipped().equals(Plan.LEFT_OUT))
                    .map(cell -> cell.cell().label() + ": " + cell.skipped())
                    .limit(3)
                    .collect(Collectors.joining("; "));
            throw new StudyException("no cell of study " + study.name() + " is left to run (" + reasons + ")");
        }
        for (PlannedCell planned : toRun) {
            installation.missing(planned.cell()).ifPresent(reason -> {
                throw new StudyException("cell " + planned.cell().label() + " cannot run: " + reason);
            });
        }
    }

    /** What stands at the output; anything but results of this study is refused, for it would be lost. */
    private void refuseOtherResults() {
        if (!Files.exists(output)) {
            return;
        }
        StudyFile earlier = StudyFileReader.read(output);
        if (!earlier.header().study().equals(study.name())) {
            throw new StudyException(output + " holds results of study "
                    + earlier.header().study() + ", not of " + study.name() + "; choose another file with --output");
        }
    }

    private LaunchProcess.End launch(Claimed launch, List<String> hosts, Interrupt interrupt)
            throws IOException, InterruptedException {
        LaunchSpec spec = launch.spec();
        LaunchProcess process =
                LaunchProcess.start(command(spec, hosts), Path.of(spec.shard()), ResultsFolder.log(spec));
        try {
            interrupt.watch(process);
            launch.claim().ifLost(process::end);
            return process.await(study.limits());
        } finally {
            process.kill();
        }
    }

    private Command command(LaunchSpec spec, List<String> hosts) {
        return spec.program().isPresent()
                ? ProgramCommand.watched(spec, shape(spec, hosts), installation)
                : Launcher.command("rxt.measure.RankProgram", spec.arguments(), shape(spec, hosts), installation);
    }

    private static Launcher.Shape shape(LaunchSpec spec, List<String> hosts) {
        Cell cell = spec.cell();
        return new Launcher.Shape(
                cell.nodes(), hosts, cell.ranks(), cell.threads(), cell.transport(), spec.oversubscribe());
    }
}
