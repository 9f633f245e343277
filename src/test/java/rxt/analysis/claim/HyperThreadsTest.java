package rxt.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.StudyFile;

/** C28 needs a machine whose cores have hardware threads. */
class HyperThreadsTest {
    /** On a machine with 2 CPUs and so many cores: one thread, then two that are so many times as fast. */
    private static Finding find(int cores, double speedup) {
        StudyFile file = new SyntheticStudy()
                .cell(gemm(1))
                .around(speedup, 4, 10)
                .cell(gemm(2))
                .around(1, 4, 10)
                .file();
        return find(cores, file);
    }

    private static Finding find(int cores, StudyFile file) {
        StudyFile there = new StudyFile(
                file.header(),
                file.cells(),
                file.launches(),
                file.samples(),
                file.ranks(),
                List.of(file.environments().getFirst().withPhysicalCores(cores)));
        return Claims.named("C28").find(Evidence.of(there));
    }

    private static Cell gemm(int threads) {
        return new Cell("gemm", Map.of("variant", "team"), 1, threads, "ffm", "forkjoin", "none", "strong");
    }

    @Test
    void aSecondHardwareThreadThatAddsLittleIsNoCore() {
        Finding finding = find(1, 1.2);
        assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(finding.figure()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void oneThatAddsMuchIs() {
        assertThat(find(1, 1.9).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    /** It says which splits are missing, by the machine that the file is of. */
    @Test
    void theSplitsThatAreMissingAreNamed() {
        StudyFile file = new SyntheticStudy().cell(gemm(1)).around(1, 4, 10).file();
        Finding finding = find(1, file);
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).isEqualTo("gemm at 1×1 and 1×2 (--set 'grid.cores=[1,2]')");
    }

    @Test
    void whereThereAreNoneItIsNotMeasured() {
        Finding finding = find(2, 1.2);
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).contains("this one has 2 cores and as many CPUs");
        assertThat(find(0, 1.2).remark()).isEqualTo("how many cores the machine has");
    }
}
