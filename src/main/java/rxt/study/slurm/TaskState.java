package rxt.study.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a job, or of one task of an array.
 *
 * @param job number of the job or array
 * @param task number in the array; −1 where it is none
 * @param state Slurm's word, such as {@code PENDING}, {@code RUNNING}, {@code COMPLETED}, {@code TIMEOUT}
 * @param reason why it waits, or ""
 * @param secondsLeft until its time limit where it runs, otherwise its whole limit; −1 where that is not known
 */
public record TaskState(long job, int task, String state, String reason, long secondsLeft) {
    /** What {@code squeue} is asked for. */
    static final String QUEUE_FORMAT = "%i|%T|%r|%L|%j";

    /** What {@code sacct} is asked for. */
    static final String BOOK_FORMAT = "JobID,State,JobName";

    private static final Pattern NUMBER = Pattern.compile("(?<job>\\d+)(_(?<task>\\d+))?");
    private static final Set<String> RUNNING = Set.of("RUNNING", "COMPLETING", "STOPPED", "SUSPENDED", "SIGNALING");
    private static final Set<String> WAITING = Set.of(
            "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT", "RESV_DEL_HOLD");

    /** Whether it runs. */
    public boolean running() {
        return RUNNING.contains(state);
    }

    /** Whether it is still to run. */
    public boolean waiting() {
        return WAITING.contains(state);
    }

    /** Whether Slurm is through with it. */
    public boolean over() {
        return !running() && !waiting();
    }

    /**
     * The queue's tasks of those jobs.
     *
     * @param names the jobs' names by their numbers: a cluster that was set up anew gives numbers anew
     */
    static List<TaskState> queued(String text, Map<Long, String> names) {
        return text.lines()
                .map(line -> line.strip().split("\\|", 5))
                .filter(words -> words.length == 5)
                .flatMap(words -> of(words[0], words[1], words[2], words[3]).stream()
                        .filter(task -> words[4].equals(names.get(task.job))))
                .toList();
    }

    /** The book's tasks; a cancelled one says by whom. */
    static List<TaskState> booked(String text, Map<Long, String> names) {
        return text.lines()
                .map(line -> line.strip().split("\\|", 3))
                .filter(words -> words.length == 3)
                .flatMap(words -> of(words[0], words[1].replaceFirst(" .*", ""), "", "").stream()
                        .filter(task -> words[2].equals(names.get(task.job))))
                .toList();
    }

    private static Optional<TaskState> of(String number, String state, String reason, String left) {
        Matcher form = NUMBER.matcher(number);
        if (!form.matches()) {
            return Optional.empty();
        }
        int task = form.group("task") == null ? -1 : Integer.parseInt(form.group("task"));
        return Optional.of(new TaskState(
                Long.parseLong(form.group("job")),
                task,
                state,
                reason.equals("None") ? "" : reason,
                left.matches("[-\\d:]*\\d") ? SlurmTime.seconds(left) : -1));
    }

    /** The queue's, and those of the book that the queue has forgotten. */
    static List<TaskState> merged(List<TaskState> queued, List<TaskState> booked) {
        List<TaskState> all = new ArrayList<>(queued);
        booked.stream()
                .filter(task -> queued.stream().noneMatch(other -> other.job == task.job && other.task == task.task))
                .forEach(all::add);
        return all;
    }
}
