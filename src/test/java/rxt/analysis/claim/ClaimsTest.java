package rxt.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.analysis.Interval;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;

/** Every claim on both sides of its bound, and without a cell to decide it. */
class ClaimsTest {
    /** Decided by counts: their figures are whole. */
    private static final List<String> COUNTS = List.of("C05", "C08", "C21", "C25");

    /** Told launch by launch: with their range. */
    private static final List<String> RANGES = List.of("C05", "C24", "C25", "C30");

    /** Of these, counted over all launches together: without an interval. */
    private static final List<String> TOTALS = List.of("C08", "C21");

    /** Of machines with hardware threads alone; {@link HyperThreadsTest} has it. */
    private static final String HARDWARE = "C28";

    static Stream<Claim> claims() {
        return Claims.all().stream().filter(claim -> !claim.text().id().equals(HARDWARE));
    }

    @Test
    void thereAreThirtyEachWithAStudyOfItsOwn() {
        List<String> ids = Claims.all().stream().map(claim -> claim.text().id()).toList();
        assertThat(ids)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30)
                        .mapToObj(number -> String.format("C%02d", number))
                        .toList());
        assertThat(ClaimStudies.BY_ID.keySet())
                .isEqualTo(claims().map(claim -> claim.text().id()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void onTheRightSideItHolds(Claim claim) {
        double figure = side(claim.text(), true);
        Finding finding = claim.find(Evidence.of(study(claim, figure)));
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.HOLDS);
        check(claim, finding, figure);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void onTheWrongSideItDoesNot(Claim claim) {
        double figure = side(claim.text(), false);
        Finding finding = claim.find(Evidence.of(study(claim, figure)));
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.DOES_NOT_HOLD);
        check(claim, finding, figure);
    }

    private static void check(Claim claim, Finding finding, double figure) {
        assertThat(finding.figure()).isCloseTo(figure, within(1e-6 * Math.max(1, figure)));
        if (TOTALS.contains(claim.text().id())) {
            assertThat(finding.interval()).isEmpty();
            assertThat(finding.basis()).matches("total of [0-9]+ launches");
        } else {
            assertThat(finding.interval().orElseThrow().contains(finding.figure()))
                    .isTrue();
            assertThat(finding.basis()).isEqualTo(RANGES.contains(claim.text().id()) ? "range of 6 launches" : "95 %");
        }
        assertThat(finding.cells()).as(claim.text().id()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void onTheBoundNothingIsDecided(Claim claim) {
        if (COUNTS.contains(claim.text().id())) {
            return;
        }
        Finding finding =
                claim.find(Evidence.of(study(claim, claim.text().bound().value())));
        Interval interval = finding.interval().orElseThrow();
        boolean exact = interval.low() == interval.high();
        assertThat(finding.verdict())
                .as(finding.toString())
                .isEqualTo(exact ? Verdict.DOES_NOT_HOLD : Verdict.NOT_MEASURED);
        assertThat(finding.remark())
                .contains(
                        exact
                                ? ""
                                : RANGES.contains(claim.text().id())
                                        ? "launches that agree: they lie on both sides"
                                        : "more launches: the interval contains the bound");
    }

    /** However many launches: what is no slower, or no faster, has its verdict. */
    @ParameterizedTest
    @ValueSource(strings = {"C04", "C14", "C15", "C16", "C17", "C20"})
    void aTieDoesNotHold(String id) {
        Finding finding =
                Claims.named(id).find(Evidence.of(ClaimStudies.BY_ID.get(id).apply(1)));
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(finding.interval().orElseThrow().contains(1)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void withoutItsCellsItIsNotMeasuredAndSaysWhatIsMissing(Claim claim) {
        StudyFile other = new SyntheticStudy()
                .cell(SyntheticStudy.weakPi(1, 1, 10))
                .around(1, 4, 10)
                .file();
        Finding finding = claim.find(Evidence.of(other));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).isNotBlank();
        assertThat(finding.interval()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void itsTextsAreThere(Claim claim) {
        Claim.Text text = claim.text();
        assertThat(Stream.of(
                        text.claim(),
                        text.statistic(),
                        text.lesson(),
                        text.bound().reason(),
                        text.next()))
                .noneMatch(String::isBlank);
        assertThat(text.seeds()).matches("S[0-4]( S[0-4])*");
        assertThat(text.next()).startsWith("jobs/rxt ");
    }

    @Test
    void whatElseIsSaidMustBeSoToo() {
        assertThat(verdict("C01", ClaimStudies.interpreters(2, 3))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C02", ClaimStudies.requests(2, 1.5, 4))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C10", ClaimStudies.passing(2, 2.5))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C10", ClaimStudies.passing(2, 1.9))).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(verdict("C04", ClaimStudies.race(2, 5, 0))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict("C04", ClaimStudies.race(2, 0, 0))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C04", ClaimStudies.race(2, 5, 1))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C05", ClaimStudies.marks(0, 3))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict("C05", ClaimStudies.marks(0, 0))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C20", ClaimStudies.waiting(2, 0.5))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C21", ClaimStudies.buffers(0, 5))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict("C21", ClaimStudies.buffers(0, 4))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C23", ClaimStudies.slices(2, 2, 2))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict("C23", ClaimStudies.slices(2, 2, 1))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C23", ClaimStudies.slices(2, 3, 8))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C23", ClaimStudies.slices(2, 1, 8))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C24", ClaimStudies.deadlines(0, 0.11))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict("C24", ClaimStudies.deadlines(0, 0.09))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C24", ClaimStudies.deadlines(0.4, 0.4))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C25", ClaimStudies.copies(0, 0))).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict("C30", ClaimStudies.streaming(3, 1.0))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict("C30", ClaimStudies.streaming(3, 1.2))).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    /** The three figures of the lecture, of which the first decides nothing. */
    @Test
    void deadlinesAreShownInAllModes() {
        Finding finding = Claims.named("C24").find(Evidence.of(ClaimStudies.deadlines(0.01, 0.4)));
        assertThat(finding.exhibits())
                .extracting(Exhibit::label)
                .containsExactly("edf mode=cooperative 1×1", "edf mode=preemptive 1×1", "edf mode=blocking 1×1");
        assertThat(finding.exhibits()).extracting(Exhibit::value).containsExactly(0.7, 0.01, 0.4);
    }

    /** Of threads that wait there may be more than cores, and there must be some. */
    @ParameterizedTest(name = "of two as many as 16 threads times {0}: {1}")
    @CsvSource({"2.3, HOLDS", "2, NOT_MEASURED", "1.7, DOES_NOT_HOLD"})
    void manyWaitsSideBySideGainAgain(double gain, Verdict verdict) {
        Finding finding = Claims.named("C02").find(Evidence.of(ClaimStudies.requests(2, 1, gain)));
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
        assertThat(finding.exhibits())
                .extracting(Exhibit::label)
                .last()
                .isEqualTo("io-wait lock=released, work=wait 1×16");
    }

    @ParameterizedTest(name = "waiting {0} of the loss, a second place {1} times as fast: {2}")
    @CsvSource({
        "0.55, 1.15, HOLDS",
        "0.5, 1.15, NOT_MEASURED",
        "0.45, 1.15, DOES_NOT_HOLD",
        "1e-9, 1.15, DOES_NOT_HOLD",
        "0, 1.15, DOES_NOT_HOLD",
        "0.55, 1.1, NOT_MEASURED",
        "0.55, 1.05, DOES_NOT_HOLD"
    })
    void cooksLoseTheirTimeAtThePantry(double waited, double gainOfPlace, Verdict verdict) {
        Finding finding = Claims.named("C18").find(Evidence.of(ClaimStudies.kitchen(1.4, waited, gainOfPlace)));
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
        assertThat(finding.exhibits())
                .extracting(Exhibit::label)
                .containsExactly(
                        "kitchen places=1 1×1", "kitchen places=1 2×1", "kitchen places=2 1×2", "kitchen places=1 1×2");
    }

    @ParameterizedTest(name = "beyond {0}, growth {1}, inside {2}: {3}")
    @CsvSource({
        "1, 0.8, 2, HOLDS",
        "1, 0.75, 2, NOT_MEASURED",
        "1, 0.7, 2, DOES_NOT_HOLD",
        "1, 1, 1, DOES_NOT_HOLD",
        "0.8, 1, 2, HOLDS",
        "0.75, 1, 2, NOT_MEASURED",
        "0.7, 1, 2, DOES_NOT_HOLD"
    })
    void aServerFillsUpAndStaysFull(double beyond, double growth, double inside, Verdict verdict) {
        Finding finding = Claims.named("C19").find(Evidence.of(ClaimStudies.permits(beyond, growth, inside)));
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict);
        assertThat(finding.exhibits()).hasSize(5);
    }

    /** A mutex alone says nothing of growth, nor do requests that compute. */
    @Test
    void onePermitDoesNotDecide() {
        for (String request : List.of("request=compute permits=2", "request=wait permits=3")) {
            Finding finding = Claims.named("C19").find(Evidence.of(ClaimStudies.permitted(request)));
            assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(finding.remark()).contains("semaphore with request=wait at 1×1, 1×k");
        }
    }

    @Test
    void oversubscribedAndInvalidCellsDecideNothing() {
        StudyFile crowded = new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "ffm"))
                .around(1, 4, 10, SyntheticStudy::oversubscribed)
                .cell(SyntheticStudy.gemm(1, 2, "ffm"))
                .around(1, 4, 10, SyntheticStudy::wrong)
                .file();
        assertThat(verdict("C03", crowded)).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(Evidence.of(crowded).all(Wanted.of("gemm"))).isEmpty();
        assertThat(Evidence.of(crowded).all(Wanted.of("gemm").evenOversubscribed()))
                .hasSize(1);
    }

    /** Ranks that are threads of one JVM say nothing of processes. */
    @ParameterizedTest
    @ValueSource(strings = {"C01", "C05", "C09", "C10", "C11", "C13"})
    void threadsOfOneJvmAreNoProcesses(String id) {
        StudyFile file = ClaimStudies.BY_ID.get(id).apply(2);
        StudyFile shared = new StudyFile(
                file.header(),
                file.cells(),
                file.launches().stream().map(SyntheticStudy::sharedJvm).toList(),
                file.samples(),
                file.ranks(),
                file.environments(),
                file.breakdown());
        Finding finding = Claims.named(id).find(Evidence.of(shared));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).contains("in processes (--launcher ffm or openmpi)");
    }

    @ParameterizedTest
    @MethodSource("claims")
    void itsKernelsAreThoseThatDecideIt(Claim claim) {
        assertThat(study(claim, 1).cells().stream()
                        .map(cell -> cell.what().kernel())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        claim.text().id().equals("C29")
                                ? List.of("triad")
                                : claim.text().kernels());
    }

    @Test
    void otherProblemsAreNotMixed() {
        StudyFile sums = new SyntheticStudy()
                .cell(sum(1, "10"))
                .around(1, 4, 10)
                .observed("sum", 1)
                .cell(sum(2, "10"))
                .around(1, 4, 10)
                .observed("sum", 1)
                .cell(sum(1, "20"))
                .around(1, 4, 10)
                .observed("sum", 2)
                .file();
        assertThat(verdict("C08", sums)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private static Cell sum(int threads, String n) {
        return new Cell(
                "ordered-sum", Map.of("method", "naive", "n", n), 1, threads, "ffm", "forkjoin", "none", "strong");
    }

    /** What is counted in one launch may be otherwise in the next. */
    @ParameterizedTest
    @MethodSource("claims")
    void oneLaunchOfEachCellDecidesNothing(Claim claim) {
        StudyFile file = ClaimStudies.BY_ID.get(claim.text().id()).apply(side(claim.text(), true));
        Map<Integer, Integer> first =
                file.launches().stream().collect(Collectors.toMap(LaunchRow::cell, LaunchRow::launch, Math::min));
        StudyFile once = new StudyFile(
                file.header(),
                file.cells(),
                file.launches().stream()
                        .filter(row -> first.containsValue(row.launch()))
                        .toList(),
                file.samples().stream()
                        .filter(row -> first.containsValue(row.launch()))
                        .toList(),
                file.ranks(),
                file.environments(),
                file.breakdown());
        Finding finding = claim.find(Evidence.of(once));
        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void twoLaunchesAreTooFew() {
        StudyFile few = new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "ffm"))
                .around(1, 2, 10)
                .file();
        assertThat(verdict("C03", few)).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void anUnknownNumberIsRefused() {
        assertThat(Claims.named("c07").text().id()).isEqualTo("C07");
        assertThatThrownBy(() -> Claims.named("C31")).hasMessage("no claim 'C31'; there are C01 to C30");
    }

    private static Verdict verdict(String id, StudyFile file) {
        return Claims.named(id).find(Evidence.of(file)).verdict();
    }

    private static StudyFile study(Claim claim, double figure) {
        return ClaimStudies.BY_ID.get(claim.text().id()).apply(figure);
    }

    /** A figure on one side of the bound, further from it than the spread of the times. */
    private static double side(Claim.Text text, boolean right) {
        boolean above = text.bound().isLeast() == right;
        if (COUNTS.contains(text.id())) {
            return text.id().equals("C08") ? (above ? 3 : 1) : above ? ClaimStudies.LAUNCHES : 0;
        }
        return text.bound().value() * (above ? 1.2 : 0.8);
    }
}
