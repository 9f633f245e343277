package rxt.study.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rxt.study.StudyException;

/**
 * One sending of a study's jobs, as the file {@code jobs} in {@code <output>.slurm} keeps it: a block of lines
 * {@code submission NUMBER TIME}, then {@code option WORD} for each of the user's, then a line for each job.
 *
 * @param number from 1
 * @param sent when, ISO 8601 in UTC
 * @param options what the user said
 * @param jobs what was sent, that which merges last
 */
public record Submission(int number, String sent, JobOptions options, List<Sent> jobs) {
    private static final String FILE = "jobs";

    /**
     * A job that was sent.
     *
     * @param job its number
     * @param name {@code nodes-2}, {@code all}, {@code merge}
     * @param nodes nodes of each task; 0 for all cells
     * @param partsInAll how many parts the cells are in; 1 where it is no array
     * @param parts those sent, such as {@code 1-3,7}
     */
    public record Sent(long job, String name, int nodes, int partsInAll, String parts) {
        static final String MERGE = "merge";

        /** Whether it merges. */
        public boolean merges() {
            return name.equals(MERGE);
        }

        /** How many tasks it has; 1 where it is no array. */
        public int tasks() {
            return Submission.parts(parts).size();
        }

        private String line() {
            return "job " + job + " " + name + " " + nodes + " " + partsInAll + " " + parts;
        }

        private static Sent parse(String[] words) {
            return new Sent(
                    Long.parseLong(words[1]),
                    words[2],
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    words[5]);
        }
    }

    public Submission {
        jobs = List.copyOf(jobs);
    }

    Submission and(Sent job) {
        List<Sent> all = new ArrayList<>(jobs);
        all.add(job);
        return new Submission(number, sent, options, all);
    }

    /** Numbers of its jobs. */
    public List<Long> numbers() {
        return jobs.stream().map(Sent::job).toList();
    }

    /** Number of the job that merges; empty where sending it failed. */
    public Optional<Long> merge() {
        return jobs.stream().filter(Sent::merges).map(Sent::job).findFirst();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("submission " + number + " " + sent));
        options.words().forEach(word -> lines.add("option " + word));
        jobs.forEach(job -> lines.add(job.line()));
        return lines;
    }

    /**
     * All submissions to a place, in order; none where nothing was ever sent.
     *
     * @throws StudyException where the file is damaged
     */
    public static List<Submission> of(StudyPlace place) throws IOException {
        Path file = place.jobs().resolve(FILE);
        try {
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (RuntimeException e) {
            throw new StudyException(
                    file + " is no list of jobs (" + e.getMessage() + "); move it away, and cancel what still runs", e);
        }
    }

    static List<Submission> parse(List<String> lines) {
        List<Submission> all = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || lines.get(i).startsWith("submission ")) {
                all.add(block(lines.subList(from, i)));
                from = i;
            }
        }
        return all;
    }

    private static Submission block(List<String> lines) {
        String[] head = lines.getFirst().split(" ", -1);
        List<String> options = lines.stream()
                .filter(line -> line.startsWith("option "))
                .map(line -> line.substring("option ".length()))
                .toList();
        List<Sent> jobs = lines.stream()
                .filter(line -> line.startsWith("job "))
                .map(line -> Sent.parse(line.split(" ")))
                .toList();
        return new Submission(Integer.parseInt(head[1]), head[2], JobOptions.parse(options), jobs);
    }

    /** Puts it on record beside the earlier ones, in place of an earlier state of itself; whole or not at all. */
    void keep(StudyPlace place) throws IOException {
        List<String> lines = new ArrayList<>();
        of(place).stream().filter(other -> other.number != number).forEach(other -> lines.addAll(other.lines()));
        lines.addAll(lines());
        Path file = place.jobs().resolve(FILE);
        Path temporary =
                file.resolveSibling("." + FILE + "." + ProcessHandle.current().pid());
        Files.write(temporary, lines);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The tasks of its jobs as they stand in {@link Sent#parts}. */
    static List<Integer> parts(String indices) {
        List<Integer> parts = new ArrayList<>();
        Arrays.stream(indices.split(",")).map(range -> range.split("-")).forEach(ends -> {
            for (int part = Integer.parseInt(ends[0]); part <= Integer.parseInt(ends[ends.length - 1]); part++) {
                parts.add(part);
            }
        });
        return parts;
    }
}
