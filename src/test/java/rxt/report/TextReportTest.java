package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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
