package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.analysis.SyntheticStudy.in;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentsTest {
    private final SyntheticStudy study = new SyntheticStudy();

    @ParameterizedTest
    @CsvSource({
        "c3d4, Temurin 25, Zen 4, 1.0, RxT commit a1b2/c3d4",
        "a1b2, Temurin 26, Zen 4, 1.0, JVM Temurin 25/Temurin 26",
        "a1b2, Temurin 25, Zen 5, 1.0, processor Zen 4/Zen 5",
        "a1b2, Temurin 25, Zen 4, 1.1, mpj library 1.0/1.1",
        "c3d4, Temurin 25, Zen 5, 1.0, 'RxT commit a1b2/c3d4, processor Zen 4/Zen 5'"
    })
    void eachDifferenceWithinOneMedianIsSeen(String commit, String jvm, String cpu, String library, String text) {
        study.environment(commit, jvm, cpu, library);
        study.cell(gemm(1, 1, "mpj")).launch(in(0), 1).launch(in(1), 1).launch(in(0), 1);
        Environments environments = only().points().getFirst().sample().environments();
        assertThat(environments.isMixed()).isTrue();
        assertThat(environments.text()).isEqualTo("launches of 2 environments: " + text);
        assertThat(only().best()).as("still named").isPresent();
    }

    @Test
    void flagsAndGovernorAreNotCompared() {
        study.environment("a1b2", "Temurin 25", "Zen 4", "1.0");
        study.cell(gemm(1, 1, "mpj")).launch(in(0), 1).launch(in(1), 1);
        assertThat(only().environments().isMixed()).isFalse();
        assertThat(only().environments().text()).isEqualTo("launches of 1 environment");
    }

    @Test
    void cellsOfOneProblemAreCompared() {
        study.environment("c3d4", "Temurin 25", "Zen 4", "1.0");
        study.cell(gemm(1, 1, "mpj")).launch(in(0), 1);
        study.cell(gemm(1, 2, "mpj")).launch(in(1), 1);
        assertThat(only().environments().count()).isEqualTo(2);
        assertThat(only().points()).noneMatch(p -> p.sample().environments().isMixed());
    }

    @Test
    void transportsHaveLibrariesOfTheirOwn() {
        study.environment("a1b2", "Temurin 25", "Zen 4", "5.0").environment("a1b2", "Temurin 25", "Zen 4", "1.1");
        study.cell(gemm(1, 1, "mpj")).launch(in(0), 1);
        study.cell(gemm(1, 1, "openmpi")).launch(in(1), 1);
        assertThat(only().environments().isMixed()).isFalse();
        study.cell(gemm(2, 1, "mpj")).launch(in(2), 1);
        assertThat(only().environments().text()).isEqualTo("launches of 2 environments: mpj library 1.0/1.1");
    }

    @Test
    void launchesThatDoNotCountAreNotCompared() {
        study.environment("c3d4", "Temurin 25", "Zen 4", "1.0");
        study.cell(gemm(1, 1, "mpj")).launch(in(0), 1).launch(row -> SyntheticStudy.wrong(in(1).apply(row)), 1);
        assertThat(only().environments().count()).isEqualTo(1);
    }

    private ProblemAnalysis only() {
        return Analysis.of(study.file()).problems().getFirst();
    }
}
