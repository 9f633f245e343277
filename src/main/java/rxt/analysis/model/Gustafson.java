package rxt.analysis.model;

import java.util.List;
import org.hipparchus.CalculusFieldElement;

/**
 * Gustafson's law of weak scaling, S = s + (1 − s) w, of w workers and the fraction s of the parallel run's time that
 * is serial; S is the scaled speed-up w T₁/T. Source: Gustafson, CACM 31(5), 1988.
 */
public record Gustafson() implements Law {
    @Override
    public String title() {
        return "Gustafson";
    }

    @Override
    public boolean suits(Growth growth) {
        return growth == Growth.WEAK;
    }

    @Override
    public boolean isHybrid() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.fraction("s", "serial fraction"));
    }

    @Override
    public <T extends CalculusFieldElement<T>> T speedup(T[] c, double ranks, double threads) {
        double w = ranks * threads;
        return c[0].multiply(1 - w).add(w);
    }
}
