package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;
import rxt.record.OutputLock;
import rxt.record.StudyFile;
import rxt.record.StudyFileException;
import rxt.record.StudyFileReader;

/**
 * Runs a study: the launches that {@link Schedule} still wants beside those that have a shard, then {@link Results}
 * merges all shards into the results file. A launch that fails is recorded with its reason and the sweep goes on with the other cells.
 */
public final class Sweep {
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
        refuseAnEmptyChoice(plan);
        for (PlannedCell planned : plan) {
            Cell cell = planned.cell();
            if (planned.skipped().equals(Plan.LEFT_OUT)) {
                continue;
            }
            out.println(cell.label() + " " + cell.params());
            Optional<String> missing = installation.missing(cell.transport());
            if (!planned.runs()) {
                out.println("  left out: " + planned.skipped());
            } else if (missing.isPresent()) {
                out.println("  cannot run: " + missing.get());
            } else {
                out.println("  " + command(folder.next(planned, 0, inputs)).shell());
            }
        }
        return 0;
    }

    /**
     * Measures what is missing.
     *
     * @param only which cells
     * @param fresh whether earlier results of these cells are forgotten
     * @return the exit code: 0 where every cell that was to run is measured, otherwise 1
     * @throws StudyException or StudyFileException before anything is changed
     * @throws SweepException afterwards
     */
    public int run(Only only, boolean fresh) throws IOException, InterruptedException {
        List<PlannedCell> plan = plan(only);
        List<PlannedCell> toRun = plan.stream().filter(PlannedCell::runs).toList();
        refuseWhatCannotRun(plan, toRun);
        try (OutputLock _ = OutputLock.acquire(output)) {
            refuseOtherResults();
            Interrupt interrupt = new Interrupt();
            try {
                folder.open(fresh ? toRun : List.of());
                Map<String, Launches> launches = launches(plan);
                Schedule schedule = new Schedule(
                        plan.stream().map(cell -> launches.get(cell.key())).toList(), study);
                launchAll(schedule, interrupt);
                return new Results(study, output, out).merge(plan, launches, schedule.leftSeconds(), folder);
            } catch (StudyFileException e) {
                throw new SweepException(e.getMessage(), e);
            } finally {
                interrupt.release();
            }
        }
    }

    /** What the shards tell of each planned cell, by its key. */
    private Map<String, Launches> launches(List<PlannedCell> plan) throws IOException {
        Map<String, Launches> launches = new HashMap<>();
        Map<Cell, Launches> byCell = new HashMap<>();
        for (PlannedCell planned : plan) {
            Launches of = new Launches(planned);
            launches.put(planned.key(), of);
            byCell.put(planned.cell(), of);
        }
        folder.shards(launches.keySet())
                .forEach(shard -> byCell.get(shard.cells().getFirst().what()).add(shard));
        return launches;
    }

    private List<PlannedCell> plan(Only only) {
        return Plan.of(study, only, installation);
    }

    private void refuseAnEmptyChoice(List<PlannedCell> plan) {
        if (plan.stream().allMatch(cell -> cell.skipped().equals(Plan.LEFT_OUT))) {
            throw new StudyException("--only matches no cell; study " + study.name() + " has kernels "
                    + values(plan, Cell::kernel) + ", ranks " + values(plan, Cell::ranks) + ", threads "
                    + values(plan, Cell::threads) + ", transports " + values(plan, Cell::transport));
        }
    }

    private static String values(List<PlannedCell> plan, Function<Cell, Object> value) {
        return plan.stream()
                .map(PlannedCell::cell)
                .map(value)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    private void refuseWhatCannotRun(List<PlannedCell> plan, List<PlannedCell> toRun) {
        refuseAnEmptyChoice(plan);
        if (toRun.isEmpty()) {
            String reasons = plan.stream()
                    .filter(cell -> !cell.skipped().equals(Plan.LEFT_OUT))
                    .map(cell -> cell.cell().label() + ": " + cell.skipped())
                    .limit(3)
                    .collect(Collectors.joining("; "));
            throw new StudyException("no cell of study " + study.name() + " is left to run (" + reasons + ")");
        }
        for (PlannedCell planned : toRun) {
            installation.missing(planned.cell().transport()).ifPresent(reason -> {
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

    private void launchAll(Schedule schedule, Interrupt interrupt) throws IOException, InterruptedException {
        Progress progress = new Progress(out, study, schedule);
        progress.begin();
        Optional<Schedule.Next> next = schedule.next();
        while (next.isPresent() && !interrupt.requested()) {
            Launches of = next.get().of();
            LaunchSpec spec = folder.next(of.planned(), next.get().launch(), inputs);
            folder.tidy(spec); // an earlier try with this number must not speak for this one
            LaunchProcess.End end = launch(spec, interrupt);
            if (interrupt.requested() && !Files.exists(Path.of(spec.shard()))) {
                return;
            }
            StudyFile shard = Outcome.of(spec, end);
            CellRow outcome = shard.cells().getFirst();
            of.add(shard);
            if (outcome.status() == CellStatus.MEASURED || outcome.status() == CellStatus.SKIPPED) {
                folder.tidy(spec);
            }
            if (outcome.status() != CellStatus.MEASURED) {
                of.end();
            }
            progress.ended(
                    outcome, end.wallSeconds(), shard.launches().getFirst().wallSeconds());
            next = schedule.next();
        }
    }

    private LaunchProcess.End launch(LaunchSpec spec, Interrupt interrupt) throws IOException, InterruptedException {
        LaunchProcess process = LaunchProcess.start(command(spec), Path.of(spec.shard()), ResultsFolder.log(spec));
        try {
            interrupt.watch(process);
            return process.await(study.limits());
        } finally {
            process.kill();
        }
    }

    private Command command(LaunchSpec spec) {
        Cell cell = spec.cell();
        Launcher.Shape shape = new Launcher.Shape(cell.ranks(), cell.threads(), cell.transport(), spec.oversubscribe());
        return Launcher.command("rxt.measure.RankProgram", spec.arguments(), shape, installation);
    }
}
