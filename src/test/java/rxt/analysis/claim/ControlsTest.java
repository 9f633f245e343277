package rxt.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.analysis.Interval;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.StudyFile;

/** What else a claim says, beside its figure: not so, undecided or not measured. */
class ControlsTest {
    private static final int LAUNCHES = 4;
    private static final int STEPS = 10;

    private static SyntheticStudy cell(SyntheticStudy study, String kernel, Map<String, String> params, String split) {
        int ranks = Integer.parseInt(split.substring(0, 1));
        int threads = Integer.parseInt(split.substring(2));
        return study.cell(new Cell(kernel, params, ranks, threads, "ffm", "forkjoin", "none", "strong"));
    }

    private static Finding find(String id, StudyFile file) {
        return Claims.named(id).find(Evidence.of(file));
    }

    /** Slices whose figure is that, against tasks one after the other that take so long. */
    private static StudyFile slices(double figure, double serial, int launches) {
        SyntheticStudy study = new SyntheticStudy();
        cell(study, "timeslice", Map.of("mode", "threads"), "1x1").around(figure, LAUNCHES, STEPS);
        study.observed("threads at work before the first job ended", 8);
        cell(study, "timeslice", Map.of("mode", "parallel"), "1x2").around(1, LAUNCHES, STEPS);
        cell(study, "timeslice", Map.of("mode", "serial"), "1x1").around(serial, launches, STEPS);
        return study.file();
    }

