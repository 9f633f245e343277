package rxt.study.slurm;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits until the jobs of a submission are over, and tells how far they are. */
public final class Follow {
    /** Slurm's controller serves all users of a cluster: it is asked often only at first. */
    private static final long OFTEN_SECONDS = 2;

    private static final long SELDOM_SECONDS = 15;
    private static final Duration AT_FIRST = Duration.ofMinutes(2);

    private Follow() {}

    /**
     * Waits.
     *
     * @param tell is told of each state
     * @return the last state, after the job that merges has ended
     */
    public static StudyStatus untilOver(StudyJobs jobs, Consumer<StudyStatus> tell)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            StudyStatus status = StudyStatus.of(jobs);
            tell.accept(status);
            if (!status.underWay()) {
                return StudyStatus.of(jobs); // shards may have come between its two looks
            }
            boolean atFirst = System.nanoTime() - begin < AT_FIRST.toNanos();
            TimeUnit.SECONDS.sleep(atFirst ? OFTEN_SECONDS : SELDOM_SECONDS);
        }
    }
}
