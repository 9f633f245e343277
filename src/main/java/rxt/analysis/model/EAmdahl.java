package rxt.analysis.model;

import java.util.List;
import org.hipparchus.CalculusFieldElement;

/**
 * Amdahl's law of two levels, T(p, t) = T₁ (fᵣ + (1 − fᵣ)(fₜ + (1 − fₜ)/t)/p), of p ranks with t threads each: fᵣ is the
 * part of all work that ranks do not share, fₜ the part of a rank's work that its threads do not share. Source: Tang,
 * Lee &amp; He, <i>Speedup for Multi-Level Parallel Computing</i>, IPDPSW 2012 (E-Amdahl, with α = 1 − fᵣ, β = 1 − fₜ).
 */
public record EAmdahl() implements Law {
    @Override
    public String title() {
        return "E-Amdahl";
    }

    @Override
    public boolean suits(Growth growth) {
        return growth == Growth.STRONG;
    }

    @Override
    public boolean isHybrid() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.fraction("fᵣ", "serial fraction of ranks"),
                Parameter.fraction("fₜ", "serial fraction of threads"));
    }

    @Override
    public <T extends CalculusFieldElement<T>> T speedup(T[] c, double ranks, double threads) {
        T rank = c[1].multiply(threads - 1).add(1).divide(threads);
        return c[0].multiply(rank.negate().add(ranks)).add(rank).reciprocal().multiply(ranks);
    }
}
