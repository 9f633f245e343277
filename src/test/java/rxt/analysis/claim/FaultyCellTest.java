package rxt.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;

/** A cell with a wrong answer decides nothing, whatever its other launches say. */
class FaultyCellTest {
    private static final int LAUNCHES = ClaimStudies.LAUNCHES;

    static Stream<Claim> claims() {
        return ClaimsTest.claims();
    }

    private static StudyFile with(StudyFile file, Predicate<LaunchRow> wrong) {
        return new StudyFile(
                file.header(),
                file.cells(),
                file.launches().stream()
                        .map(row -> wrong.test(row) ? SyntheticStudy.wrong(row) : row)
                        .toList(),
                file.samples(),
                file.ranks(),
                file.environments(),
                file.breakdown());
    }

    private static StudyFile holding(Claim claim) {
        double bound = claim.text().bound().value();
        boolean total = Set.of("C05", "C08", "C21", "C25").contains(claim.text().id());
        double figure = claim.text().bound().isLeast() ? bound * 1.2 : total ? 0 : bound * 0.8;
        return ClaimStudies.BY_ID.get(claim.text().id()).apply(total && figure > 0 ? 3 : figure);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void oneWrongLaunchOfACellThatDecidesIsEnough(Claim claim) {
        StudyFile file = holding(claim);
        Finding right = claim.find(Evidence.of(file));
        assertThat(right.verdict()).as(right.toString()).isEqualTo(Verdict.HOLDS);
        Map<Integer, Integer> first =
                file.launches().stream().collect(Collectors.toMap(LaunchRow::cell, LaunchRow::launch, Math::min));
        for (int cell : right.deciding()) {
            Finding finding = claim.find(Evidence.of(with(file, row -> row.launch() == first.get(cell))));
            assertThat(finding.verdict()).as("cell %d: %s", cell, finding).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(finding.remark())
                    .contains("1 of " + LAUNCHES + " launches of ")
                    .contains("gave a wrong answer");
        }
    }

    @ParameterizedTest
    @MethodSource("claims")
    void cellsThatAreWrongInAllLaunchesAreNamed(Claim claim) {
        StudyFile file = holding(claim);
        Finding finding = claim.find(Evidence.of(with(file, _ -> true)));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).contains("gave a wrong answer");
    }

    /** Controls decide too, and are not all in the figure. */
    @Test
    void theControlsAreAmongThem() {
        Finding requests = Claims.named("C02").find(Evidence.of(ClaimStudies.requests(2, 1, 4)));
        assertThat(requests.cells()).containsExactly(0, 1, 2);
        assertThat(requests.deciding()).containsExactly(0, 1, 2, 3, 4);
    }

    /** Marks that processes should not have found fail where they fail, and the other transport cannot make up for it. */
    @Test
    void anotherTransportIsNoWayOut() {
        SyntheticStudy study = new SyntheticStudy();
        for (String transport : List.of("ffm", "openmpi")) {
            boolean wrong = transport.equals("openmpi");
            study.cell(new Cell("isolation", Map.of(), 2, 1, transport, "forkjoin", "none", "strong"))
                    .around(1, 6, 10, row -> wrong ? SyntheticStudy.wrong(row) : row)
                    .observed("marks of other ranks found", 0);
            study.cell(new Cell("isolation", Map.of(), 1, 2, transport, "forkjoin", "none", "strong"))
                    .around(1, 6, 10)
                    .observed("marks of other threads found", 3);
        }
        Finding finding = Claims.named("C05").find(Evidence.of(study.file()));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark())
                .isEqualTo("launches without a wrong answer: 6 of 6 launches of isolation 2×1 (openmpi) gave a wrong"
                        + " answer");
    }

    /** Any of its buffers. */
    @Test
    void aBufferThatIsWrongEverywhereCountsToo() {
        StudyFile file = ClaimStudies.buffers(0, 5);
        Cell library = new Cell(
                "bounded-buffer",
                Map.of("capacity", "4", "variant", "library"),
                2,
                2,
                "ffm",
                "forkjoin",
                "none",
                "strong");
        SyntheticStudy study = new SyntheticStudy();
        study.cell(file.cells().getFirst().what())
                .around(1, 6, 10)
                .observed("least size", 0)
                .observed("most size", 4);
        study.cell(file.cells().getLast().what())
                .around(1, 6, 10)
                .observed("least size", 0)
                .observed("most size", 5);
        assertThat(Claims.named("C21").find(Evidence.of(study.file())).verdict())
                .isEqualTo(Verdict.HOLDS);
        study.cell(library).around(1, 6, 10, SyntheticStudy::wrong);
        Finding finding = Claims.named("C21").find(Evidence.of(study.file()));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark()).endsWith("6 of 6 launches of bounded-buffer 2×2 (ffm) gave a wrong answer");
    }

    /** What lacks is said with why. */
    @Test
    void whatIsWrongIsNotMerelyMissing() {
        StudyFile file = with(ClaimStudies.race(2, 5, 0), row -> row.cell() == 0);
        Finding finding = Claims.named("C04").find(Evidence.of(file));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(finding.remark())
                .isEqualTo("race with variant=lock at 1×2, 6 of 6 launches of race 1×2 (ffm) gave a wrong answer");
    }
}
