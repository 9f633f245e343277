package rxt.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rxt.study.StudyException;
import rxt.study.slurm.JobOptions;
import rxt.study.slurm.StudyPlace;
import rxt.study.slurm.Submission;

/** {@code rxt resubmit STUDY}: sends what is still missing, as it was sent before. */
@Command(
        name = "resubmit",
        description = {
            "Send again what is still missing or failed, with the options of the last submission.",
            "Says so when nothing is missing; refuses while jobs of the study run or wait."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jobs/rxt resubmit jobs/cluster.yaml",
            "  jobs/rxt resubmit jobs/cluster.yaml --time 02:00:00 --wait"
        })
final class ResubmitCommand implements Callable<Integer> {
    @Mixin
    private JobWords words = new JobWords();

    @Override
    public Integer call() throws Exception {
        return words.send(this::asBefore);
    }

    private JobOptions asBefore(StudyPlace place) throws IOException {
        List<Submission> earlier = Submission.of(place);
        if (earlier.isEmpty()) {
            throw new StudyException("study " + place.study() + " was never submitted for " + place.output()
                    + ": `jobs/rxt submit` sends it, with --output where its results lie elsewhere");
        }
        return words.options()
                .over(JobOptions.of(place.environment()))
                .over(earlier.getLast().options());
    }
}
