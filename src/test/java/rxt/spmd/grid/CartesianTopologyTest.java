package rxt.spmd.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rxt.spmd.Communicator.PROC_NULL;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Places ranks as MPI does. */
class CartesianTopologyTest {
    /** The example tables of MPI 4.1, section 8.5.2, and some that a greedy choice of prime factors gets wrong. */
    @Test
    void dimsAreAsMpiGivesThem() {
        assertThat(CartesianTopology.dimsCreate(6, 0, 0)).containsExactly(3, 2);
        assertThat(CartesianTopology.dimsCreate(7, 0, 0)).containsExactly(7, 1);
        assertThat(CartesianTopology.dimsCreate(6, 0, 3, 0)).containsExactly(2, 3, 1);
        assertThatThrownBy(() -> CartesianTopology.dimsCreate(7, 0, 3, 0))
                .hasMessage("7 ranks cannot fill a grid of [0, 3, 0] (0: to be chosen)");
        assertThat(CartesianTopology.dimsCreate(36, 0, 0)).containsExactly(6, 6);
        assertThat(CartesianTopology.dimsCreate(36, 0, 0, 0)).containsExactly(4, 3, 3);
        assertThat(CartesianTopology.dimsCreate(144, 0, 0, 0)).containsExactly(6, 6, 4);
        assertThat(CartesianTopology.dimsCreate(1, 0, 0, 0)).containsExactly(1, 1, 1);
        assertThat(CartesianTopology.dimsCreate(12, 3, 4)).containsExactly(3, 4);
        assertThatThrownBy(() -> CartesianTopology.dimsCreate(12, 3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CartesianTopology.dimsCreate(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Against all factorisations: none is better balanced. */
    @Test
    void dimsAreTheMostBalanced() {
        for (int ranks = 1; ranks <= 200; ranks++) {
            int[] dims = CartesianTopology.dimsCreate(ranks, 0, 0, 0);
            int[] best = {ranks, 1, 1};
            for (int a = 1; a <= ranks; a++) {
                for (int b = 1; b <= a; b++) {
                    int c = ranks / (a * b);
                    if (a * b * c == ranks && c <= b && Arrays.compare(new int[] {a, b, c}, best) < 0) {
                        best = new int[] {a, b, c};
                    }
                }
            }
            assertThat(dims).containsExactly(best);
        }
    }

    @Test
    void rankOrderIsRowMajor() {
        int rank = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) {
                    CartesianTopology topology =
                            new CartesianTopology(rank, new int[] {2, 3, 4}, new boolean[] {false, true, false});
                    assertThat(topology.coordinatesOf(rank)).containsExactly(i, j, k);
                    assertThat(topology.rankAt(i, j, k)).isEqualTo(rank);
                    assertThat(topology.coordinate(0)).isEqualTo(i);
                    assertThat(topology.coordinate(1)).isEqualTo(j);
                    assertThat(topology.coordinate(2)).isEqualTo(k);
                    rank++;
                }
            }
        }
    }

    @Test
    void shiftFindsBothNeighbours() {
        CartesianTopology corner = new CartesianTopology(0, new int[] {3, 4}, new boolean[] {false, true});
        assertThat(corner.shift(0, 1)).isEqualTo(new CartesianTopology.Shift(PROC_NULL, 4));
        assertThat(corner.shift(0, -1)).isEqualTo(new CartesianTopology.Shift(4, PROC_NULL));
        assertThat(corner.shift(0, 2)).isEqualTo(new CartesianTopology.Shift(PROC_NULL, 8));
        assertThat(corner.shift(0, 3)).isEqualTo(new CartesianTopology.Shift(PROC_NULL, PROC_NULL));
        assertThat(corner.shift(1, 1)).isEqualTo(new CartesianTopology.Shift(3, 1));
        assertThat(corner.shift(1, 5)).isEqualTo(new CartesianTopology.Shift(3, 1));
        assertThat(corner.shift(1, Integer.MIN_VALUE)).isEqualTo(new CartesianTopology.Shift(0, 0));
        CartesianTopology single = new CartesianTopology(0, new int[] {1}, new boolean[] {true});
        assertThat(single.shift(0, 1)).isEqualTo(new CartesianTopology.Shift(0, 0));
    }

    @Test
    void outsideThePeriodIsNobody() {
        CartesianTopology topology = new CartesianTopology(5, new int[] {3, 4}, new boolean[] {false, true});
        assertThat(topology.rankAt(3, 0)).isEqualTo(PROC_NULL);
        assertThat(topology.rankAt(-1, 0)).isEqualTo(PROC_NULL);
        assertThat(topology.rankAt(2, -1)).isEqualTo(11);
        assertThat(topology.size()).isEqualTo(12);
        assertThat(topology.dim(1)).isEqualTo(4);
        assertThat(topology.periodic(1)).isTrue();
    }

    @Test
    void impossibleGridsAreRefused() {
        assertThatThrownBy(() -> new CartesianTopology(6, new int[] {3, 2}, new boolean[2]))
                .hasMessage("rank 6 is not in a grid of [3, 2] with 6 ranks");
        assertThatThrownBy(() -> new CartesianTopology(0, new int[] {3, 0}, new boolean[2]))
                .hasMessageContaining("1 rank or more along each dimension");
        assertThatThrownBy(() -> new CartesianTopology(0, new int[] {70_000, 70_000}, new boolean[2]))
                .hasMessageContaining("2³¹−1 in all");
        assertThatThrownBy(() -> new CartesianTopology(0, new int[] {3}, new boolean[2]))
                .hasMessageContaining("one flag 'periodic' per dimension");
        CartesianTopology line = new CartesianTopology(0, new int[] {3}, new boolean[1]);
        assertThatThrownBy(() -> line.rankAt(0, 0)).hasMessageContaining("has no point [0, 0]");
    }
}
