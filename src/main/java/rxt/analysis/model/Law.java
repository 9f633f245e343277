package rxt.analysis.model;

import java.util.List;
import org.hipparchus.CalculusFieldElement;

/**
 * A scaling law: the rate of ranks × threads is γ · S, with γ the rate of one worker and S the speed-up that the law
 * states, S(1, 1) = 1.
 *
 * <p>A law is its formula and the bounds of its coefficients; derivatives follow from the formula by automatic
 * differentiation. Laws of the number of workers take ranks × threads for it.
 */
public sealed interface Law permits Amdahl, EAmdahl, EGustafson, Gustafson, Usl {
    /** All laws. */
    List<Law> ALL = List.of(new Amdahl(), new Gustafson(), new Usl(), new EAmdahl(), new EGustafson());

    /**
     * A coefficient of a law, at least 0.
     *
     * @param symbol as in the formula
     * @param meaning in words
     * @param upper largest value that has a meaning; may be infinite
     */
    record Parameter(String symbol, String meaning, double upper) {
        static Parameter fraction(String symbol, String meaning) {
            return new Parameter(symbol, meaning, 1);
        }
    }

    /** Name for tables. */
    String title();

    /** Whether the law speaks of curves that grow so. */
    boolean suits(Growth growth);

    /** Whether the law tells ranks from threads. */
    boolean isHybrid();

    /** Its coefficients besides γ. */
    List<Parameter> parameters();

    /**
     * The speed-up over one worker.
     *
     * @param c coefficients in the order of {@link #parameters()}
     */
    <T extends CalculusFieldElement<T>> T speedup(T[] c, double ranks, double threads);
}
