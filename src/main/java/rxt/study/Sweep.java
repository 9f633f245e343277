package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.CellPlan;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;
import rxt.record.Merge;
import rxt.record.OutputLock;
import rxt.record.StudyFile;
import rxt.record.StudyFileException;
import rxt.record.StudyFileReader;
import rxt.record.StudyFileWriter;

/**
 * Runs a study: every launch that has no shard yet, in an order shuffled by the study's seed, then merges all shards
 * into the results file. A launch that fails is recorded with its reason and the sweep goes on with the other cells.
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

    /** A launch to come. */
    private record Pending(PlannedCell planned, int launch) {
        Cell cell() {
            return planned.cell();
        }
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
            Optional<StudyFile> before = earlierResults();
            Interrupt interrupt = new Interrupt();
            try {
                folder.open(fresh ? toRun : List.of());
                List<Pending> missing = missing(toRun, fresh ? Set.of() : settled(before));
                int all = toRun.stream()
                        .mapToInt(cell -> cell.repetition().launches())
                        .sum();
                out.println("Study " + study.name() + ": " + all + " launches, " + missing.size() + " of them to run");
                launchAll(missing, interrupt);
                return finish(plan);
            } catch (StudyFileException e) {
                throw new SweepException(e.getMessage(), e);
            } finally {
                interrupt.release();
            }
        }
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
    private Optional<StudyFile> earlierResults() {
        if (!Files.exists(output)) {
            return Optional.empty();
        }
        StudyFile earlier = StudyFileReader.read(output);
        if (!earlier.header().study().equals(study.name())) {
            throw new StudyException(output + " holds results of study "
                    + earlier.header().study() + ", not of " + study.name() + "; choose another file with --output");
        }
        return Optional.of(earlier);
    }

    /** A wrong answer stays wrong, and what a transport lacks stays missing, until somebody mends it. */
    private static Set<Cell> settled(Optional<StudyFile> before) {
        return before.stream()
                .flatMap(file -> file.cells().stream())
                .filter(row ->
                        row.status() == CellStatus.INVALID || row.reason().startsWith(Failure.NOT_ON_THIS_TRANSPORT))
                .map(CellRow::what)
                .collect(Collectors.toSet());
    }

    /** The launches to come: repetitions outermost, so that a slow hour of the machine hits all cells alike. */
    private List<Pending> missing(List<PlannedCell> toRun, Set<Cell> settled) {
        Random random = new Random(study.seed());
        Set<String> complete = folder.complete();
        List<Pending> all = new ArrayList<>();
        int most = toRun.stream()
                .mapToInt(cell -> cell.repetition().launches())
                .max()
                .orElse(0);
        for (int launch = 0; launch < most; launch++) {
            int round = launch;
            List<Pending> pending = new ArrayList<>(toRun.stream()
                    .filter(cell -> round < cell.repetition().launches())
                    .filter(cell -> !complete.contains(ResultsFolder.launchName(cell.key(), round)))
                    .filter(cell -> !(settled.contains(cell.cell()) && folder.hasTried(cell.key(), 0)))
                    .map(cell -> new Pending(cell, round))
                    .toList());
            Collections.shuffle(pending, random);
            all.addAll(pending);
        }
        return all;
    }

    private void launchAll(List<Pending> missing, Interrupt interrupt) throws IOException, InterruptedException {
        List<Pending> rest = new ArrayList<>(missing);
        Progress progress = new Progress(out, rest.size());
        while (!rest.isEmpty() && !interrupt.requested()) {
            Pending next = rest.removeFirst();
            LaunchSpec spec = folder.next(next.planned(), next.launch(), inputs);
            folder.tidy(spec); // an earlier try with this number must not speak for this one
            LaunchProcess.End end = launch(spec, interrupt);
            if (interrupt.requested() && !Files.exists(Path.of(spec.shard()))) {
                return;
            }
            CellRow outcome = Outcome.of(spec, end);
            if (outcome.status() == CellStatus.MEASURED || outcome.status() == CellStatus.SKIPPED) {
                folder.tidy(spec);
            }
            if (outcome.status() != CellStatus.MEASURED) {
                // What failed once fails again, and a hang costs its whole limit each time.
                rest.removeIf(pending -> pending.planned().equals(next.planned()));
            }
            progress.ended(
                    outcome, end.wallSeconds(), rest.stream().map(Pending::cell).toList());
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

    /** Merges the shards into the results file and tells what became of the cells. */
    private int finish(List<PlannedCell> plan) throws IOException {
        List<StudyFile> shards =
                folder.shards(plan.stream().map(PlannedCell::key).collect(Collectors.toSet()));
        Set<Cell> withShards =
                shards.stream().map(shard -> shard.cells().getFirst().what()).collect(Collectors.toSet());
        List<CellPlan> plans = plan.stream()
                .map(cell -> cellPlan(cell, withShards.contains(cell.cell())))
                .toList();
        StudyFile merged = Merge.merge(Outcome.header(study.name(), study.yaml()), plans, shards)
                .file();
        StudyFileWriter.commit(merged, output);
        Map<CellStatus, Long> counts = merged.cells().stream()
                .collect(Collectors.groupingBy(CellRow::status, TreeMap::new, Collectors.counting()));
        tellReasons(merged.cells());
        String told = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
        out.println("Cells: " + told + "; results: " + output);
        return Set.of(CellStatus.MEASURED, CellStatus.SKIPPED).containsAll(counts.keySet()) ? 0 : 1;
    }

    /** Cells that share a reason, whichever rank gave it, share a line. */
    private void tellReasons(List<CellRow> cells) {
        Map<String, List<CellRow>> byReason = cells.stream()
                .filter(row -> row.status() != CellStatus.MEASURED)
                .collect(Collectors.groupingBy(
                        row -> row.status().word() + ": " + Failure.cause(row.reason()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        byReason.forEach((reason, rows) -> {
            CellRow first = rows.getFirst();
            out.println(
                    rows.size() == 1
                            ? first.what().label() + " " + first.status().word() + ": " + first.reason()
                            : rows.size() + " cells " + reason);
        });
    }

    /** A cell that is left out of this run keeps what earlier runs measured. */
    private static CellPlan cellPlan(PlannedCell planned, boolean hasShards) {
        return new CellPlan(
                planned.cell(),
                planned.runs() || hasShards ? planned.repetition().launches() : 0,
                planned.runs() ? CellStatus.INTERRUPTED : CellStatus.SKIPPED,
                planned.runs() ? "not complete yet; the same command goes on" : planned.skipped());
    }

    private Command command(LaunchSpec spec) {
        Cell cell = spec.cell();
        Launcher.Shape shape = new Launcher.Shape(cell.ranks(), cell.threads(), cell.transport(), spec.oversubscribe());
        return Launcher.command("rxt.measure.RankProgram", spec.arguments(), shape, installation);
    }
}
