package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.record.Build;
import rxt.record.CellPlan;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.LaunchSpec;
import rxt.record.Merge;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.record.StudyFileWriter;

/**
 * The shards of a study, in {@code <output>.parts} beside its results file. A shard is complete or absent, so what is
 * there need not run again. Logs and failure notes stay only for launches that failed.
 */
final class ResultsFolder {
    private final Path output;
    private final Path folder;

    ResultsFolder(Path output) {
        this.output = output;
        String name = output.getFileName().toString();
        this.folder =
                output.resolveSibling((name.endsWith(".h5") ? name.substring(0, name.length() - 3) : name) + ".parts");
    }

    Path path() {
        return folder;
    }

    /** Makes the folder ready: ends what a killed sweep left running, and with {@code fresh} forgets all results. */
    void open(boolean fresh, PrintStream out) throws IOException {
        Files.createDirectories(folder);
        LaunchProcess.killOrphan(folder)
                .ifPresent(pid -> out.println(
                        "Ended process " + pid + ", which an interrupted run of this study had left behind"));
        if (fresh) {
            Files.deleteIfExists(output);
            deleteAll(file -> true);
        }
        // Of a launch that was under way when its sweep was killed; no name of a complete shard begins with a dot.
        deleteAll(file -> file.getFileName().toString().startsWith("."));
    }

    /** Where that attempt at that launch puts its shard. */
    Path shard(PlannedCell planned, int launch, int attempt) {
        return folder.resolve(name(planned, launch, attempt).fileName());
    }

    /** The launches that need not run again, as {@link #launchName} names them. */
    Set<String> complete() {
        return ShardName.in(folder).stream()
                .filter(shard -> !shard.failed())
                .map(shard -> launchName(shard.key(), shard.launch()))
                .collect(Collectors.toSet());
    }

    static String launchName(String key, int launch) {
        return key + "." + launch;
    }

    int nextAttempt(PlannedCell planned, int launch) {
        return name(planned, launch, 0).nextAttempt(ShardName.in(folder));
    }

    static Path log(Path shard) {
        return shard.resolveSibling(shard.getFileName().toString().replaceFirst("\\.h5$", ".log"));
    }

    /**
     * Reads what a launch that ended has brought; a failure becomes a shard of its own, with its reason.
     *
     * @return the status for this launch
     */
    CellRow settle(LaunchSpec spec, LaunchProcess.End end, int limitSeconds) throws IOException {
        Path shard = Path.of(spec.shard());
        if (Files.exists(shard)) {
            deleteAll(file -> file.equals(log(shard)) || isNoteOf(file, shard));
            return StudyFileReader.read(shard).cells().getFirst();
        }
        Failure failure = Failure.diagnose(end, shard, log(shard), limitSeconds);
        CellRow cell = new CellRow(0, spec.cell(), failure.status(), failure.reason());
        LaunchRow launch = new LaunchRow(
                spec.launch(),
                0,
                spec.attempt(),
                end.started().toString(),
                end.wallSeconds(),
                Double.NaN,
                Double.NaN,
                false,
                "",
                "",
                "",
                "",
                end.exitCode() == 0 ? -1 : end.exitCode(), // mpjrun ends with 0 whatever happened
                spec.oversubscribe(),
                false,
                -1);
        StudyFile failed =
                new StudyFile(header(spec.key(), ""), List.of(cell), List.of(launch), List.of(), List.of(), List.of());
        StudyFileWriter.commit(
                failed, folder.resolve(ShardName.of(spec).asFailed().fileName()));
        return cell;
    }

    /** Merges the shards of the planned cells into the results file. */
    StudyFile merge(Study study, List<PlannedCell> plan) throws IOException {
        Map<String, PlannedCell> planned = plan.stream().collect(Collectors.toMap(PlannedCell::key, cell -> cell));
        List<StudyFile> shards = ShardName.in(folder).stream()
                .filter(shard -> planned.containsKey(shard.key()))
                .map(shard -> StudyFileReader.read(folder.resolve(shard.fileName())))
                .toList();
        Set<rxt.record.Cell> complete =
                shards.stream().map(shard -> shard.cells().getFirst().what()).collect(Collectors.toSet());
        List<CellPlan> plans =
                plan.stream().map(cell -> cellPlan(cell, complete)).toList();
        StudyFile merged =
                Merge.merge(header(study.name(), study.yaml()), plans, shards).file();
        StudyFileWriter.commit(merged, output);
        return merged;
    }

    /** A cell that is left out of this run keeps what earlier runs measured. */
    private static CellPlan cellPlan(PlannedCell planned, Set<rxt.record.Cell> withShards) {
        boolean skipped = !planned.skipped().isEmpty();
        boolean nothing = skipped && !withShards.contains(planned.cell());
        return new CellPlan(
                planned.cell(),
                nothing ? 0 : planned.repetition().launches(),
                skipped ? CellStatus.SKIPPED : CellStatus.INTERRUPTED,
                skipped ? planned.skipped() : "the sweep ended before this cell was complete; run the study again");
    }

    private static StudyFile.Header header(String name, String yaml) {
        Build build = Build.current();
        return new StudyFile.Header(
                name, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), build.version(), build.commit(), yaml);
    }

    private static ShardName name(PlannedCell planned, int launch, int attempt) {
        return ShardName.of(planned.spec(launch, attempt, Path.of(""), Path.of("")));
    }

    private static boolean isNoteOf(Path file, Path shard) {
        return file.getFileName().toString().startsWith(shard.getFileName() + ".rank");
    }

    private void deleteAll(java.util.function.Predicate<Path> which) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(which).toList()) {
                Files.delete(file);
            }
        }
    }
}
