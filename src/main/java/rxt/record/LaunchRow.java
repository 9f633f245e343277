package rxt.record;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A row of the group {@code launches}: one start of the ranks, complete or failed.
 *
 * @param launch number of the launch, from 0
 * @param cell its cell
 * @param attempt how often this launch had been tried before
 * @param started when, ISO 8601 in UTC
 * @param wallSeconds from the start of rank 0's process (of the launcher where it failed) to the commit
 * @param coldSeconds from the start of the process to the first step, the slowest rank's
 * @param firstStepSeconds the first step, warm-up or not, the slowest rank's
 * @param valid whether the answer is right
 * @param checkName what was compared
 * @param checkExpected the known answer
 * @param checkActual what was computed
 * @param digest hash of the whole answer, or ""
 * @param exitCode 0 where every rank wrote its end record, otherwise the launcher's, −1 where it was ended
 * @param oversubscribed whether a rank had fewer CPUs in its affinity mask than threads, or ranks shared CPUs
 * @param sharedJvm whether the ranks were threads of one JVM
 * @param environment row of {@code environments} with that number; −1 where it ended before it could tell
 * @param work what a step does; {@link StepWork#UNKNOWN} where it did not complete
 * @param emptySeconds time of an empty launch that was taken off the time of this one's only step; NaN where steps were
 *     timed
 * @param slurmJob number of the Slurm job that it ran in, or ""
 */
public record LaunchRow(
        int launch,
        int cell,
        int attempt,
        String started,
        double wallSeconds,
        double coldSeconds,
        double firstStepSeconds,
        boolean valid,
        String checkName,
        String checkExpected,
        String checkActual,
        String digest,
        int exitCode,
        boolean oversubscribed,
        boolean sharedJvm,
        int environment,
        StepWork work,
        double emptySeconds,
        String slurmJob) {

    /** A launch that does not tell what a step does. */
    public LaunchRow(
            int launch,
            int cell,
            int attempt,
            String started,
            double wallSeconds,
            double coldSeconds,
            double firstStepSeconds,
            boolean valid,
            String checkName,
            String checkExpected,
            String checkActual,
            String digest,
            int exitCode,
            boolean oversubscribed,
            boolean sharedJvm,
            int environment) {
        this(
                launch,
                cell,
                attempt,
                started,
                wallSeconds,
                coldSeconds,
                firstStepSeconds,
                valid,
                checkName,
                checkExpected,
                checkActual,
                digest,
                exitCode,
                oversubscribed,
                sharedJvm,
                environment,
                StepWork.UNKNOWN,
                Double.NaN,
                "");
    }

    /** The same launch of steps that do so much. */
    public LaunchRow doing(StepWork stepWork) {
        return new LaunchRow(
                launch,
                cell,
                attempt,
                started,
                wallSeconds,
                coldSeconds,
                firstStepSeconds,
                valid,
                checkName,
                checkExpected,
                checkActual,
                digest,
                exitCode,
                oversubscribed,
                sharedJvm,
                environment,
                stepWork,
                emptySeconds,
                slurmJob);
    }

    /** The same launch with the time of an empty one taken off. */
    public LaunchRow without(double newEmptySeconds) {
        return new LaunchRow(
                launch,
                cell,
                attempt,
                started,
                wallSeconds,
                coldSeconds,
                firstStepSeconds,
                valid,
                checkName,
                checkExpected,
                checkActual,
                digest,
                exitCode,
                oversubscribed,
                sharedJvm,
                environment,
                work,
                newEmptySeconds,
                slurmJob);
    }

    /** The same launch in a Slurm job. */
    public LaunchRow in(String newSlurmJob) {
        return new LaunchRow(
                launch,
                cell,
                attempt,
                started,
                wallSeconds,
                coldSeconds,
                firstStepSeconds,
                valid,
                checkName,
                checkExpected,
                checkActual,
                digest,
                exitCode,
                oversubscribed,
                sharedJvm,
                environment,
                work,
                emptySeconds,
                newSlurmJob);
    }

    /** Whether every rank wrote its end record, so that it has samples. */
    public boolean complete() {
        return exitCode == 0;
    }

    /** {@link #started}, to compare; the distant past where it is no time. */
    public Instant startedAt() {
        try {
            return Instant.parse(started);
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    /** The same launch under other numbers of launch, cell and environment. */
    public LaunchRow numbered(int newLaunch, int newCell, int newEnvironment) {
        return new LaunchRow(
                newLaunch,
                newCell,
                attempt,
                started,
                wallSeconds,
                coldSeconds,
                firstStepSeconds,
                valid,
                checkName,
                checkExpected,
                checkActual,
                digest,
                exitCode,
                oversubscribed,
                sharedJvm,
                newEnvironment,
                work,
                emptySeconds,
                slurmJob);
    }
}
