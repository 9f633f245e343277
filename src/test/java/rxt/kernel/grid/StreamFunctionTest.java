package rxt.kernel.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFunctionTest {
    @ParameterizedTest(name = "ψ({0}, {1}) = {2}")
    @CsvSource({
        "0,0,0", "1,0,0", "10,0,0", "11,0,1", "14,0,4", "15,0,5", "16,0,5", "32,0,5",
        "33,0,0", "33,1,5", "33,15,5", "33,16,4", "33,19,1", "33,20,0", "33,32,0", "33,33,0",
        "0,1,0", "0,33,0", "20,33,0"
    })
    void boundaryIsThatOfTheExercise(int i, int j, double psi) {
        assertThat(new StreamFunction(1).boundary(i, j)).isEqualTo(psi);
    }

    @Test
    void boundaryGrowsWithTheScale() {
        StreamFunction flow = new StreamFunction(3);
        assertThat(flow.size()).isEqualTo(96);
        assertThat(flow.boundary(31, 0)).isEqualTo(1);
        assertThat(flow.boundary(96, 0)).isEqualTo(15);
        assertThat(flow.boundary(97, 46)).isEqualTo(14);
    }

    /** The original prints the norm of the boundary; by hand: 30 + 18·25 on the bottom, 15·25 + 30 on the right. */
    @Test
    void squaresOfTheBoundarySumToTheOneFoundByHand() {
        StreamFunction flow = new StreamFunction(1);
        double sum = 0;
        for (int k = 0; k <= 33; k++) {
            sum += Math.pow(flow.boundary(k, 0), 2) + Math.pow(flow.boundary(33, k), 2);
        }
        assertThat(sum).isEqualTo(30 + 18 * 25 + 15 * 25 + 30);
    }

    @Test
    void projectionAfterOneSweepIsThatOfTheBoundary() {
        StreamFunction flow = new StreamFunction(1);
        double sum = 0;
        for (int k = 1; k <= 32; k++) {
            sum += flow.boundary(k, 0) * Math.sin(2 * Math.PI * k / 33) * Math.sin(Math.PI / 33) / 4;
            sum += flow.boundary(33, k) * Math.sin(2 * Math.PI * 32 / 33) * Math.sin(Math.PI * k / 33) / 4;
        }
        assertThat(flow.projectionAfter(1, 2, 1)).isCloseTo(sum, within(1e-13));
    }
}