    @Test
    void threadsThatSawNothingAreNoThreadsOfOneMemory() {
        SyntheticStudy study = new SyntheticStudy();
        cell(study, "isolation", Map.of(), "2x1")
                .around(1, LAUNCHES, STEPS)
                .observed("marks of other ranks found", 0)
                .observed("marks of other threads found", 0);
        cell(study, "isolation", Map.of(), "1x2")
                .around(1, LAUNCHES, STEPS)
                .observed("marks of other ranks found", 0)
                .observed("marks of other threads found", 0);
        Finding finding = find("C05", study.file());
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.remark()).startsWith("it is not so that threads found");
    }

    @Test
    void aSpeedUpFarBelowTheLawIsNotBoundedByIt() {
        double law = 1 / (0.25 + 0.75 / 2);
        SyntheticStudy study = new SyntheticStudy();
        cell(study, "amdahl", Map.of("serial", "0.25"), "1x1").around(0.6 * law, LAUNCHES, STEPS);
        cell(study, "amdahl", Map.of("serial", "0.25"), "1x2").around(1, LAUNCHES, STEPS);
        Finding finding = find("C06", study.file());
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.remark()).startsWith("it is not so that three quarters of it are reached, 0.6");
    }

    @Test
    void cooksWhoHardlyWaitedShareNoPantry() {
        Map<String, String> narrow = Map.of("places", "1");
        SyntheticStudy study = new SyntheticStudy();
        cell(study, "kitchen", narrow, "1x1").around(1.5, LAUNCHES, STEPS);
        cell(study, "kitchen", narrow, "1x2").around(1, LAUNCHES, STEPS).observed("waited for the pantry", 1e-9);
        Finding finding = find("C18", study.file());
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.remark()).contains("waiting for the pantry");
    }

    @Test
    void slicesThatAreFasterThanOneAfterTheOtherAreNoTurns() {
        assertThat(find("C23", slices(2, 2, LAUNCHES)).verdict()).isEqualTo(Verdict.HOLDS);
        Finding finding = find("C23", slices(2, 3, LAUNCHES));
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.remark()).startsWith("it is not so that turns are no faster");
    }

    @Test
    void whatHoldsWithAControlThatIsUndecidedIsNotMeasured() {
        Finding undecided = find("C23", slices(2, 2 / 0.8, LAUNCHES));
        assertThat(undecided.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(undecided.remark())
                .startsWith("whether turns are no faster")
                .endsWith("more launches: the interval contains the bound");
        Finding few = find("C23", slices(2, 2, 1));
        assertThat(few.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(few.remark()).contains("3 launches or more of each of");
    }

    /** False and unknown is false. */
    @Test
    void whatDoesNotHoldDoesNotWhateverIsNotKnown() {
        for (StudyFile file : List.of(slices(1, 1 / 0.8, LAUNCHES), slices(1, 1, 1))) {
            Finding finding = find("C23", file);
            assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
            assertThat(finding.remark()).startsWith("not known: whether turns are no faster");
        }
        SyntheticStudy unseen = new SyntheticStudy();
        cell(unseen, "kitchen", Map.of("places", "1"), "1x1").around(2, LAUNCHES, STEPS);
        cell(unseen, "kitchen", Map.of("places", "1"), "1x2").around(1, LAUNCHES, STEPS);
        Finding finding = find("C18", unseen.file());
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.remark()).startsWith("not known: whether half of what two cooks lose");
    }

    /** Unknown and false is false; but nothing is said by a launch or two. */
    @Test
    void whatIsUndecidedDoesNotHoldWhereAControlIsFalse() {
        double bound = Claims.named("C23").text().bound().value();
        Finding finding = find("C23", slices(bound, 2 * bound, LAUNCHES));
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.remark()).startsWith("it is not so that turns are no faster");
        double[] none = {0};
        Finding few = Finding.ofCounts(none, Bound.below(1, ""), List.of()).onlyIf(none, x -> x > 0, "so");
        assertThat(few.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void remarksAddUp() {
        Finding finding = Finding.ofCounts(new double[] {1, 2, 3}, Bound.below(0.5, ""), List.of())
                .onlyIf(new double[0], x -> x > 0, "one")
                .onlyIf(new double[] {0}, x -> x > 0, "two");
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.interval()).isEqualTo(Optional.of(new Interval(1, 3)));
        assertThat(finding.basis()).isEqualTo("range of 3 launches");
        assertThat(finding.remark())
                .isEqualTo("not known: what the kernel finds beside its time: one; it is not so that two");
    }

    /** A stage that is no slower than the others says nothing, and of several pipelines none may lag. */
    @Test
    void thePipelineWithTheSlowestStageDecides() {
        Finding finding = find("C22", ClaimStudies.pipelines(1, 1.1));
        assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(finding.figure()).isEqualTo(1);
        assertThat(finding.exhibits())
                .extracting(Exhibit::label)
                .containsExactly(
                        "time between items, pipeline belt=counter, slowest=4 1×2",
                        "slowest worker, pipeline belt=counter, slowest=4 1×2");
        assertThat(finding.deciding()).containsExactly(1, 2);
        Finding lagging = find("C22", ClaimStudies.pipelines(1, 1.5));
        assertThat(lagging.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(lagging.remark()).contains("every pipeline keeps that pace", "belt=queue, slowest=2 1×2");
        SyntheticStudy equal = new SyntheticStudy();
        cell(equal, "pipeline", Map.of("slowest", "1"), "1x2")
                .around(1, LAUNCHES, STEPS)
                .observed("time between items", 1)
                .observed("slowest worker", 1);
        assertThat(find("C22", equal.file()).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(find("C22", equal.file()).remark()).contains("slowest above 1");
    }

    /** Cooks whose steps wait need no core; those whose steps compute do. */
    @Test
    void waitingCooksMayBeMoreThanCores() {
        assertThat(find("C18", ClaimStudies.crowdedKitchen("wait")).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(find("C18", ClaimStudies.crowdedKitchen("compute")).verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
    }

    /** No time is a figure, too. */
    @Test
    void cooksWhoNeverWaitedWereNotHeldUp() {
        Finding finding = find("C18", ClaimStudies.kitchen(1.4, 0, 1.5));
        assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.remark())
                .startsWith("it is not so that half of what two cooks lose is waiting for the pantry, 0");
    }

    /** One count on the wrong side stays, however many come after; an interval narrows. */
    @Test
    void moreLaunchesMayDecideTimesAndNoCounts() {
        Finding counts = Finding.ofCounts(new double[] {0, 1, 0}, Bound.below(0.5, ""), List.of());
        assertThat(counts.isUndecided()).isTrue();
        assertThat(counts.mayBeDecided()).isFalse();
        SyntheticStudy study = new SyntheticStudy();
        cell(study, "gemm", Map.of("variant", "team"), "1x1").around(1, 3, STEPS);
        cell(study, "gemm", Map.of("variant", "team"), "1x2")
                .around(0.5, 2, STEPS)
                .around(1, 1, STEPS);
        assertThat(find("C03", study.file()).mayBeDecided()).isTrue();
        study.around(0.5, 8, STEPS);
        assertThat(find("C03", study.file()).mayBeDecided()).isFalse();
    }
}
