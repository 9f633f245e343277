package rxt.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.EnvironmentRow;
import rxt.record.StudyFile;

/** C15 and C16 on a machine with eight CPUs: what does not fill them is no rival. */
class BlendTest {
    private final SyntheticStudy study = new SyntheticStudy();

    private BlendTest split(int ranks, int threads, double seconds) {
        boolean crowded = ranks * threads > 8;
        study.cell(new Cell("image-signature", Map.of(), ranks, threads, "ffm", "forkjoin", "none", "strong"))
                .around(seconds, 4, 10, row -> crowded ? SyntheticStudy.oversubscribed(row) : row);
        return this;
    }

    private Finding find(String id) {
        StudyFile file = study.file();
        EnvironmentRow two = file.environments().getFirst();
        EnvironmentRow eight = new EnvironmentRow(
                0,
                two.jvm(),
                two.jvmFlags(),
                two.collector(),
                two.library(),
                two.binding(),
                two.cpuModel(),
                8,
                two.memoryBytes(),
                two.governor(),
                two.kernel(),
                two.rxtVersion(),
                two.rxtCommit());
        StudyFile there = new StudyFile(
                file.header(), file.cells(), file.launches(), file.samples(), file.ranks(), List.of(eight));
        return Claims.named(id).find(Evidence.of(there));
    }

    /** The splits of two cores: four workers are faster than two, and not because they are a blend. */
    private BlendTest ofTwoCores() {
        return split(1, 1, 8).split(1, 2, 4).split(2, 1, 4).split(2, 2, 2).split(3, 3, 1);
    }

    @Test
    void aBlendOfMoreWorkersIsComparedWithNoneOfFewer() {
        Finding finding = ofTwoCores().find("C15");
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).isEqualTo("image-signature at 1×8 or 8×1");
    }

    @Test
    void aBlendIsComparedWithRanksOrThreadsThatFillTheCores() {
        Finding finding = ofTwoCores().split(2, 4, 0.8).split(8, 1, 1.6).find("C15");
        assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(finding.figure()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aBlendThatIsSlowerThanThreadsOnAllCoresLoses() {
        assertThat(ofTwoCores().split(1, 8, 0.5).find("C15").verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void withoutABlendThatIsWhatIsMissing() {
        assertThat(split(1, 1, 8).split(1, 8, 1).find("C15").remark()).isEqualTo("image-signature at 2×2 or more");
    }

    @Test
    void tooManyWorkersAreComparedWithOneForEachCpu() {
        Finding finding = ofTwoCores().split(2, 4, 0.5).split(1, 8, 0.8).find("C16");
        assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(finding.figure()).isCloseTo(2, within(1e-9));
    }

    @Test
    void fewerThanTheCpusAreNoBase() {
        Finding finding = ofTwoCores().find("C16");
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).isEqualTo("image-signature at 8 workers, such as 1×8");
    }

    @Test
    void whatFitsIsNoCrowd() {
        Finding finding = split(2, 2, 3).split(2, 4, 1).find("C16");
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).isEqualTo("image-signature at more than 8 workers, such as 1×16");
    }
}
