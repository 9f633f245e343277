package rxt.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import rxt.record.StudyFileException;
import rxt.study.Installation;
import rxt.study.StudyException;
import rxt.study.slurm.JobOptions;
import rxt.study.slurm.SlurmTime;
import rxt.study.slurm.StudyJobs;
import rxt.study.slurm.StudyPlace;
import rxt.study.slurm.Submit;

/** What {@code submit} and {@code resubmit} take: the study, and how its jobs are sent. */
final class JobWords {
    @Parameters(index = "0", paramLabel = "STUDY", description = "study file, such as jobs/cluster.yaml")
    private Path study;

    @Option(names = "--output", paramLabel = "FILE", description = "results file (default: outputs/<study>.h5)")
    private Path output;

    @Option(names = "--wait", description = "follow the jobs until all have ended")
    private boolean wait;

    @Option(names = "--dry-run", description = "print jobs, cost and scripts; send nothing")
    private boolean dryRun;

    @Option(names = "--force", description = "send also while jobs of this study run or wait")
    private boolean force;

    @Option(names = "--partition", paramLabel = "NAME", description = "partition of the jobs (default: Slurm's)")
    private String partition;

    @Option(names = "--account", paramLabel = "NAME", description = "account that the jobs are booked on")
    private String account;

    @Option(names = "--qos", paramLabel = "NAME", description = "quality of service of the jobs")
    private String qos;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "time limit of each job: minutes, HH:MM:SS or D-HH:MM:SS (default: by earlier launches, else"
                    + " by limits.launch_seconds, an hour at most)")
    private Long seconds;

    @Option(
            names = "--array",
            paramLabel = "N",
            description = "at most so many tasks for the cells of each number of nodes (default: as many as the"
                    + " partition runs side by side)")
    private Integer array;

    @Option(names = "--single", description = "one job for all cells, with the nodes of the largest")
    private boolean single;

    @Option(names = "--max-running", paramLabel = "K", description = "at most so many tasks of an array at once")
    private Integer maxRunning;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "SBATCH-OPTION",
            description = "after --, options for sbatch, one word each: -- --constraint=ib --mail-type=END")
    private List<String> more = List.of();

    /** How the user wants jobs to be sent, given where the study lies. */
    interface Wish {
        JobOptions of(StudyPlace place) throws IOException;
    }

    /** Sends, or only prints, and waits where that is wanted: the exit code. Each refusal says that nothing was sent. */
    int send(Wish wish) throws Exception {
        StudyJobs jobs;
        try {
            StudyPlace place = place();
            JobOptions options = wish.of(place);
            jobs = StudyJobs.of(place, options, Installation.find(place.environment()));
            Submit submit = new Submit(jobs, options, System.out);
            if (dryRun) {
                submit.print();
                return 0;
            }
            if (submit.send(force).isEmpty()) {
                return 0;
            }
        } catch (StudyException | StudyFileException | IllegalArgumentException e) {
            throw new StudyException(e.getMessage() + "; nothing was sent", e);
        }
        if (wait) {
            return new Waiting(jobs, System.out).untilOver();
        }
        StudyPlace place = jobs.place();
        System.out.println("How far they are: jobs/rxt status " + place.study() + " --output " + place.output());
        return 0;
    }

    private StudyPlace place() {
        Path home = Path.of(System.getProperty("rxt.home", "."));
        return StudyJobs.place(home, study, Optional.ofNullable(output), System.getenv());
    }

    JobOptions options() {
        if (single && (array != null || maxRunning != null)) {
            throw new IllegalArgumentException("--single is one job: it goes with neither --array nor --max-running");
        }
        return new JobOptions(
                Optional.ofNullable(partition),
                Optional.ofNullable(account),
                Optional.ofNullable(qos),
                seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds),
                count("--array", array),
                single,
                count("--max-running", maxRunning),
                more);
    }

    private static OptionalInt count(String option, Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(option + " " + value + ": give 1 or more");
        }
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** Reads a time as Slurm writes it. */
    static final class TimeConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                long seconds = SlurmTime.seconds(text);
                if (seconds == 0 || seconds == SlurmTime.UNLIMITED) {
                    throw new TypeConversionException("'" + text + "' is no limit; write minutes or HH:MM:SS");
                }
                return seconds;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
