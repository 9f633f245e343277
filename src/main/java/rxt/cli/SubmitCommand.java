package rxt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rxt.study.slurm.JobOptions;

/** {@code rxt submit STUDY}: sends what a study misses to Slurm, as job arrays and a job that merges after them. */
@Command(
        name = "submit",
        description = {
            "Send what a study misses to Slurm: a job array for each number of nodes that cells need, then a job that"
                    + " merges.",
            "Says first what it will cost, and refuses what Slurm would leave pending for ever. Exit code 0 when all"
                    + " is sent; with --wait when all is measured."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jobs/rxt submit jobs/cluster.yaml --dry-run",
            "  jobs/rxt submit jobs/cluster.yaml --account proj1 --partition short --time 30",
            "  jobs/rxt submit jobs/cluster.yaml --wait --max-running 4 -- --constraint=ib",
            "",
            "Scripts, logs and the jobs' numbers are kept in <output>.slurm."
        })
final class SubmitCommand implements Callable<Integer> {
    @Mixin
    private JobWords words = new JobWords();

    @Override
    public Integer call() throws Exception {
        return words.send(place -> words.options().over(JobOptions.of(place.environment())));
    }
}
