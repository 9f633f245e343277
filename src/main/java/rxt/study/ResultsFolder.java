package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.record.LaunchSpec;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileException;
import rxt.record.StudyFileReader;

/**
 * The shards of a study, in {@code <output>.parts} beside its results file. A shard is complete or absent, so what is
 * there need not run again. Logs and failure notes stay only for launches that failed.
 *
 * <p>The folder is listed when a sweep opens it and when it merges, not for each launch, and each shard is read once.
 */
final class ResultsFolder {
    private final Path folder;
    private final PrintStream out;
    private final Map<ShardName, StudyFile> read = new HashMap<>();
    private List<ShardName> names = List.of();

    ResultsFolder(Path output, PrintStream out) {
        String name = output.getFileName().toString();
        this.folder = output.resolveSibling(name.replaceFirst("\\.h5$", "") + ".parts");
        this.out = out;
    }

    /** Makes the folder ready: ends what a killed sweep left running, and forgets the results of {@code fresh} cells. */
    void open(List<PlannedCell> fresh) throws IOException {
        Files.createDirectories(folder);
        int orphans = LaunchProcess.killOrphans(folder);
        if (orphans > 0) {
            out.println("Ended " + orphans + " processes that an interrupted run of this study had left behind");
        }
        Set<String> keys = fresh.stream().map(PlannedCell::key).collect(Collectors.toSet());
        List<ShardName> kept = new ArrayList<>();
        for (ShardName name : ShardName.in(folder)) {
            if (keys.contains(name.key())) {
                Files.delete(folder.resolve(name.fileName()));
            } else {
                kept.add(name);
            }
        }
        names = kept;
        deleteTemporaryFiles();
    }

    /** Those of launches that were under way when their sweep was killed. */
    private void deleteTemporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("\\..*\\.h5\\..*\\.tmp"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    /** What is to be handed to the ranks of that launch: its next attempt. */
    LaunchSpec next(PlannedCell planned, int launch, Path inputs) {
        ShardName first = ShardName.of(planned.spec(launch, 0, inputs, folder));
        int attempt = first.nextAttempt(names);
        Path shard = folder.resolve(
                ShardName.of(planned.spec(launch, attempt, inputs, folder)).fileName());
        return planned.spec(launch, attempt, inputs, shard);
    }

    static Path log(LaunchSpec spec) {
        return Path.of(spec.shard().replaceFirst("\\.h5$", ".log"));
    }

    /** Forgets log, failure notes and mark of a launch: before it starts, and once it is complete. */
    void tidy(LaunchSpec spec) throws IOException {
        Files.deleteIfExists(LaunchProcess.mark(spec));
        Files.deleteIfExists(log(spec));
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            Files.deleteIfExists(Failure.note(spec, rank));
        }
    }

    /**
     * The shards of the planned cells. A damaged one is moved aside, so that its launch runs again.
     *
     * @param keys keys of the planned cells
     */
    List<StudyFile> shards(Set<String> keys) throws IOException {
        List<StudyFile> shards = new ArrayList<>();
        for (ShardName name : ShardName.in(folder)) {
            if (keys.contains(name.key())) {
                Path file = folder.resolve(name.fileName());
                try {
                    shards.add(read.computeIfAbsent(name, _ -> StudyFileReader.read(file)));
                } catch (StudyFileException e) {
                    Files.move(
                            file,
                            file.resolveSibling(name.fileName() + ".damaged"),
                            StandardCopyOption.REPLACE_EXISTING);
                    out.println(e.getMessage() + "; moved aside, its launch runs again");
                }
            }
        }
        return shards;
    }

    /** Tells of shards that belong to none of these cells. */
    void tellOthers(Set<String> keys) {
        long others = ShardName.in(folder).stream()
                .filter(name -> !keys.contains(name.key()))
                .count();
        if (others > 0) {
            out.println(others + " launches at other settings stay in " + folder + System.lineSeparator()
                    + "  and show again when the study runs with those settings");
        }
    }
}
