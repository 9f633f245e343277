package rxt.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;

/**
 * Why a launch has no shard.
 *
 * @param status FAILED or HUNG
 * @param reason one line: rank and cause where they are known
 */
record Failure(CellStatus status, String reason) {
    /** What a rank says that was released because another one failed. */
    private static final List<String> CONSEQUENCES = List.of("CommunicationException", "AbortException");

    /** A rank's last words. */
    private record Note(int rank, String cause, long written) {
        boolean isConsequence() {
            return CONSEQUENCES.stream().anyMatch(cause::startsWith);
        }
    }

    /** Where a rank of that launch leaves its last words. */
    static Path note(LaunchSpec spec, int rank) {
        return Path.of(spec.shard() + ".rank" + rank + ".failed");
    }

    /** Finds the cause in the ranks' failure notes, the log and the exit code. */
    static Failure diagnose(LaunchProcess.End end, LaunchSpec spec, int limitSeconds) throws IOException {
        Path log = ResultsFolder.log(spec);
        if (end.timedOut()) {
            return new Failure(
                    CellStatus.HUNG,
                    "no result within " + limitSeconds + " s (limits.launch_seconds); thread dump in " + log);
        }
        String text = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        Optional<String> memory = line(text, "Terminating due to java.lang.OutOfMemoryError");
        if (memory.isPresent()) {
            return failed("out of memory: " + memory.get());
        }
        Optional<Note> note = cause(spec);
        if (note.isPresent()) {
            return failed("rank " + note.get().rank() + ": " + note.get().cause());
        }
        // mpirun names the rank
        String said =
                line(text, "process rank").or(() -> line(text, "Process name:")).orElse("");
        return failed(exit(end.exitCode()) + (said.isEmpty() ? "" : ": " + said) + " (log: " + log + ")");
    }

    private static Failure failed(String reason) {
        return new Failure(CellStatus.FAILED, reason);
    }

    /** The earliest note that is no consequence of another. */
    private static Optional<Note> cause(LaunchSpec spec) throws IOException {
        List<Note> notes = new ArrayList<>();
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            Path file = note(spec, rank);
            if (Files.exists(file)) {
                String cause = Files.readString(file).lines().findFirst().orElse("no cause given");
                notes.add(new Note(rank, cause, Files.getLastModifiedTime(file).toMillis()));
            }
        }
        return notes.stream().min(Comparator.comparing(Note::isConsequence).thenComparingLong(Note::written));
    }

    private static Optional<String> line(String text, String part) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.contains(part))
                .findFirst();
    }

    private static String exit(int code) {
        return switch (code) {
            case 0 -> "the ranks ended without a result";
            case 134, 139 -> "a rank crashed (exit code " + code + "; see hs_err_pid*.log beside the log)";
            case 137 -> "killed (exit code 137; by hand, or by the system for want of memory)";
            default -> "the launcher ended with exit code " + code;
        };
    }
}
