package rxt.spmd.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reductions follow one tree that depends on the range alone. */
@ParameterizedClass
@ValueSource(strings = {"forkjoin", "spin", "virtual"})
class ReductionTest {
    @Parameter
    private String kind;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void treeJoinsNeighboursAndOddOnesMoveUp(int size) {
        try (Team team = Team.named(kind, size)) {
            assertThat(shape(team, 0)).isEqualTo("none");
            assertThat(shape(team, 1)).isEqualTo("0");
            assertThat(shape(team, 5)).isEqualTo("(((0 1) (2 3)) 4)");
            assertThat(shape(team, 7)).isEqualTo("(((0 1) (2 3)) ((4 5) 6))");
            for (int blocks = 2; blocks < 70; blocks++) {
                assertThat(shape(team, blocks)).isEqualTo(tree(0, blocks));
            }
        }
    }

    /** More blocks than groups: groups of 2, 4 and 8 blocks. */
    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 8193, 12_345, 30_001})
    void groupsOfBlocksAreSubtrees(int blocks) {
        try (Team team = Team.named(kind, 3)) {
            assertThat(shape(team, blocks)).isEqualTo(tree(0, blocks));
        }
    }

    @Test
    void sumHasTheSameBitsForAnyNumberOfThreads() {
        for (long length : new long[] {1, 6, 4095, 4097, 50_001}) {
            for (long block : new long[] {1, 3, 4096}) {
                Range range = new Range(11, 11 + length, block);
                double expected = treeSum(range, 0, Math.ceilDiv(length, block));
                for (int size = 1; size <= 9; size++) {
                    try (Team team = Team.named(kind, size)) {
                        assertThat(team.sum(range, ReductionTest::harmonic)).isEqualTo(expected);
                    }
                }
            }
        }
    }

    /** The tree matters: summed from left to right, the same blocks give other bits. */
    @Test
    void orderWouldShowInTheBits() {
        Range range = new Range(11, 50_012, 3);
        double straight = 0;
        for (long from = range.from(); from < range.to(); from += 3) {
            straight += harmonic(from, Math.min(range.to(), from + 3));
        }
        try (Team team = Team.named(kind, 2)) {
            assertThat(team.sum(range, ReductionTest::harmonic)).isNotEqualTo(straight);
        }
    }

    @Test
    void emptySumsAreZero() {
        try (Team team = Team.named(kind, 2)) {
            assertThat(team.sum(Range.of(5, 5), (_, _) -> 7)).isZero();
            assertThat(team.sumLong(Range.of(5, 5), (_, _) -> 7)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void longSumIsModulo64Bits(int size) {
        long n = 4_000_000_000L;
        BigInteger exact = BigInteger.valueOf(n).pow(3);
        try (Team team = Team.named(kind, size)) {
            assertThat(team.sumLong(new Range(0, n, 999_983), (from, to) -> (to - from) * n * n))
                    .isEqualTo(exact.longValue());
        }
    }

    @Test
    void longestRangeDoesNotOverflow() {
        long block = 1L << 47;
        try (Team team = Team.named(kind, 2)) {
            for (Range range : new Range[] {Range.of(0, Long.MAX_VALUE), Range.of(Long.MIN_VALUE, -1)}) {
                assertThat(team.sumLong(range.inBlocksOf(block), (from, to) -> to - from))
                        .isEqualTo(Long.MAX_VALUE);
                assertThat(team.sum(range.inBlocksOf(Long.MAX_VALUE), (from, to) -> (double) (to - from)))
                        .isEqualTo(0x1p63);
            }
        }
    }

    private static String shape(Team team, int blocks) {
        Range range = new Range(0, 2L * blocks, 2);
        return team.reduce(range, "none", (from, _) -> Long.toString(from / 2), (a, b) -> "(" + a + " " + b + ")");
    }

    /** The tree by its definition: the left subtree holds the largest power of two below the number of leaves. */
    private static String tree(long first, long count) {
        if (count == 1) {
            return Long.toString(first);
        }
        long left = Long.highestOneBit(count - 1);
        return "(" + tree(first, left) + " " + tree(first + left, count - left) + ")";
    }

    private static double treeSum(Range range, long first, long count) {
        if (count == 1) {
            long from = range.from() + first * range.block();
            return harmonic(from, Math.min(range.to(), from + range.block()));
        }
        long left = Long.highestOneBit(count - 1);
        return treeSum(range, first, left) + treeSum(range, first + left, count - left);
    }

    private static double harmonic(long from, long to) {
        double sum = 0;
        for (long i = from; i < to; i++) {
            sum += 1.0 / i;
        }
        return sum;
    }
}
