package rxt.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rxt.record.CellStatus;

/**
 * Why a launch has no shard.
 *
 * @param status FAILED or HUNG
 * @param reason one line: rank and cause where they are known
 */
record Failure(CellStatus status, String reason) {

    /** Finds the cause in the ranks' failure notes, the exit code and the log. */
    static Failure diagnose(LaunchProcess.End end, Path shard, Path log, int limitSeconds) throws IOException {
        if (end.timedOut()) {
            return new Failure(
                    CellStatus.HUNG,
                    "no result within " + limitSeconds + " s (limits.launch_seconds); thread dump in " + log);
        }
        String text = Files.exists(log) ? Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
        Optional<String> memory = line(text, "Terminating due to java.lang.OutOfMemoryError");
        if (memory.isPresent()) {
            return new Failure(CellStatus.FAILED, "out of memory: " + memory.get());
        }
        Optional<String> note = firstNote(shard);
        if (note.isPresent()) {
            return new Failure(CellStatus.FAILED, note.get());
        }
        String last = text.lines().map(String::strip).filter(l -> !l.isEmpty()).reduce("", (_, b) -> b);
        return new Failure(
                CellStatus.FAILED, exit(end.exitCode()) + (last.isEmpty() ? "" : ": " + last) + " (log: " + log + ")");
    }

    /** The earliest note is the cause; the others are ranks that it released. */
    private static Optional<String> firstNote(Path shard) throws IOException {
        String prefix = shard.getFileName() + ".rank";
        try (Stream<Path> files = Files.list(shard.getParent())) {
            List<Path> notes = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
            if (notes.isEmpty()) {
                return Optional.empty();
            }
            String name = notes.getFirst().getFileName().toString();
            String rank = name.substring(prefix.length(), name.length() - ".failed".length());
            String cause =
                    Files.readString(notes.getFirst()).lines().findFirst().orElse("no cause given");
            return Optional.of("rank " + rank + ": " + cause);
        }
    }

    private static Optional<String> line(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).findFirst();
    }

    private static String exit(int code) {
        return switch (code) {
            case 0 -> "the ranks ended without a result";
            case 134, 139 -> "a rank crashed (exit code " + code + "; see hs_err_pid*.log beside the log)";
            case 137 -> "a rank was killed (exit code 137; by hand, or out of memory)";
            default -> "the launcher ended with exit code " + code;
        };
    }
}
