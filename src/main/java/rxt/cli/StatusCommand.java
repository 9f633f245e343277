package rxt.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.study.Installation;
import rxt.study.slurm.JobOptions;
import rxt.study.slurm.StudyJobs;
import rxt.study.slurm.StudyPlace;
import rxt.study.slurm.StudyStatus;
import rxt.study.slurm.Submission;
import tools.jackson.databind.json.JsonMapper;

/** {@code rxt status STUDY}: how far a study and its jobs are, while they run and afterwards. */
@Command(
        name = "status",
        description = {
            "Show which cells of a study are measured, running, missing or failed, and what Slurm does with its jobs.",
            "It only reads. Exit code 0; 1 when a cell has failed, or cells are missing and no job is under way."
        },
        footer = {
            "",
            "Examples:",
            "  jobs/rxt status jobs/cluster.yaml",
            "  jobs/rxt status jobs/cluster.yaml --format json"
        })
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY", description = "Study file, such as jobs/cluster.yaml.")
    private Path study;

    @Option(names = "--output", paramLabel = "FILE", description = "Results file (default: outputs/<study>.h5).")
    private Path output;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; json is one object with rows, one for each cell, and jobs.")
    private TextOrJson format;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("rxt.home", "."));
        StudyPlace place = StudyJobs.place(home, study, Optional.ofNullable(output), System.getenv());
        List<Submission> sent = Submission.of(place);
        JobOptions options = sent.isEmpty()
                ? JobOptions.of(place.environment())
                : sent.getLast().options();
        StudyJobs jobs = StudyJobs.of(place, options, Installation.find(place.environment()));
        StudyStatus status = StudyStatus.of(jobs);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case text -> StatusText.of(status) + advice(status, place);
                    case json ->
                        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(StatusText.json(status))
                                + "\n";
                });
        out.flush();
        boolean failed = !status.cells(StudyStatus.Word.FAILED).isEmpty();
        return failed || (!status.complete() && !status.underWay()) ? 1 : 0;
    }

    /** What to do next. */
    static String advice(StudyStatus status, StudyPlace place) {
        if (status.underWay()) {
            return "";
        }
        if (status.complete()) {
            return "Results: " + place.output() + "\n";
        }
        return status.submission().isEmpty()
                ? "`jobs/rxt submit` sends it\n"
                : "`jobs/rxt resubmit` sends what is missing or failed; logs: " + place.jobs() + "\n";
    }
}
