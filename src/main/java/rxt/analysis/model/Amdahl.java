package rxt.analysis.model;

import java.util.List;
import org.hipparchus.CalculusFieldElement;

/**
 * Amdahl's law of strong scaling, T(w) = T₁ (f + (1 − f)/w), so S = w / (1 + f (w − 1)), of w workers and the serial
 * fraction f. Its limit is S = 1/f. Source: Amdahl, AFIPS 1967.
 */
public record Amdahl() implements Law {
    @Override
    public String title() {
        return "Amdahl";
    }

    @Override
    public boolean suits(Growth growth) {
        return growth == Growth.STRONG;
    }

    @Override
    public boolean isHybrid() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.fraction("f", "serial fraction"));
    }

    @Override
    public <T extends CalculusFieldElement<T>> T speedup(T[] c, double ranks, double threads) {
        double w = ranks * threads;
        return c[0].multiply(w - 1).add(1).reciprocal().multiply(w);
    }
}
