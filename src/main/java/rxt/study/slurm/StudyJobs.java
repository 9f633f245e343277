package rxt.study.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import rxt.study.Installation;
import rxt.study.Nodes;
import rxt.study.Only;
import rxt.study.Plan;
import rxt.study.PlannedCell;
import rxt.study.Standings;
import rxt.study.Study;
import rxt.study.StudyException;
import rxt.study.StudyReader;

/**
 * A study and the cluster that its jobs run on.
 *
 * @param place where its files lie
 * @param study the study; {@code cores: auto} are the CPUs of the partition's nodes
 * @param standings how far its cells are
 * @param slurm Slurm's programs; empty where there are none
 * @param partition where the jobs run; empty where there is no Slurm
 */
public record StudyJobs(
        StudyPlace place, Study study, Standings standings, Optional<Slurm> slurm, Optional<Partition> partition) {
    private static final String NO_SLURM = "no sbatch is on PATH: this works on a cluster's login node; "
            + "`jobs/rxt run` measures here, and --dry-run prints the jobs";

    /**
     * Looks at study and cluster.
     *
     * @param options whose partition it is
     */
    public static StudyJobs of(StudyPlace place, JobOptions options, Installation installation) {
        Optional<Slurm> slurm = Slurm.find(place.environment());
        Optional<Partition> partition = slurm.map(found -> Access.partition(found.partitions(), options));
        OptionalInt nodeCpus = partition.map(Partition::cpusPerNode).filter(cpus -> cpus > 0).stream()
                .mapToInt(cpus -> cpus)
                .findFirst();
        Study study = StudyReader.read(place.study(), List.of(), nodeCpus.orElse(installation.cpus()), nodeCpus);
        // What the login node has says nothing of the nodes: whether a cell fits there, Lint asks of the partition.
        List<PlannedCell> plan = Plan.of(study, Only.parse(List.of()), installation.with(Nodes.ANY));
        return new StudyJobs(place, study, new Standings(study, plan, place.output()), slurm, partition);
    }

    /** The place of a study's files; without an {@code output} it is {@code outputs/<study>.h5}. */
    public static StudyPlace place(Path home, Path file, Optional<Path> output, Map<String, String> environment) {
        String name = StudyReader.read(file, List.of(), 1, OptionalInt.of(1)).name();
        return new StudyPlace(
                home, file, output.orElseGet(() -> home.resolve("outputs").resolve(name + ".h5")), environment);
    }

    /** Slurm's programs, which all but a dry run need. */
    Slurm needed() {
        return slurm.orElseThrow(() -> new StudyException(NO_SLURM));
    }

    /** All that was ever sent. */
    List<Submission> sent() throws IOException {
        return Submission.of(place);
    }

    /** Keys of the cells that a launch is under way of. */
    Set<String> underWay() {
        return standings.underWay();
    }

    /** What Slurm knows of the tasks of these submissions. */
    List<TaskState> tasks(List<Submission> submissions) {
        Map<Long, String> names = new LinkedHashMap<>();
        submissions.forEach(submission ->
                submission.jobs().forEach(job -> names.put(job.job(), JobScript.jobName(study.name(), job.name()))));
        return slurm.map(found -> found.tasks(names)).orElse(List.of());
    }
}
