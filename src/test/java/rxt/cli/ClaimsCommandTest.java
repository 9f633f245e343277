package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.claim.Claims;
import rxt.record.Cell;
import rxt.record.CellStatus;
import rxt.record.StudyFileWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code claims} and {@code explain}, with a file in which C12 holds, C24 does not, and the rest is not measured. */
class ClaimsCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> ids() {
        return Claims.all().stream().map(claim -> claim.text().id());
    }

    private static Cell cell(String kernel, Map<String, String> params) {
        return new Cell(kernel, params, 1, 1, "ffm", "forkjoin", "none", "strong");
    }

    private String file() {
        return file(new SyntheticStudy());
    }

    /** The cells of that study, and these. */
    private String file(SyntheticStudy study) {
        Path file = folder.resolve("f.h5");
        StudyFileWriter.commit(
                study.cell(cell("spawn", Map.of("kind", "jvm", "count", "2")))
                        .around(0.1, 4, 10)
                        .cell(cell("spawn", Map.of("kind", "platform", "count", "100")))
                        .around(0.01, 4, 10)
                        .cell(cell("edf", Map.of("jobs_on", "threads", "mode", "preemptive")))
                        .around(1, 4, 10)
                        .observed("deadlines", 8)
                        .observed("deadlines missed by the clock", 2)
                        .cell(cell("edf", Map.of("jobs_on", "threads", "mode", "blocking")))
                        .around(1, 4, 10)
                        .observed("deadlines", 8)
                        .observed("deadlines missed by the clock", 3)
                        .file(),
                file);
        return file.toString();
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Rxt.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void theLedgerNamesAllVerdictsWithin80Columns() {
        assertThat(run("claims", file())).isZero();
        assertThat(out.toString())
                .contains("Holds, 1 of 30:", "C12 Starting a process costs more than starting a thread.")
                .contains("500.0 [", "bound > 10.00, S2 S4, cells 0 1")
                .contains("Does not hold here, 1 of 30:", "0.2500 [0.2500, 0.2500] range of 4 launches, bound")
                .contains("Not measured, 28 of 30:")
                .contains("missing: gil with release=false, work=compute at 1×2");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(err.toString()).isEmpty();
    }

    /** Of C01 and C02 all cells are left out, of C04 one of two. */
    @Test
    void claimsWithoutACellInAPartOfAStudyShareASentence() {
        SyntheticStudy part = new SyntheticStudy()
                .cell(cell("gil", Map.of("release", "false")), CellStatus.SKIPPED, "left out by --only")
                .cell(race("lock"))
                .around(0.1, 4, 10)
                .cell(race("unprotected"), CellStatus.SKIPPED, "left out by --only");
        String file = file(part);
        assertThat(run("claims", file)).isZero();
        assertThat(out.toString())
                .contains("Holds, 1 of 30:", "Does not hold here, 1 of 30:", "C04 ")
                .contains("claims have no measured cell in this part of the study;")
                .doesNotContain("missing: gil");
        assertThat(out.toString().replaceAll("\\s+", " ")).contains("run it whole for them: C01 C02 C03 C05 C06");
        assertThat(out.toString().lines()).hasSizeLessThan(40).allMatch(line -> line.length() <= 80);
        run("claims", file, "--format", "json");
        assertThat(JsonMapper.shared().readTree(out.toString()).get("rows").size())
                .isEqualTo(30);
        run("claims", file, "--format", "markdown");
        assertThat(out.toString().lines()).hasSize(32);
    }

    private static Cell race(String variant) {
        return new Cell("race", Map.of("variant", variant), 1, 2, "ffm", "forkjoin", "none", "strong");
    }

    @Test
    void jsonHasARowForEachClaimWithTheSameColumns() {
        assertThat(run("claims", file(), "--format", "json")).isZero();
        JsonNode rows = JsonMapper.shared().readTree(out.toString()).get("rows");
        assertThat(rows.size()).isEqualTo(30);
        assertThat(StreamSupport.stream(rows.spliterator(), false))
                .allSatisfy(row -> assertThat(row.propertyNames())
                        .contains("id", "claim", "seed", "verdict", "figure", "low", "high", "cells", "missing")
                        .contains("basis"));
        JsonNode spawn = rows.get(11);
        assertThat(spawn.get("id").asString()).isEqualTo("C12");
        assertThat(spawn.get("verdict").asString()).isEqualTo("holds");
        assertThat(spawn.get("figure").asDouble()).isBetween(499.0, 501.0);
        assertThat(spawn.get("low").asDouble()).isLessThan(spawn.get("high").asDouble());
        assertThat(spawn.get("cells").toString()).isEqualTo("[0,1]");
        assertThat(spawn.get("missing").asString()).isEmpty();
        assertThat(spawn.get("basis").asString()).isEqualTo("95 %");
        assertThat(rows.get(23).get("basis").asString()).isEqualTo("range of 4 launches");
        assertThat(rows.get(0).get("basis").asString()).isEmpty();
        assertThat(rows.get(0).get("figure").isNull()).isTrue();
        assertThat(rows.get(0).get("missing").asString()).startsWith("gil with");
        assertThat(rows.get(23).get("verdict").asString()).isEqualTo("does not hold here");
    }

    @Test
    void markdownIsATable() {
        assertThat(run("claims", file(), "--format", "markdown")).isZero();
        assertThat(out.toString().lines()).hasSize(32).allMatch(line -> line.startsWith("|") && line.endsWith("|"));
        assertThat(out.toString())
                .contains("| C12 | Starting a process costs more than starting a thread. | S2 S4 | holds |")
                .contains("| 0.2500 | [0.2500, 0.2500] range of 4 launches | < 0.05000 |");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyClaimIsExplainedWithAFileAndWithout(String id) {
        assertThat(run("explain", id.toLowerCase(java.util.Locale.ROOT), file()))
                .isZero();
        String with = out.toString();
        assertThat(with).startsWith(id + " ").contains("Figure: ", "It holds ", "Try next:\n  jobs/rxt ");
        assertThat(with.lines()).allMatch(line -> line.length() <= 80).hasSizeBetween(9, 40);
        assertThat(with)
                .contains(
                        switch (id) {
                            case "C12" -> "Here it holds: 500.0 [";
                            case "C24" -> "Here it does not hold: 0.2500";
                            default -> "Not measured here. Missing: ";
                        });
        assertThat(err.toString()).isEmpty();
    }

    /** Its figure is there, but its interval contains the bound: that is another thing than a figure that is not. */
    @Test
    void whatIsUndecidedIsCalledSo() {
        Path file = folder.resolve("undecided.h5");
        StudyFileWriter.commit(
                new SyntheticStudy()
                        .cell(makespan("fifo"))
                        .around(1.05, 4, 10)
                        .cell(makespan("longest-first"))
                        .around(1, 4, 10)
                        .file(),
                file);
        run("explain", "C27", file.toString());
        assertThat(out.toString()).contains("Undecided here: 1.050 [", "Missing: more launches");
        run("claims", file.toString());
        assertThat(out.toString()).contains("Undecided, 1 of 30:\n  C27 ", "Not measured, 29 of 30:");
        run("claims", file.toString(), "--format", "markdown");
        assertThat(out.toString()).contains("| S4 | undecided: more launches");
        run("claims", file.toString(), "--format", "json");
        JsonNode row = JsonMapper.shared().readTree(out.toString()).at("/rows/26");
        assertThat(row.get("verdict").asString()).isEqualTo("not measured");
        assertThat(row.get("figure").asDouble()).isBetween(1.04, 1.06);
    }

    private static Cell makespan(String policy) {
        Map<String, String> params = Map.of("jobs", "5 2 4 1 5", "policy", policy);
        return new Cell("makespan", params, 1, 2, "ffm", "forkjoin", "none", "strong");
    }

    @Test
    void anUnknownClaimIsRefused() {
        assertThat(run("explain", "C99", file())).isEqualTo(2);
        assertThat(err.toString())
                .contains("no claim 'C99'; there are C01 to C30")
                .doesNotContain("\tat ");
    }

    @Test
    void theBarsAreAsLongAsTheirFigures() {
        run("explain", "C12", file());
        String jvm = line("kind=jvm");
        String platform = line("kind=platform");
        assertThat(jvm).contains("50.00 ms");
        assertThat(platform).contains("100.0 µs");
        assertThat(bars(jvm)).isEqualTo(24);
        assertThat(bars(platform)).isZero();
    }

    private String line(String part) {
        return out.toString()
                .lines()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static long bars(String line) {
        return line.chars().filter(c -> c == '█' || c == '#').count();
    }
}
