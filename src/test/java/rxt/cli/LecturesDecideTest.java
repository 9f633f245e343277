package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.claim.Claim;
import rxt.analysis.claim.Claims;
import rxt.analysis.claim.Evidence;
import rxt.analysis.claim.Finding;
import rxt.analysis.claim.Verdict;
import rxt.study.Installation;
import rxt.study.Nodes;
import rxt.study.Only;
import rxt.study.Plan;
import rxt.study.PlannedCell;
import rxt.study.Study;
import rxt.study.Study.Entry;
import rxt.study.StudyReader;

/**
 * The study of the lectures, on two CPUs, has what every claim is decided by: its plan is taken for measured, each cell
 * as often as the study asks for at least, and all of them in the same time.
 */
class LecturesDecideTest {
    private static final int CPUS = 2;

    /** Of machines with hardware threads, and of several nodes. */
    private static final Set<String> OF_OTHER_MACHINES = Set.of("C28", "C29");

    /** By four chunk sizes, of which three do; by servers with two permits and with four, of which one does. */
    private static final Set<String> WITH_SPARES = Set.of("C07", "C19");

    /** What claims read beside times. */
    private static final List<String> OBSERVATIONS = List.of(
            "deadlines missed by the clock",
            "deadlines",
            "lost updates",
            "marks of other ranks found",
            "marks of other threads found",
            "changes seen",
            "least size",
            "most size",
            "most inside",
            "sum",
            "cpu seconds",
            "wake latency",
            "proportional bytes",
            "growth in proportional bytes",
            "slowest worker",
            "time between items",
            "threads at work before the first job ended",
            "waited for the pantry");

    private static final Study LECTURES =
            StudyReader.read(Path.of("jobs", "lectures.yaml"), List.of("launcher=ffm"), CPUS);

    static Stream<Claim> claims() {
        return Claims.all().stream()
                .filter(claim -> !OF_OTHER_MACHINES.contains(claim.text().id()));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void theClaimIsDecided(Claim claim) {
        Finding finding = claim.find(evidence(entriesOf(claim)));
        assertThat(isDecided(finding)).as(claim.text().id() + " " + finding).isTrue();
    }

    /** A kernel that is taken out of the study, or a set of its parameters, is missed. */
    @ParameterizedTest
    @MethodSource("claims")
    void withoutAnEntryItIsNot(Claim claim) {
        List<Entry> entries = entriesOf(claim);
        for (String kernel : claim.text().kernels()) {
            List<Entry> others = entries.stream()
                    .filter(entry -> !entry.type().name().equals(kernel))
                    .toList();
            assertThat(isDecided(claim.find(evidence(others))))
                    .as(claim.text().id() + " without " + kernel)
                    .isFalse();
        }
        if (!WITH_SPARES.contains(claim.text().id())) {
            assertThat(entries.stream().anyMatch(one -> isMissed(one, entries, claim)))
                    .as(claim.text().id())
                    .isTrue();
        }
    }

    private static boolean isMissed(Entry one, List<Entry> entries, Claim claim) {
        return !isDecided(claim.find(
                evidence(entries.stream().filter(other -> !other.equals(one)).toList())));
    }

    private static boolean isDecided(Finding finding) {
        return finding.verdict() != Verdict.NOT_MEASURED && !finding.remark().contains("not known");
    }

    private static List<Entry> entriesOf(Claim claim) {
        return LECTURES.kernels().stream()
                .filter(entry -> claim.text().kernels().contains(entry.type().name()))
                .toList();
    }

    private static Evidence evidence(List<Entry> entries) {
        Study study = new Study(
                LECTURES.name(), "", entries, LECTURES.seed(), LECTURES.limits(), LECTURES.whole(), LECTURES.yaml());
        Installation machine = Installation.find(Map.of("PATH", "/nowhere")).with(new Nodes(1, CPUS, 1, false));
        SyntheticStudy measured = new SyntheticStudy();
        for (PlannedCell planned : Plan.of(study, new Only(Map.of()), machine)) {
            if (planned.runs()) {
                boolean crowded = planned.cell().workers() > CPUS;
                measured.cell(planned.cell())
                        .around(
                                1,
                                planned.measure().repetition().fewestLaunches(),
                                planned.measure().steps().first(),
                                row -> crowded ? SyntheticStudy.oversubscribed(row) : row);
                OBSERVATIONS.forEach(name -> measured.observed(name, 1));
            }
        }
        return Evidence.of(measured.file());
    }
}
