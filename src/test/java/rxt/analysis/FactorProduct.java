package rxt.analysis;

import rxt.analysis.efficiency.Factor;

/** What a tree of efficiencies comes to by its leaves alone, for tests that no factor is wrong. */
public final class FactorProduct {
    private FactorProduct() {}

    /** The product of the leaves. */
    public static double of(Factor factor) {
        return factor.parts().isEmpty()
                ? factor.value()
                : factor.parts().stream().mapToDouble(FactorProduct::of).reduce(1, (a, b) -> a * b);
    }
}
