package rxt.analysis.model;

import org.hipparchus.CalculusFieldElement;

/** How measured rates scatter around a law, hence which residuals a fit makes small. */
public enum Noise {
    /** In proportion to the rate, as repeated steps do: residuals of the logarithm of the rate, so relative ones. */
    PROPORTIONAL {
        @Override
        <T extends CalculusFieldElement<T>> T response(T rate) {
            return rate.log();
        }

        @Override
        double rate(double response) {
            return Math.exp(response);
        }
    },
    /** The same for each rate: residuals of the rate itself, as in Gunther's USL and the R package {@code usl}. */
    CONSTANT {
        @Override
        <T extends CalculusFieldElement<T>> T response(T rate) {
            return rate;
        }

        @Override
        double rate(double response) {
            return response;
        }
    };

    /** What residuals are taken of. */
    abstract <T extends CalculusFieldElement<T>> T response(T rate);

    /** The rate of a response. */
    abstract double rate(double response);
}
