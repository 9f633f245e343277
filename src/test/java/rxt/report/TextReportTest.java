package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.CellStatus;

class TextReportTest {
    @ParameterizedTest
    @EnumSource
    void looksAsItShould(Alphabet alphabet) throws IOException {
        assertThat(TextReport.of(ReportStudy.analysis(), alphabet))
                .isEqualTo(golden(alphabet.name().toLowerCase(Locale.ROOT) + ".txt"));
    }

    @Test
    void asciiIsAsciiAndAsWide() {
        String unicode = TextReport.of(ReportStudy.analysis(), Alphabet.UNICODE);
        String ascii = TextReport.of(ReportStudy.analysis(), Alphabet.ASCII);
        assertThat(ascii.chars()).allMatch(c -> c < 128);
        assertThat(ascii.lines().map(String::length))
                .containsExactlyElementsOf(unicode.lines().map(String::length).toList());
    }

    @Test
    void alphabetFollowsTheCharset() {
        assertThat(Alphabet.of(StandardCharsets.UTF_8)).isEqualTo(Alphabet.UNICODE);
        assertThat(Alphabet.of(StandardCharsets.US_ASCII)).isEqualTo(Alphabet.ASCII);
        assertThat(Alphabet.of(StandardCharsets.ISO_8859_1)).isEqualTo(Alphabet.ASCII);
    }

    @Test
    void sameInEveryLocale() {
        String before = TextReport.of(ReportStudy.analysis(), Alphabet.UNICODE);
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(TextReport.of(ReportStudy.analysis(), Alphabet.UNICODE)).isEqualTo(before);
            Locale.setDefault(Locale.GERMANY);
            assertThat(TextReport.of(ReportStudy.analysis(), Alphabet.UNICODE)).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** Many columns, times over eighteen decades, long parameters and reasons. */
    @Test
    void noLineIsWiderThanEightyColumns() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int trial = 0; trial < 30; trial++) {
            String text = TextReport.of(Analysis.of(random(random).file()), Alphabet.UNICODE);
            assertThat(text.lines()).allMatch(line -> line.length() <= 80);
            assertThat(text).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain("null");
        }
    }

    /** Of many problems a line each, which says what differs, and how to see more; of few all, as before. */
    @Test
    void aLongStudyHasALineForEachProblem() {
        Analysis analysis = Analysis.of(variants(13, "threads").file());
        assertThat(TextReport.isLong(analysis)).isTrue();
        String text = TextReport.overview(analysis, Alphabet.UNICODE);
        assertThat(text.lines()).allMatch(line -> line.length() <= 80).hasSizeLessThan(30);
        assertThat(text.lines().filter(line -> line.matches("\\[.*")))
                .hasSize(13)
                .contains(
                        "[1]   queue variant1    2×1  1.000 s      2.00     0     2/3",
                        "[13]  triad            none                           0/1 ~1");
        assertThat(unwrapped(text))
                .startsWith("Study ")
                .contains("--only kernel=queue for a kernel, --details for all")
                .contains("(~: how many of the others never settled)")
                .endsWith("Result: VALID, each measured cell's answer is what its kernel predicts ");
        assertThat(TextReport.summary(analysis, Alphabet.UNICODE))
                .contains("queue variant2")
                .doesNotContain("Best:");
        assertThat(TextReport.overview(analysis, Alphabet.ASCII).chars()).allMatch(c -> c < 128);
        Analysis few = Analysis.of(variants(12, "threads").file());
        assertThat(TextReport.isLong(few)).isFalse();
        assertThat(TextReport.summary(few, Alphabet.UNICODE)).contains("Best: ");
    }

    @Test
    void namesTooLongForALineAreCut() {
        SyntheticStudy study = variants(20, "a place to stand in that nobody knows the name of");
        for (String transport : List.of("openmpi", "local")) {
            study.cell(queue("last", "x", 2, transport)).around(1, 3, 10);
        }
        String text = TextReport.overview(Analysis.of(study.file()), Alphabet.UNICODE);
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        assertThat(text).containsPattern("queue variant1 across=a[a-z ]*… ").contains("through");
    }

    /** So many problems, all but the last of one kernel; the last has no steady launch. */
    private static SyntheticStudy variants(int problems, String across) {
        SyntheticStudy study = new SyntheticStudy();
        for (int v = 1; v < problems; v++) {
            study.cell(queue("variant" + v, across, 1, "ffm")).around(2, 3, 10);
            study.cell(queue("variant" + v, across, 2, "ffm")).around(1, 3, 10);
            study.cell(queue("variant" + v, across, 4, "ffm"), CellStatus.SKIPPED, "4 CPUs wanted, 2 allowed");
        }
        study.cell(new Cell("triad", Map.of("n", "9"), 1, 1, "ffm", "forkjoin", "none", "strong"));
        for (int launch = 0; launch < 6; launch++) {
            study.launch(IntStream.range(0, 40)
                    .mapToDouble(t -> t % 10 < 5 ? 1 : 3 + t % 3 * 0.01)
                    .toArray());
        }
        return study;
    }

    private static Cell queue(String variant, String across, int ranks, String transport) {
        return new Cell(
                "queue",
                Map.of("variant", variant, "across", across, "items", "9"),
                ranks,
                1,
                transport,
                "forkjoin",
                "none",
                "strong");
    }

    @Test
    void nothingMeasuredIsSaid() {
        String text = TextReport.of(
                Analysis.of(new SyntheticStudy()
                        .cell(SyntheticStudy.gemm(1, 1, "mpj"), CellStatus.FAILED, "rank 0 ran out of heap")
                        .file()),
                Alphabet.UNICODE);
        assertThat(unwrapped(text))
                .contains("0 of 1 planned cells measured")
                .contains("1×1 (mpj), failed: rank 0 ran out of heap")
                .contains("Best: none")
                .endsWith("Result: INVALID, no cell is measured and right ");
    }

    @Test
    void emptyStudyIsSaid() {
        assertThat(unwrapped(TextReport.of(Analysis.of(new SyntheticStudy().file()), Alphabet.ASCII)))
                .contains("0 of 0 planned cells measured");
    }

    private static SyntheticStudy random(RandomGenerator random) {
        SyntheticStudy study = new SyntheticStudy();
        Map<String, String> params = new TreeMap<>();
        for (int p = 0; p < random.nextInt(12); p++) {
            params.put("parameter" + p, "value".repeat(1 + random.nextInt(20)));
        }
        for (int ranks = 1; ranks <= 1 + random.nextInt(3); ranks++) {
            for (int threads = 1; threads <= 64; threads += 1 + random.nextInt(20)) {
                Cell cell =
                        new Cell("image-signature", params, ranks, threads, "openmpi", "forkjoin", "none", "strong");
                if (random.nextInt(4) == 0) {
                    study.cell(cell, CellStatus.FAILED, "because of " + "this ".repeat(random.nextInt(60)));
                } else {
                    study.cell(cell);
                    for (int l = 0; l < 1 + random.nextInt(5); l++) {
                        double size = Math.pow(10, random.nextInt(-9, 9));
                        study.launch(random.doubles(1 + random.nextInt(9), 1, 9)
                                .map(t -> t * size)
                                .toArray());
                    }
                }
            }
        }
        return study;
    }

    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = TextReportTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
