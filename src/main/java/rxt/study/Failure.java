package rxt.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;

/**
 * Why a launch has no shard.
 *
 * @param status FAILED, HUNG, or SKIPPED where the transport or the process lacks what the kernel needs
 * @param reason one line: rank and cause where they are known
 */
record Failure(CellStatus status, String reason) {
    private static final Pattern HYDRA =
            Pattern.compile("PID (?<pid>\\d+) RUNNING AT (?<node>\\S+)\\s+=\\s+EXIT CODE: (?<code>\\d+)");

    /** What a rank says that cannot begin; some launchers put its number before it. */
    private static final Pattern NOT_LAUNCHED = Pattern.compile("(?m)^(?:\\S+ ?)?rxt: the launch failed: (?<why>.+)$");

    private static final Pattern RANK = Pattern.compile("^rank \\d+: ");

    /** What a rank says whose transport, or whose process, lacks what the kernel needs. */
    private static final Pattern LACKING = Pattern.compile("^(UnsupportedCapability|Unavailable)Exception: ");

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
    static Failure diagnose(LaunchProcess.End end, LaunchSpec spec) throws IOException {
        Path log = ResultsFolder.log(spec);
        String text = Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        Optional<String> memory = line(text, "Terminating due to java.lang.OutOfMemoryError");
        if (memory.isPresent()) {
            return failed("out of memory: " + memory.get());
        }
        Optional<Note> note = cause(spec);
        if (note.isPresent()) {
            Matcher lacking = LACKING.matcher(note.get().cause());
            return lacking.find()
                    ? new Failure(CellStatus.SKIPPED, lacking.replaceFirst(""))
                    : failed("rank " + note.get().rank() + ": " + note.get().cause());
        }
        if (!end.overdue().isEmpty()) {
            String where = spec.program().isPresent() ? "; log: " : "; thread dump in ";
            return new Failure(CellStatus.HUNG, end.overdue() + where + log);
        }
        Optional<String> why = NOT_LAUNCHED
                .matcher(text)
                .results()
                .findFirst()
                .map(line -> line.group("why").strip());
        if (why.isPresent()) {
            return failed(why.get() + " (log: " + log + ")");
        }
        // mpirun names the rank, hydra the process
        String said = line(text, "process rank")
                .or(() -> line(text, "Process name:"))
                .or(() -> hydra(text, spec))
                .orElse("");
        return failed(exit(end.exitCode(), spec) + (said.isEmpty() ? "" : ": " + said) + " (log: " + log + ")");
    }

    /** A reason without the rank that gave it. */
    static String cause(String reason) {
        return RANK.matcher(reason).replaceFirst("");
    }

    private static Failure failed(String reason) {
        return new Failure(CellStatus.FAILED, reason);
    }

    /** The earliest note that is no consequence of another. */
    private static Optional<Note> cause(LaunchSpec spec) throws IOException {
        List<Note> notes = new ArrayList<>();
        for (int rank = 0; rank < spec.cell().ranks(); rank++) {
            Path file = note(spec, rank);
            // An empty one is of a rank whose process another rank's end cut short; that one's own note is whole.
            if (Files.exists(file) && Files.size(file) > 0) {
                String cause = Files.readString(file).lines().findFirst().orElse("no cause given");
                notes.add(new Note(rank, cause, Files.getLastModifiedTime(file).toMillis()));
            }
        }
        return notes.stream().min(Comparator.comparing(Note::isConsequence).thenComparingLong(Note::written));
    }

    /** Hydra's words on the process that ended first, with the rank it was. */
    private static Optional<String> hydra(String text, LaunchSpec spec) {
        return HYDRA.matcher(text)
                .results()
                .findFirst()
                .map(end -> "process rank " + rank(end.group("pid"), spec) + " (PID " + end.group("pid") + " on "
                        + end.group("node") + ") ended with code " + end.group("code"));
    }

    /** Rank 0 leaves the processes of all ranks in the file by which it marks progress. */
    private static String rank(String pid, LaunchSpec spec) {
        try (Stream<String> lines = Files.lines(LaunchProcess.mark(spec))) {
            return lines.map(line -> line.split(" ", -1))
                    .filter(words -> words.length == 2 && words[1].equals(pid))
                    .map(words -> words[0])
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | UncheckedIOException e) {
            return "unknown"; // it ended before the ranks knew each other
        }
    }

    private static Optional<String> line(String text, String part) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.contains(part))
                .findFirst();
    }

    private static String exit(int code, LaunchSpec spec) {
        String crash = spec.program().isPresent() ? "" : "; see hs_err_pid*.log beside the log";
        return switch (code) {
            case 0 -> "the ranks ended without a result";
            case 134, 139 -> "a rank crashed (exit code " + code + crash + ")";
            case 9, 137 -> "killed (exit code " + code + "; by hand, or by the system for want of memory)";
            default -> "the launcher ended with exit code " + code;
        };
    }
}
