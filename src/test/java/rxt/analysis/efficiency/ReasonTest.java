package rxt.analysis.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.efficiency.Loss.Side;

class ReasonTest {
    private static RunTime oneRank(double run, Map<String, Double> calls, RegionTime... regions) {
        double comm = calls.values().stream().mapToDouble(s -> s).sum();
        return new RunTime(run, 2, List.of(new RankTime(run - comm, calls, List.of(regions))));
    }

    @Test
    void largestOfEitherSideTheLargerFirst() {
        RunTime run = oneRank(
                100,
                Map.of("allreduce", 4.0, "send", 3.0),
                new RegionTime("smooth", 90, 90, 118),
                new RegionTime("copy", 3, 2, 4));
        assertThat(Reason.of(run))
                .isEqualTo("threads lose 31 % to load imbalance in region smooth; ranks lose 4 % to allreduce");
    }

    @Test
    void ranksFirstWhereTheyLoseMore() {
        RankTime early = new RankTime(50, Map.of("barrier", 50.0), List.of(RegionTime.of("smooth", 50, 48, 48)));
        RankTime late = new RankTime(90, Map.of("barrier", 4.0), List.of(RegionTime.of("smooth", 90, 88, 88)));
        RunTime run = new RunTime(100, 2, List.of(early, late));
        assertThat(Reason.of(run))
                .isEqualTo("ranks lose 20 % to load imbalance; threads lose 2 % to scheduling in region smooth");
        assertThat(Loss.of(run)).anySatisfy(loss -> {
            assertThat(loss.cause()).isEqualTo("waiting between steps");
            assertThat(loss.share()).isCloseTo(0.06, within(1e-12));
        });
    }

    @Test
    void oneSideOnly() {
        assertThat(Reason.of(oneRank(10, Map.of(), new RegionTime("smooth", 8, 8, 16))))
                .isEqualTo("threads lose 10 % to the serial part");
    }

    @Test
    void ofEqualLossesThreadsAndThenTheAlphabetComeFirst() {
        RunTime run = oneRank(
                64,
                Map.of("bcast", 8.0, "allreduce", 8.0),
                new RegionTime("smooth", 24, 24, 32),
                new RegionTime("residual", 24, 24, 32));
        assertThat(Loss.of(run).subList(0, 4))
                .extracting(Loss::side, Loss::cause)
                .containsExactly(
                        tuple(Side.THREADS, "load imbalance in region residual"),
                        tuple(Side.THREADS, "load imbalance in region smooth"),
                        tuple(Side.RANKS, "allreduce"),
                        tuple(Side.RANKS, "bcast"));
        assertThat(Reason.of(run))
                .isEqualTo("threads lose 13 % to load imbalance in region residual; ranks lose 13 % to allreduce");
    }

    @Test
    void littleIsNotNamed() {
        assertThat(Reason.of(oneRank(1000, Map.of("send", 9.0), new RegionTime("smooth", 991, 991, 1980))))
                .isEqualTo("no loss above 1 %");
    }

    @Test
    void theSlowerLosesByWhatItLosesMore() {
        RunTime faster = oneRank(100, Map.of("allreduce", 4.0), new RegionTime("smooth", 96, 96, 150));
        RunTime slower = oneRank(115, Map.of("allreduce", 19.0), new RegionTime("smooth", 96, 96, 150));
        assertThat(Reason.against("4 × 1", slower, "2 × 2", faster))
                .isEqualTo("4 × 1 loses to 2 × 2: ranks lose 17 % to allreduce, not 4 %");
    }

    @Test
    void bothSidesLoseMoreTheLargerFirst() {
        RunTime faster = oneRank(100, Map.of("allreduce", 4.0), new RegionTime("smooth", 96, 96, 150));
        RunTime slower = oneRank(135, Map.of("allreduce", 19.0), new RegionTime("smooth", 116, 96, 150));
        assertThat(Reason.against("4 × 1", slower, "2 × 2", faster))
                .isEqualTo("4 × 1 loses to 2 × 2: threads lose 15 % to scheduling in region smooth, not 0 %;"
                        + " ranks lose 14 % to allreduce, not 4 %");
    }

    /** Its share of the longer time is the same, so the share alone would explain nothing. */
    @Test
    void theSameShareOfMoreCoreTimeIsMore() {
        RunTime faster = oneRank(100, Map.of("allreduce", 50.0), new RegionTime("smooth", 50, 50, 100));
        RunTime slower = oneRank(200, Map.of("allreduce", 100.0), new RegionTime("smooth", 100, 60, 100));
        assertThat(Reason.against("4 × 1", slower, "2 × 2", faster))
                .isEqualTo("4 × 1 loses to 2 × 2: ranks lose 50 % to allreduce, 2.0 times as much core time;"
                        + " threads lose 20 % to scheduling in region smooth, not 0 %");
    }

    @Test
    void aRunOfTwiceTheStepsIsHalvedAllOver() {
        RunTime two = oneRank(230, Map.of("allreduce", 38.0), new RegionTime("smooth", 192, 192, 300));
        RunTime one = oneRank(115, Map.of("allreduce", 19.0), new RegionTime("smooth", 96, 96, 150));
        assertThat(two.per(2)).isEqualTo(one);
    }

    @Test
    void orBecauseItComputesLonger() {
        RunTime faster = oneRank(100, Map.of(), new RegionTime("smooth", 100, 100, 200));
        RunTime slower = oneRank(120, Map.of(), new RegionTime("smooth", 120, 120, 238));
        assertThat(Reason.against("1 × 2", slower, "2 × 1", faster))
                .isEqualTo("1 × 2 loses to 2 × 1: its threads compute 19 % longer for the same work");
        assertThat(Reason.against("1 × 2", faster, "2 × 1", faster))
                .isEqualTo("1 × 2 loses to 2 × 1: no loss is larger by 1 %");
    }
}
