package rxt.study.slurm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rxt.study.SweepException;

/** Slurm's own programs: what they print is read here and nowhere else asked for. */
public final class Slurm {
    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(;.*)?");
    private static final String USER = System.getProperty("user.name");

    private Slurm() {}

    /** What a program said. */
    record Answer(int exitCode, String out, String err) {
        /** Its complaint, in one line. */
        String complaint() {
            String said = err.isBlank() ? out : err;
            return String.join(
                    "; ",
                    said.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList());
        }
    }

    /** Slurm, where its sbatch is on PATH. */
    public static Optional<Slurm> find(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sbatch")))
                ? Optional.of(new Slurm())
                : Optional.empty();
    }

    /** Its partitions. */
    List<Partition> partitions() {
        return Partition.parse(
                said("scontrol", "show", "partition", "--oneliner"),
                said("sinfo", "--Node", "--noheader", "--format=" + Partition.NODE_FORMAT));
    }

    /** Its settings, such as {@code MaxArraySize}. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        said("scontrol", "show", "config").lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                settings.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return settings;
    }

    /** The user's accounts and qualities of service; empty where no such book is kept. */
    Optional<Accounts> accounts() {
        Answer answer = ask(List.of(
                "sacctmgr",
                "--noheader",
                "--parsable2",
                "show",
                "associations",
                "user=" + USER,
                "format=DefaultAccount,Account,QOS"));
        return answer.exitCode == 0 ? Optional.of(Accounts.parse(answer.out)) : Optional.empty();
    }

    /** What it makes of a script without sending it. */
    Answer test(Path script) {
        return ask(List.of("sbatch", "--test-only", script.toString()));
    }

    /** Sends a script; {@code options} stand before it. Gives the job's number. */
    long send(List<String> options, Path script) {
        List<String> words = new ArrayList<>(List.of("sbatch", "--parsable"));
        words.addAll(options);
        words.add(script.toString());
        String answer = said(words.toArray(String[]::new));
        return number(answer)
                .orElseThrow(() -> new SweepException(
                        "sbatch has taken " + script + " but told no number: '" + answer.strip()
                                + "'; look for the job with `squeue --me`, end it with scancel",
                        null));
    }

    /** A job's number in what {@code sbatch --parsable} says, where a site may say more. */
    static OptionalLong number(String answer) {
        return answer.lines()
                .map(NUMBER::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .findFirst();
    }

    /** Ends jobs. */
    void cancel(List<Long> jobs) {
        List<String> words = new ArrayList<>(List.of("scancel"));
        jobs.forEach(job -> words.add(Long.toString(job)));
        ask(words);
    }

    /**
     * What is known of jobs: the queue's word, else the book's, where one is kept.
     *
     * @param names the jobs' names by their numbers
     */
    List<TaskState> tasks(Map<Long, String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        String queue = said(
                "squeue",
                "--noheader",
                "--array",
                "--states=all",
                "--user=" + USER,
                "--format=" + TaskState.QUEUE_FORMAT);
        Answer book = ask(List.of(
                "sacct",
                "--noheader",
                "--parsable2",
                "--allocations",
                "--array",
                "--format=" + TaskState.BOOK_FORMAT,
                "--jobs="
                        + String.join(
                                ",",
                                names.keySet().stream().map(String::valueOf).toList())));
        return TaskState.merged(
                TaskState.queued(queue, names), book.exitCode == 0 ? TaskState.booked(book.out, names) : List.of());
    }

    private static String said(String... words) {
        Answer answer = ask(List.of(words));
        if (answer.exitCode != 0) {
            throw new SweepException(
                    words[0] + " failed: " + answer.complaint() + " (" + String.join(" ", words) + ")", null);
        }
        return answer.out;
    }

    private static Answer ask(List<String> words) {
        try {
            Path out = Files.createTempFile("rxt-slurm", ".out");
            Path err = Files.createTempFile("rxt-slurm", ".err");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
                // They would override what stands in the script, where they have been heeded.
                builder.environment().keySet().removeAll(JobOptions.VARIABLES.keySet());
                Process process = builder.start();
                try {
                    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return new Answer(
                            ended ? process.exitValue() : -1,
                            Files.readString(out, StandardCharsets.ISO_8859_1),
                            ended
                                    ? Files.readString(err, StandardCharsets.ISO_8859_1)
                                    : "no answer within " + PATIENCE_SECONDS + " s");
                } finally {
                    process.destroyForcibly();
                }
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            return new Answer(127, "", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SweepException("interrupted while " + words.getFirst() + " was asked", e);
        }
    }
}
