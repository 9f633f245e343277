package rxt.analysis.model;

import java.util.List;
import org.hipparchus.CalculusFieldElement;

/**
 * Gustafson's law of two levels, S = sᵣ + (1 − sᵣ) p (sₜ + (1 − sₜ) t), of p ranks with t threads each: sᵣ is the
 * fraction of the parallel run's time in which ranks share no work, sₜ that in which the threads of a rank share none.
 * Source: Tang, Lee &amp; He, <i>Speedup for Multi-Level Parallel Computing</i>, IPDPSW 2012 (E-Gustafson).
 */
public record EGustafson() implements Law {
    @Override
    public String title() {
        return "E-Gustafson";
    }

    @Override
    public boolean suits(Growth growth) {
        return growth == Growth.WEAK;
    }

    @Override
    public boolean isHybrid() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.fraction("sᵣ", "serial fraction of ranks"),
                Parameter.fraction("sₜ", "serial fraction of threads"));
    }

    @Override
    public <T extends CalculusFieldElement<T>> T speedup(T[] c, double ranks, double threads) {
        T rank = c[1].multiply(1 - threads).add(threads).multiply(ranks);
        return c[0].multiply(rank.negate().add(1)).add(rank);
    }
}
