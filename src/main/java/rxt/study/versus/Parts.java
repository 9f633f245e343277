package rxt.study.versus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rxt.study.LaunchProcess;

/** The files of launches, in {@code <output>.parts} while they run; logs stay only of those that failed. */
final class Parts {
    /** What a rank says that was released because another one failed. */
    private static final List<String> CONSEQUENCES = List.of("CommunicationException", "AbortException");

    /** How the file that a side leaves ends. */
    static final String SAMPLES = ".samples";

    private Parts() {}

    static Path log(Path shard) {
        return Path.of(shard.toString().replaceFirst("\\" + SAMPLES + "$", ".log"));
    }

    private static Path mark(Path shard) {
        return Path.of(shard + ".mark");
    }

    private static Path note(Path shard, int rank) {
        return Path.of(shard + ".rank" + rank + ".failed");
    }

    /** Removes what an earlier launch of that name left. */
    static void forget(Path shard, int ranks) throws IOException {
        Files.deleteIfExists(shard);
        Files.deleteIfExists(log(shard));
        Files.deleteIfExists(mark(shard));
        for (int rank = 0; rank < ranks; rank++) {
            Files.deleteIfExists(note(shard, rank));
        }
    }

    /** Why a launch that has ended brought no samples; "" where it did. */
    static String problem(LaunchProcess.End end, Path shard, int ranks) throws IOException {
        if (Files.exists(shard)) {
            return "";
        }
        if (!end.overdue().isEmpty()) {
            return end.overdue() + "; thread dump in " + log(shard);
        }
        List<String> causes = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            if (Files.exists(note(shard, rank))) {
                causes.add("rank " + rank + ": "
                        + Files.readString(note(shard, rank))
                                .lines()
                                .findFirst()
                                .orElse("no cause given"));
            }
        }
        return causes.stream()
                .min(Comparator.comparing(cause -> CONSEQUENCES.stream().anyMatch(cause::contains)))
                .orElse("ended with exit code " + end.exitCode() + ": " + lastLine(log(shard)) + " (log: " + log(shard)
                        + ")");
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("rxt:"))
                .findFirst()
                .orElse("no word of a cause");
    }

    /** Removes the samples, which are in the output by now, and the logs of launches that had some. */
    static void tidy(Path folder) throws IOException {
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(SAMPLES)) {
                Files.delete(file);
                Files.deleteIfExists(mark(file));
                Files.deleteIfExists(log(file));
            }
        }
    }

    /** Removes the folder, unless it holds logs of launches that failed, or a claim of another run. */
    static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // What is in it is wanted.
        }
    }
}
