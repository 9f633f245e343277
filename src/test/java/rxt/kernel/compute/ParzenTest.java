package rxt.kernel.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.team.Team;

class ParzenTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Parzen.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("points", "10001", "widths", "23");
    }

    /** Counts one point too few. */
    @Override
    protected Kernel mutant(Context context) {
        return new Parzen(context) {
            @Override
            int within(double half) {
                return Math.max(0, super.within(half) - 1);
            }
        };
    }

    @Test
    void scalarsCountAsVectorsDo() throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> scalar = Map.of("points", "10001", "widths", "23", "variant", "scalar");
        run(3, 2, type().params(scalar), type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }

    @Test
    void theDensityAtTheOriginIsKnown() {
        try (Team team = Team.named("forkjoin", 2)) {
            ParzenSample sample = new ParzenSample(team, 4_000_000, 3);
            double width = 0.05;
            double density = sample.within(width / 2) / (4e6 * width * width);
            assertThat(density)
                    .isCloseTo(1 / (2 * Math.PI), within(4 * 0.159 / Math.sqrt(4e6 * 0.159 * width * width)));
        }
    }

    /**
     * A sample that is not normal agrees with itself, so only the known density tells; P(|X| ≤ ¼) = 0.1974 is from a
     * table.
     */
    @Test
    void countsOfAnotherDensityAreFarOff() {
        double half = 0.25;
        double part = Math.pow(0.19741265, 2);
        assertThat(Parzen.deviations(1e6, (int) Math.round(1e6 * part), half)).isLessThan(0.1);
        assertThat(Parzen.deviations(1e6, (int) Math.round(1.03e6 * part), half))
                .isGreaterThan(4.5);
        assertThat(Parzen.deviations(1e6, (int) Math.round(0.97e6 * part), half))
                .isGreaterThan(4.5);
    }
}
