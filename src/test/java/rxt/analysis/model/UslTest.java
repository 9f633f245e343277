package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Printed results of the R package {@code usl}, to half a unit of their last digit; residuals of time, not rate, miss. */
class UslTest {
    private static final Curve SPECSDM91 = Curves.ofRates(
            new int[] {1, 18, 36, 72, 108, 144, 216}, 64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2);
    private static final Curve RAYTRACER = Curves.ofRates(new int[] {1, 4, 8, 12, 16, 20}, 20, 78, 130, 170, 190, 200);

    @Test
    void specsdm91() {
        Fit fit = Fit.of(new Usl(), SPECSDM91, Noise.CONSTANT);
        coefficient(fit, "α", 0.02773, 0.00912, 5e-6);
        coefficient(fit, "β", 1.044e-4, 1.988e-5, 5e-8);
        assertThat(fit.coefficient("β").standardError()).isCloseTo(1.988e-5, within(5e-9));
        coefficient(fit, "γ", 90.00, 14.21, 5e-3);
        assertThat(fit.residualStandardError()).isCloseTo(82.85, within(5e-3));
        assertThat(Usl.peakWorkers(fit)).isCloseTo(96.52, within(5e-3));
        assertThat(fit.rate(Usl.peakWorkers(fit), 1)).isCloseTo(1884, within(0.5));
        assertThat(Usl.limit(fit)).isCloseTo(3246, within(0.5));
        assertThat(fit.n()).isEqualTo(7);
        assertThat(Curves.hits(fit)).isEmpty();
    }

    @Test
    void raytracer() {
        Fit fit = Fit.of(new Usl(), RAYTRACER, Noise.CONSTANT);
        assertThat(fit.coefficient("α").value()).isCloseTo(0.02444, within(5e-6));
        assertThat(fit.coefficient("β").value()).isCloseTo(0.00163, within(5e-6));
        assertThat(fit.coefficient("γ").value()).isCloseTo(20.856, within(5e-4));
    }

    /** The peak of the fitted curve is where the formula says; a peak at √(1/β) is not. */
    @Test
    void noNeighbourOfThePeakIsFaster() {
        Fit fit = Fit.of(new Usl(), SPECSDM91, Noise.PROPORTIONAL);
        double peak = Usl.peakWorkers(fit);
        assertThat(fit.rate(peak, 1)).isGreaterThan(fit.rate(peak * 1.001, 1)).isGreaterThan(fit.rate(peak * 0.999, 1));
    }

    /** Without bounds β is −0.002 here; on its bound the law is Amdahl's, the peak and only the peak is far. */
    @Test
    void coherencyOnItsBound() {
        Fit fit = Fit.of(new Usl(), Curves.STRONG_GRID, Noise.PROPORTIONAL);
        Fit amdahl = Fit.of(new Amdahl(), Curves.STRONG_GRID, Noise.PROPORTIONAL);
        assertThat(fit.coefficient("β").value()).isZero();
        assertThat(fit.coefficient("β").interval().low()).isZero();
        assertThat(fit.coefficient("β").interval().high()).isGreaterThan(0);
        assertThat(Curves.hits(fit))
                .extracting(Coefficient::symbol, Coefficient::hit)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("β", Coefficient.Hit.LOWER));
        assertThat(fit.coefficient("α").value())
                .isCloseTo(amdahl.coefficient("f").value(), within(1e-8));
        assertThat(Usl.peakWorkers(fit)).isInfinite();
        assertThat(Usl.limit(fit)).isFinite();
    }

    /** Twice the workers, 2.1 times the rate. */
    @Test
    void contentionOnItsBound() {
        int[] ranks = {1, 2, 4, 8, 16};
        Fit fit = Fit.of(new Usl(), Curves.ofRates(ranks, 1, 2.1, 4.41, 9.261, 19.4), Noise.PROPORTIONAL);
        assertThat(Curves.hits(fit)).extracting(Coefficient::symbol).containsExactly("α", "β");
        assertThat(Usl.limit(fit)).isInfinite();
    }

    private static void coefficient(Fit fit, String symbol, double value, double error, double half) {
        assertThat(fit.coefficient(symbol).value()).as(symbol).isCloseTo(value, within(half));
        assertThat(fit.coefficient(symbol).standardError())
                .as("error of " + symbol)
                .isCloseTo(error, within(half));
    }
}
