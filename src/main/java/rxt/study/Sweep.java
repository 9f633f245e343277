package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;
import rxt.record.OutputLock;
import rxt.record.StudyFile;

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
        this.inputs = inputs;
        this.output = output;
        this.out = out;
    }

    /** Prints every cell with the command line of its first launch. */
    public int print(Only only) {
        ResultsFolder folder = new ResultsFolder(output);
        for (PlannedCell planned : plan(only)) {
            out.println(planned.cell().label() + " " + planned.cell().params());
            if (planned.skipped().isEmpty()) {
                LaunchSpec spec = planned.spec(0, 0, inputs.toAbsolutePath(), folder.shard(planned, 0, 0));
                out.println("  " + command(spec).shell());
            } else {
                out.println("  left out: " + planned.skipped());
            }
        }
        return 0;
    }

    /**
     * Measures what is missing.
     *
     * @return the exit code: 0 where every cell that was to run is measured, otherwise 1
     */
    public int run(Only only, boolean fresh) throws IOException, InterruptedException {
        List<PlannedCell> plan = plan(only);
        plan.stream()
                .filter(cell -> cell.skipped().isEmpty())
                .map(PlannedCell::cell)
                .forEach(this::refuseMissing);
        ResultsFolder folder = new ResultsFolder(output);
        try (OutputLock _ = OutputLock.acquire(output)) {
            folder.open(fresh, out);
            Interrupt interrupt = new Interrupt();
            try {
                List<Pending> missing = missing(plan, folder);
                int all = plan.stream()
                        .filter(cell -> cell.skipped().isEmpty())
                        .mapToInt(cell -> cell.repetition().launches())
                        .sum();
                out.println("Study " + study.name() + ": " + all + " launches, " + missing.size() + " of them to run");
                launchAll(missing, folder, interrupt);
                return finish(plan, folder);
            } finally {
                interrupt.release();
            }
        }
    }

    private List<PlannedCell> plan(Only only) {
        List<PlannedCell> plan = Plan.of(study, only, installation.cpus(), launcher -> installation.resolve(launcher));
        if (plan.stream().allMatch(cell -> cell.skipped().equals(Plan.LEFT_OUT))) {
            throw new StudyException("--only leaves no cell of study " + study.name() + "; its cells: "
                    + plan.stream()
                            .map(cell -> cell.cell().label())
                            .distinct()
                            .limit(12)
                            .toList());
        }
        return plan;
    }

    private void refuseMissing(Cell cell) {
        installation.missing(cell.transport()).ifPresent(reason -> {
            throw new StudyException("cell " + cell.label() + " cannot run: " + reason);
        });
    }

    /** The launches to come: repetitions outermost, so that a slow hour of the machine hits all cells alike. */
    private List<Pending> missing(List<PlannedCell> plan, ResultsFolder folder) {
        Random random = new Random(study.seed());
        Set<String> complete = folder.complete();
        List<Pending> all = new ArrayList<>();
        int most = plan.stream()
                .mapToInt(cell -> cell.repetition().launches())
                .max()
                .orElse(0);
        for (int launch = 0; launch < most; launch++) {
            int round = launch;
            List<Pending> pending = new ArrayList<>(plan.stream()
                    .filter(cell -> cell.skipped().isEmpty()
                            && round < cell.repetition().launches())
                    .filter(cell -> !complete.contains(ResultsFolder.launchName(cell.key(), round)))
                    .map(cell -> new Pending(cell, round))
                    .toList());
            Collections.shuffle(pending, random);
            all.addAll(pending);
        }
        return all;
    }

    private void launchAll(List<Pending> missing, ResultsFolder folder, Interrupt interrupt)
            throws IOException, InterruptedException {
        List<Pending> rest = new ArrayList<>(missing);
        Progress progress = new Progress(out, rest.size());
        while (!rest.isEmpty() && !interrupt.requested()) {
            Pending next = rest.removeFirst();
            int attempt = folder.nextAttempt(next.planned(), next.launch());
            Path shard = folder.shard(next.planned(), next.launch(), attempt);
            LaunchSpec spec = next.planned().spec(next.launch(), attempt, inputs.toAbsolutePath(), shard);
            LaunchProcess process = LaunchProcess.start(command(spec), folder.path(), ResultsFolder.log(shard));
            interrupt.watch(process);
            LaunchProcess.End end = process.await(Duration.ofSeconds(study.launchSeconds()), shard);
            if (interrupt.requested() && !Files.exists(shard)) {
                return;
            }
            CellRow outcome = folder.settle(spec, end, study.launchSeconds());
            if (outcome.status() != CellStatus.MEASURED) {
                // What failed once fails again, and a hang costs its whole limit each time.
                rest.removeIf(pending -> pending.planned().equals(next.planned()));
            }
            progress.ended(
                    outcome, end.wallSeconds(), rest.stream().map(Pending::cell).toList());
        }
    }

    private int finish(List<PlannedCell> plan, ResultsFolder folder) throws IOException {
        StudyFile merged = folder.merge(study, plan);
        Map<CellStatus, Long> counts = new LinkedHashMap<>();
        merged.cells().forEach(row -> counts.merge(row.status(), 1L, Long::sum));
        merged.cells().stream()
                .filter(row -> row.status() != CellStatus.MEASURED)
                .forEach(row ->
                        out.println(row.what().label() + ": " + row.status().word() + ": " + row.reason()));
        String told = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
        out.println("Cells: " + told + "; results: " + output);
        return merged.cells().stream()
                        .allMatch(row -> row.status() == CellStatus.MEASURED || row.status() == CellStatus.SKIPPED)
                ? 0
                : 1;
    }

    private Command command(LaunchSpec spec) {
        return Launcher.command("rxt.measure.RankProgram", spec.arguments(), shape(spec), installation);
    }

    private static Launcher.Shape shape(LaunchSpec spec) {
        return new Launcher.Shape(
                spec.cell().ranks(), spec.cell().threads(), spec.cell().transport(), spec.oversubscribe());
    }

    /** A launch to come. */
    private record Pending(PlannedCell planned, int launch) {
        Cell cell() {
            return planned.cell();
        }
    }
}
