package rxt.study.slurm;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rxt.study.Standing;
import rxt.study.slurm.Submission.Sent;

/**
 * How far a study and its jobs are: only read, so it is right while they run.
 *
 * @param study its name
 * @param submission the last one; empty where nothing was ever sent
 * @param cells every planned cell
 * @param running labels of cells that a launch is under way of
 * @param jobs of all submissions that are under way, and of the last one
 * @param nodes that its running tasks hold, or if none runs could hold
 */
public record StudyStatus(
        String study,
        Optional<Submission> submission,
        List<Standing> cells,
        Set<String> running,
        List<Job> jobs,
        int nodes) {

    /**
     * A job and its tasks.
     *
     * @param sent the job
     * @param tasks what Slurm knows of them; none where it has forgotten
     */
    public record Job(Sent sent, List<TaskState> tasks) {
        /** Whether Slurm is through with it. */
        public boolean over() {
            return tasks.stream().allMatch(TaskState::over);
        }
    }

    /** What a cell is. */
    public enum Word {
        MEASURED,
        RUNNING,
        MISSING,
        FAILED,
        SKIPPED;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As it is now. */
    public static StudyStatus of(StudyJobs jobs) throws IOException {
        List<Submission> sent = jobs.sent();
        List<TaskState> tasks = jobs.tasks(sent);
        List<Job> all = sent.stream()
                .flatMap(submission -> submission.jobs().stream()
                        .map(job -> new Job(job, of(job, tasks)))
                        .filter(job -> submission.equals(sent.getLast()) || !job.over()))
                .toList();
        int held = all.stream()
                .mapToInt(job -> Math.max(1, job.sent.nodes())
                        * Math.toIntExact(
                                job.tasks.stream().filter(TaskState::running).count()))
                .sum();
        int there = jobs.partition().map(Partition::workingNodes).orElse(1);
        return new StudyStatus(
                jobs.study().name(),
                sent.isEmpty() ? Optional.empty() : Optional.of(sent.getLast()),
                jobs.standings().now(),
                jobs.underWay(),
                all,
                held > 0 ? held : there);
    }

    private static List<TaskState> of(Sent job, List<TaskState> tasks) {
        return tasks.stream().filter(task -> task.job() == job.job()).toList();
    }

    /** What a cell is. */
    public Word word(Standing cell) {
        return switch (cell.state()) {
            case MEASURED -> Word.MEASURED;
            case SKIPPED -> Word.SKIPPED;
            case FAILED -> Word.FAILED;
            case MISSING -> running.contains(cell.planned().key()) ? Word.RUNNING : Word.MISSING;
        };
    }

    /** Cells that are that. */
    public List<Standing> cells(Word word) {
        return cells.stream().filter(cell -> word(cell) == word).toList();
    }

    /** Whether nothing is left to do. */
    public boolean complete() {
        return cells.stream()
                .allMatch(cell -> cell.state() == Standing.State.MEASURED || cell.state() == Standing.State.SKIPPED);
    }

    /** Whether jobs run or wait. */
    public boolean underWay() {
        return jobs.stream().anyMatch(job -> !job.over());
    }

    /**
     * Seconds that the launches to come take on the nodes at hand; NaN where no launch was ever made.
     *
     * @param most whether no interval gets narrow enough, rather than all at once
     */
    public double secondsLeft(boolean most) {
        double nodeSeconds = 0;
        double longest = 0;
        for (Standing cell : cells) {
            int launches = cell.state() != Standing.State.MISSING ? 0 : most ? cell.mostToCome() : cell.fewestToCome();
            double seconds = launches == 0 ? 0 : launches * cell.secondsPerLaunch();
            nodeSeconds += seconds * JobPlan.nodes(cell);
            longest = Math.max(longest, seconds);
        }
        return Math.max(longest, nodeSeconds / nodes);
    }
}
