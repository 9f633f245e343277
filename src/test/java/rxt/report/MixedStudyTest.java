package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.digest;
import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.analysis.SyntheticStudy.in;

import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a report says where launches should not stand side by side. */
class MixedStudyTest {
    private static final String MIXED = "launches of 2 environments: RxT commit a1b2/c3d4";

    @Test
    void textSaysThatEnvironmentsDiffer() {
        String text = unwrapped(TextReport.of(resumedByAnotherBuild(), Alphabet.UNICODE));
        assertThat(text)
                .contains("n=768 " + MIXED + " mpj: median")
                .contains("m its median mixes launches of several environments")
                .contains("Best: 1 rank × 2 threads (mpj), 4.000 s")
                .contains("ahead of every other; from " + MIXED + ", so not by the split alone")
                .endsWith("Result: VALID, each measured cell's answer is what its kernel predicts ");
    }

    @Test
    void summaryOfARunSaysSoToo() {
        assertThat(unwrapped(TextReport.summary(resumedByAnotherBuild(), Alphabet.UNICODE)))
                .contains("[1] " + MIXED);
    }

    @Test
    void rowsCountEnvironmentsAndFlagThem() {
        JsonNode rows = JsonMapper.shared()
                .readTree(JsonReport.of(resumedByAnotherBuild()))
                .get("rows");
        assertThat(rows.valueStream().map(r -> r.get("environments").asInt())).containsExactly(1, 2);
        assertThat(rows.valueStream().map(r -> r.get("problem_environments").asInt()))
                .containsExactly(2, 2);
        assertThat(rows.valueStream().map(r -> r.get("environment_differences").asString()))
                .containsOnly("RxT commit a1b2/c3d4");
        assertThat(rows.valueStream().map(r -> r.get("flag").asString()))
                .containsExactly("environments", "superlinear; environments");
    }

    @Test
    void theLibraryThatFfmCallsIsNamedAndTwoOfThemAreMixed() {
        SyntheticStudy study = new SyntheticStudy();
        study.environment("a1b2", "Temurin 25", "Zen 4", "MPICH 4.0.2");
        study.environment("a1b2", "Temurin 25", "Zen 4", "Open MPI 4.1.4");
        study.cell(gemm(1, 1, "mpj")).launch(in(0), 8);
        study.cell(gemm(1, 1, "ffm")).launch(in(1), 8);
        assertThat(unwrapped(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE)))
                .contains("ffm calls MPICH 4.0.2")
                .doesNotContain("environments");
        study.cell(gemm(2, 1, "ffm")).launch(in(2), 5);
        assertThat(unwrapped(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE)))
                .contains("ffm calls MPICH 4.0.2 and Open MPI 4.1.4")
                .contains("launches of 2 environments: ffm library MPICH 4.0.2/Open MPI 4.1.4");
    }

    @Test
    void oneEnvironmentIsNotSpokenOf() {
        assertThat(TextReport.of(ReportStudy.analysis(), Alphabet.UNICODE)).doesNotContain("environment");
        JsonNode rows = JsonMapper.shared()
                .readTree(JsonReport.of(ReportStudy.analysis()))
                .get("rows");
        assertThat(rows.valueStream().map(r -> r.get("problem_environments").asInt()))
                .containsOnly(1);
        assertThat(rows.valueStream().map(r -> r.get("flag").asString())).noneMatch(f -> f.contains("environments"));
    }

    @Test
    void intervalsSayWhatTheyAreOf() {
        assertThat(unwrapped(TextReport.of(ReportStudy.analysis(), Alphabet.UNICODE)))
                .contains(
                        "interval of that median, from the launches' medians, so with how launches differ; none below 6");
        assertThat(JsonMapper.shared()
                        .readTree(JsonReport.of(ReportStudy.analysis()))
                        .get("interval")
                        .asString())
                .contains("from the launches' medians, so with how launches differ; null below 6 launches");
    }

    @Test
    void answersThatDependOnTheSplitMakeTheResultInvalid() {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(gemm(1, 1, "mpj")).around(8, 3, 10, digest("02"));
        study.cell(gemm(1, 2, "mpj")).around(5, 3, 10, digest("02"));
        study.cell(gemm(2, 2, "mpj")).around(1, 3, 10, digest("01"));
        assertThat(unwrapped(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE)))
                .contains("Best: 1 rank × 2 threads")
                .contains("2×2 (mpj), invalid: digest 01 here, 02 at 1×1, 1×2: the answer depends on the split")
                .endsWith("Result: INVALID, 1 cell with wrong answers, impossible times or none ");
    }

    private static Analysis resumedByAnotherBuild() {
        SyntheticStudy study = new SyntheticStudy().environment("c3d4", "Temurin 25", "Zen 4", "1.0");
        study.cell(gemm(1, 1, "mpj")).around(8.2, 6, 10);
        study.cell(gemm(1, 2, "mpj")).around(4, 3, 10).around(4, 3, 10, in(1));
        return Analysis.of(study.file());
    }

    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
