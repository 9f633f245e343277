package rxt.study;

import java.util.List;
import java.util.Optional;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.record.ProgramSpec;
import rxt.record.rule.Repetition;
import rxt.record.rule.StepGrowth;

/**
 * A study file, read and checked: what to measure, how it is split, and how often.
 *
 * @param name lower-case word, names the results
 * @param description for people
 * @param kernels what to measure
 * @param seed of everything random
 * @param limits when a launch counts as hung
 * @param whole what is measured of the study as a whole
 * @param yaml the whole text, and as comments the seed and the settings that stood over it
 */
public record Study(
        String name, String description, List<Entry> kernels, long seed, Limits limits, Whole whole, String yaml) {

    /**
     * One kernel of the study with one set of parameters.
     *
     * @param type the kernel; of a program, what it is the same as, or made up for it
     * @param params its parameters for one worker
     * @param splits ranks × threads
     * @param launchers {@code auto}, {@code local}, {@code mpj}, {@code openmpi}, {@code ffm}; of a program, its name
     * @param measure how often
     * @param weak whether the problem grows with the workers
     * @param team {@code forkjoin}, {@code spin}, {@code virtual}, or {@link ProgramSpec#TEAM}
     * @param pinning {@code none}, {@code compact}, {@code scatter}
     * @param oversubscribe whether splits with more threads than CPUs run, labelled
     * @param program what runs in place of a kernel; absent where a kernel does
     */
    public record Entry(
            KernelType type,
            Params params,
            List<Split> splits,
            List<String> launchers,
            Measure measure,
            boolean weak,
            String team,
            String pinning,
            boolean oversubscribe,
            Optional<Program> program) {

        /**
         * The parameters on a split, grown with its workers where the problem grows.
         *
         * @throws IllegalArgumentException where they cannot grow so, or the kernel cannot run with them there
         */
        Params on(Split split) {
            Params sized = weak ? type.weakScaling().growth().forWorkers(params, split.workers()) : params;
            if (program.isEmpty()) {
                type.requirement().check(sized, split.ranks(), split.threads());
            }
            return sized;
        }

        /** The same with other parameters. */
        Entry with(Params others) {
            return new Entry(type, others, splits, launchers, measure, weak, team, pinning, oversubscribe, program);
        }
    }

    /**
     * A program in place of a kernel.
     *
     * @param name under which its times are shown, beside the transports
     * @param type what it computes
     * @param spec what runs
     */
    public record Program(String name, KernelType type, ProgramSpec spec) {}

    /**
     * How often a cell is measured.
     *
     * @param repetition starts of the ranks
     * @param steps steps of each launch after {@code warmup}: how many, and how many more where they differ widely
     * @param warmup steps before them, which never count
     */
    public record Measure(Repetition repetition, StepGrowth steps, int warmup) {
        /** The same with so many launches, whatever they show; its own number where that is larger. */
        Measure withLaunches(int fewest) {
            return new Measure(
                    new Repetition(
                            repetition.relativeWidth(),
                            Math.max(fewest, repetition.fewestLaunches()),
                            Math.max(fewest, repetition.mostLaunches()),
                            repetition.budgetSeconds()),
                    steps,
                    warmup);
        }
    }

    /**
     * What concerns no cell alone.
     *
     * @param seconds time for all launches, after which only the fewest of each cell are made; may be infinite
     * @param driftLaunches launches of the base case at the end, 0 for no check of drift
     * @param claimLaunches launches that a cell may have at most for the sake of a claim that stays undecided, 0 for none
     *     beyond those that it has anyway
     */
    public record Whole(double seconds, int driftLaunches, int claimLaunches) {}

    /**
     * How long a launch is waited for.
     *
     * @param launchSeconds for the whole launch
     * @param stuckSeconds for a step, for what comes before the first, or after the last
     */
    public record Limits(int launchSeconds, int stuckSeconds) {}

    public Study {
        kernels = List.copyOf(kernels);
    }
}
