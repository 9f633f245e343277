package rxt.kernel;

/**
 * How a kernel's problem grows with the number of workers, ranks × threads.
 *
 * @param rule one line for {@code rxt list}, such as {@code darts grow with the workers}
 * @param growth the parameters for that many workers, from those for one
 */
public record WeakScaling(String rule, Growth growth) {
    /** Parameters for {@code workers} from the parameters for one worker. */
    @FunctionalInterface
    public interface Growth {
        Params forWorkers(Params one, int workers);
    }

    /** The whole number {@code parameter} grows in proportion. */
    public static WeakScaling proportional(String parameter) {
        return new WeakScaling(
                parameter + " grows with the workers",
                (one, workers) -> one.with(parameter, product(one.longValue(parameter), workers)));
    }

    /** The largest number, which no parameter allows, where the product is none. */
    private static long product(long size, int workers) {
        return Math.multiplyHigh(size, workers) == 0 && size * workers >= 0 ? size * workers : Long.MAX_VALUE;
    }

    /** {@code parameter} grows with the {@code power}-th root, so that n^power grows in proportion. */
    public static WeakScaling root(String parameter, int power) {
        return new WeakScaling(
                parameter + " grows with the " + (power == 2 ? "square" : "cube") + " root of the workers",
                (one, workers) ->
                        one.with(parameter, Math.round(one.longValue(parameter) * Math.pow(workers, 1.0 / power))));
    }
}
