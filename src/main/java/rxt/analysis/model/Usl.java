package rxt.analysis.model;

import java.util.List;
import org.hipparchus.CalculusFieldElement;

/**
 * The Universal Scalability Law, S = w / (1 + α (w − 1) + β w (w − 1)), of w workers: α is contention, work that is
 * serial; β is coherency, work that each pair of workers costs. With β = 0 it is Amdahl's law with f = α. Source:
 * Gunther, <i>Guerrilla Capacity Planning</i>, 2007.
 */
public record Usl() implements Law {
    @Override
    public String title() {
        return "USL";
    }

    @Override
    public boolean suits(Growth growth) {
        return true;
    }

    @Override
    public boolean isHybrid() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.fraction("α", "contention"), new Parameter("β", "coherency", Double.POSITIVE_INFINITY));
    }

    @Override
    public <T extends CalculusFieldElement<T>> T speedup(T[] c, double ranks, double threads) {
        double w = ranks * threads;
        return c[0].multiply(w - 1)
                .add(c[1].multiply(w * (w - 1)))
                .add(1)
                .reciprocal()
                .multiply(w);
    }

    /**
     * Number of workers with the highest rate, √((1 − α)/β): infinite where β is 0.
     *
     * @param fit a fit of this law
     */
    public static double peakWorkers(Fit fit) {
        return Math.sqrt(
                (1 - fit.coefficient("α").value()) / fit.coefficient("β").value());
    }

    /**
     * The rate that contention alone would let many workers reach, γ/α, in work per second: infinite where α is 0.
     *
     * @param fit a fit of this law
     */
    public static double limit(Fit fit) {
        return fit.coefficient("γ").value() / fit.coefficient("α").value();
    }
}
