package rxt.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.record.StudyFileReader;
import rxt.report.Alphabet;
import rxt.report.TextReport;
import rxt.study.slurm.Follow;
import rxt.study.slurm.StudyJobs;
import rxt.study.slurm.StudyStatus;
import rxt.study.slurm.TaskState;

/** {@code --wait}: a line for each change, then where the results are. */
final class Waiting {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final StudyJobs jobs;
    private final PrintStream out;
    private String last = "";

    Waiting(StudyJobs jobs, PrintStream out) {
        this.jobs = jobs;
        this.out = out;
    }

    /** The exit code: 0 only where every cell is measured and all of it is in the results file. */
    int untilOver() throws Exception {
        out.println("Waiting; Ctrl-C ends the waiting, not the jobs");
        StudyStatus status = Follow.untilOver(jobs, this::tell);
        out.println();
        Path output = jobs.place().output();
        if (!status.complete()) {
            out.print(StatusText.of(status));
            out.print(StatusCommand.advice(status, jobs.place()));
            return 1;
        }
        if (!Files.exists(output) || !merged(status)) {
            out.println("All cells are measured, but the job that merges failed; logs: "
                    + jobs.place().jobs());
            out.println("  jobs/rxt merge " + jobs.place().study() + " --output " + output);
            return 1;
        }
        Analysis analysis = Analysis.of(StudyFileReader.read(output));
        out.print(TextReport.summary(analysis, Alphabet.of(System.out.charset())));
        out.println("Results: " + output);
        out.println("Every split, with intervals: jobs/rxt analyze " + output
                + (TextReport.isLong(analysis) ? " --details" : ""));
        return RunCommand.exitCode(0, analysis);
    }

    /** Where Slurm has forgotten the job, the file that is there has to do. */
    private static boolean merged(StudyStatus status) {
        return status.jobs().stream()
                .filter(job -> job.sent().merges())
                .flatMap(job -> job.tasks().stream())
                .allMatch(task -> task.state().equals("COMPLETED"));
    }

    private void tell(StudyStatus status) {
        String line = StatusText.summary(status).replaceFirst(".*cells, ", "") + "; jobs: " + tasks(status);
        if (!line.equals(last)) {
            last = line;
            String left = StatusText.left(status);
            out.println(LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + " " + line
                    + (left.isEmpty() ? "" : System.lineSeparator() + "         " + left));
        }
    }

    private static String tasks(StudyStatus status) {
        List<TaskState> tasks =
                status.jobs().stream().flatMap(job -> job.tasks().stream()).toList();
        long running = tasks.stream().filter(TaskState::running).count();
        List<TaskState> waiting = tasks.stream().filter(TaskState::waiting).toList();
        String why = waiting.stream()
                .map(TaskState::reason)
                .filter(reason -> !reason.matches("|None|Priority|Resources|Dependency"))
                .distinct()
                .collect(Collectors.joining(", "));
        return running + " running, " + waiting.size() + " waiting" + (why.isEmpty() ? "" : " (" + why + ")");
    }
}
