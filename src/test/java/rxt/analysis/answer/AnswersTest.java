package rxt.analysis.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.TimedStudy;
import rxt.record.CallRow;
import rxt.record.Cell;
import rxt.record.RegionRow;

/** Why the others are slower, word by word, on files that tell where the time went. */
class AnswersTest {
    private final TimedStudy timed = new TimedStudy();
    private int launches = 4;
    private int launch;

    /** Launches of the slower have twice the steps: its threads compute twice as long in all, and no longer a step. */
    @Test
    void theSlowerOfAsManyWorkersLosesMorePerStep() {
        splits2x2And4x1();
        assertThat(why()).contains("4 × 1 (ffm) loses to 2 × 2 (ffm): ranks lose 20 % to allreduce, not 4 %");
    }

    /** The worst of all has twice the workers; that says nothing of ranks against threads. */
    @Test
    void asManyWorkersGoBeforeTheWorst() {
        splits2x2And4x1();
        cell(gemm(8, 1, "ffm"), 10, 2, "bcast", 1.52);
        assertThat(why()).contains("4 × 1 (ffm) loses to 2 × 2 (ffm): ranks lose 20 % to allreduce, not 4 %");
    }

    /** The slowest of these, not the first. */
    @Test
    void ofAsManyWorkersTheSlowestIsNamed() {
        splits2x2And4x1();
        cell(gemm(1, 4, "ffm"), 10, 1.1, "bcast", 0.14);
        cell(gemm(4, 1, "mpj"), 5, 1.92, "bcast", 0.96);
        cell(gemm(2, 2, "mpj"), 5, 1.5, "bcast", 0.54);
        assertThat(why()).contains("4 × 1 (mpj) loses to 2 × 2 (ffm): ranks lose 50 % to bcast, not 0 %");
    }

    @Test
    void whereTheBestIsAloneTheOthersLose() {
        cell(gemm(1, 1, "local"), 10, 1, "bcast", 0.07);
        cell(gemm(1, 2, "local"), 12, 1.2, "bcast", 0.07);
        cell(gemm(2, 1, "local"), 20, 1.5, "bcast", 1.035);
        assertThat(why()).contains("2 × 1 (local) loses to 1 × 1 (local): ranks lose 69 % to bcast, not 7 %");
    }

    @Test
    void itsThreadsMayComputeLonger() {
        cell(gemm(2, 1, "ffm"), 10, 1, "bcast", 0.1);
        cell(gemm(1, 2, "ffm"), 5, 1.27, "bcast", 0.1);
        assertThat(why())
                .contains("1 × 2 (ffm) loses to 2 × 1 (ffm): its threads compute 30 % longer for the same work");
    }

    /** A step of two workers does twice the work of one: it computes twice as long, and no longer for the same work. */
    @Test
    void weakScalingIsComparedByWork() {
        cell(SyntheticStudy.weakPi(1, 1, 100), 10, 1, "allreduce", 0);
        cell(SyntheticStudy.weakPi(2, 1, 100), 10, 2.5, "allreduce", 1.5);
        assertThat(why()).contains("2 × 1 (local) loses to 1 × 1 (local): ranks lose 60 % to allreduce, not 0 %");
    }

    @Test
    void fewerWorkersAreReasonEnough() {
        cell(gemm(1, 1, "ffm"), 10, 2, "bcast", 0);
        cell(gemm(2, 1, "ffm"), 10, 1.1, "bcast", 0.077);
        assertThat(why()).contains("every slower split has fewer workers; in 2 × 1 (ffm), ranks lose 7 % to bcast");
    }

    /** Two launches cannot tell. */
    @Test
    void whatIsNotCertainIsSaidToBeSo() {
        launches = 2;
        splits2x2And4x1();
        assertThat(why())
                .contains("no split is slower for certain; as measured, 4 × 1 (ffm) loses to 2 × 2 (ffm):"
                        + " ranks lose 20 % to allreduce, not 4 %");
    }

    @Test
    void whereNoneIsSlowerThereIsNothingToExplain() {
        cell(gemm(2, 1, "ffm"), 10, 1.1, "bcast", 0.077);
        assertThat(why()).isEmpty();
        cell(gemm(1, 2, "ffm"), 10, 1.1, "bcast", 0.3);
        assertThat(why()).isEmpty();
    }

    private void splits2x2And4x1() {
        cell(gemm(2, 2, "ffm"), 10, 1, "allreduce", 0.04);
        cell(gemm(4, 1, "ffm"), 20, 1.2, "allreduce", 0.24);
    }

    /** A cell whose every step takes each rank so long, of which it is in the call so long, else all its threads compute. */
    private void cell(Cell cell, int steps, double seconds, String call, double inCall) {
        timed.study.cell(cell);
        for (int l = 0; l < launches; l++) {
            double[] all = new double[steps];
            Arrays.fill(all, seconds);
            timed.study.launch(all);
            for (int rank = 0; rank < cell.ranks(); rank++) {
                double busy = steps * (seconds - inCall);
                timed.rank(launch, rank, steps * seconds);
                timed.calls.add(new CallRow(launch, rank, "", call, steps, steps * inCall, 0, 0));
                timed.regions.add(new RegionRow(launch, rank, "multiply", steps, busy, busy, cell.threads() * busy));
            }
            launch++;
        }
    }

    private Optional<String> why() {
        return Answers.of(Analysis.of(timed.file())).getFirst().why();
    }
}
