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

    /** A sample that is not normal agrees with itself, so only the known density catches it. */
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

    @Test
    void pointsOfAnotherSpreadAreCaught() throws Exception {
        run(1, 1, type().params(Map.of("points", "100000", "widths", "5")), context -> new Parzen(context) {
                    @Override
                    int within(double half) {
                        return super.within(half * 1.05);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }
}
