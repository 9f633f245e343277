package rxt.kernel;

import java.util.List;
import java.util.Map;

/**
 * A kernel as the catalogue knows it.
 *
 * @param name field-standard name, lower case with hyphens
 * @param family package of the kernel
 * @param summary what it computes, in one line
 * @param seed lecture and construct it comes from, such as {@code S3 Monte Carlo π}
 * @param parameters with defaults and ranges
 * @param weakScaling how the problem grows
 * @param requirement what the parameters must be together, and on a split
 * @param factory builds one rank's part
 * @param memory what that allocates
 * @param twin file in {@code src/reference/c} that does the same in C, or ""
 * @param twinSize parameters other than the defaults at which {@code versus kernels} holds the two against each other:
 * a step
 *     takes 5 to 100 ms on one core, and where memory is what counts, it is larger than the caches
 */
public record KernelType(
        String name,
        String family,
        String summary,
        String seed,
        List<Parameter> parameters,
        WeakScaling weakScaling,
        Requirement requirement,
        Factory factory,
        Memory.Rule memory,
        String twin,
        Map<String, String> twinSize) {

    /** What is known to be impossible before anything is started, beside the range of each parameter. */
    @FunctionalInterface
    public interface Requirement {
        /**
         * Refuses such parameters on so many ranks of so many threads.
         *
         * @throws IllegalArgumentException saying what is wrong, what is allowed and how to mend it
         */
        void check(Params params, int ranks, int threads);
    }

    /** Builds one rank's part of the computation; called by all ranks. */
    @FunctionalInterface
    public interface Factory {
        Kernel create(Context context);
    }

    private static final Requirement NONE = (_, _, _) -> {};

    /** A kernel that takes any parameters in their ranges, allocates next to nothing and has no twin in C. */
    public KernelType(
            String name,
            String family,
            String summary,
            String seed,
            List<Parameter> parameters,
            WeakScaling weakScaling,
            Factory factory) {
        this(name, family, summary, seed, parameters, weakScaling, NONE, factory, Memory.NOTHING, "", Map.of());
    }

    public KernelType {
        parameters = List.copyOf(parameters);
        twinSize = Map.copyOf(twinSize);
    }

    /** The given texts over the defaults; see {@link Params#of}. */
    public Params params(Map<String, String> texts) {
        return Params.of(parameters, texts);
    }

    /** This kernel with what its parameters must be: refused when a study is read, and by each rank alike. */
    public KernelType requiring(Requirement rule) {
        return new KernelType(
                name, family, summary, seed, parameters, weakScaling, rule, factory, memory, twin, twinSize);
    }

    /** This kernel, which allocates so much: refused beforehand where that is not there. */
    public KernelType allocating(Memory.Rule rule) {
        return new KernelType(
                name, family, summary, seed, parameters, weakScaling, requirement, factory, rule, twin, twinSize);
    }

    /** The same with the twin in C that has its name, held against it at that size. */
    public KernelType withTwin(Map<String, String> size) {
        return new KernelType(
                name, family, summary, seed, parameters, weakScaling, requirement, factory, memory, name + ".c", size);
    }

    public boolean hasTwin() {
        return !twin.isEmpty();
    }

    /**
     * One rank's part. Collective.
     *
     * @throws IllegalArgumentException on every rank where the kernel cannot be such a one, or the problem does not fit the
     *     memory of one
     */
    public Kernel create(Context context) {
        Memory.require(this, context);
        requirement.check(
                context.params(), context.world().size(), context.team().size());
        return factory.create(context);
    }
}
