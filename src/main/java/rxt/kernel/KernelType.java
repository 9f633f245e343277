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
 * @param factory builds one rank's part
 * @param twin file in {@code src/reference/c} that does the same in C, or ""
 */
public record KernelType(
        String name,
        String family,
        String summary,
        String seed,
        List<Parameter> parameters,
        WeakScaling weakScaling,
        Factory factory,
        String twin) {

    /** One without a twin in C. */
    public KernelType(
            String name,
            String family,
            String summary,
            String seed,
            List<Parameter> parameters,
            WeakScaling weakScaling,
            Factory factory) {
        this(name, family, summary, seed, parameters, weakScaling, factory, "");
    }

    /** Builds one rank's part of the computation; called by all ranks. */
    @FunctionalInterface
    public interface Factory {
        Kernel create(Context context);
    }

    public KernelType {
        parameters = List.copyOf(parameters);
    }

    /** The same with the twin in C that has its name. */
    public KernelType withTwin() {
        return new KernelType(name, family, summary, seed, parameters, weakScaling, factory, name + ".c");
    }

    public boolean hasTwin() {
        return !twin.isEmpty();
    }

    /** The given texts over the defaults; see {@link Params#of}. */
    public Params params(Map<String, String> texts) {
        return Params.of(parameters, texts);
    }

    public Kernel create(Context context) {
        return factory.create(context);
    }
}
