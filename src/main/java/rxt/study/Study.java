package rxt.study;

import java.util.List;
import rxt.kernel.KernelType;
import rxt.kernel.Params;

/**
 * A study file, read and checked: what to measure, how it is split, and how often.
 *
 * @param name lower-case word, names the results
 * @param description for people
 * @param kernels what to measure
 * @param seed of everything random
 * @param limits when a launch counts as hung
 * @param yaml the whole text, and as comments the seed and the settings that stood over it
 */
public record Study(String name, String description, List<Entry> kernels, long seed, Limits limits, String yaml) {

    /**
     * One kernel of the study with one set of parameters.
     *
     * @param type the kernel
     * @param params its parameters for one worker
     * @param splits ranks × threads
     * @param launchers {@code auto}, {@code local}, {@code mpj}, {@code openmpi}, {@code ffm}
     * @param repetition how often
     * @param weak whether the problem grows with the workers
     * @param team {@code forkjoin}, {@code spin}, {@code virtual}
     * @param pinning {@code none}, {@code compact}, {@code scatter}
     * @param oversubscribe whether splits with more threads than CPUs run, labelled
     */
    public record Entry(
            KernelType type,
            Params params,
            List<Split> splits,
            List<String> launchers,
            Repetition repetition,
            boolean weak,
            String team,
            String pinning,
            boolean oversubscribe) {}

    /**
     * How often a cell is measured.
     *
     * @param launches starts of the ranks
     * @param steps counted steps of each launch
     * @param warmup steps before them
     */
    public record Repetition(int launches, int steps, int warmup) {}

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
