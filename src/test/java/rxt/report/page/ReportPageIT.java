package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.analysis.Analysis;
import rxt.analysis.claim.StudyOfAllClaims;
import rxt.record.StudyFile;
import tools.jackson.databind.JsonNode;

/** The page in a real browser; screenshots stay in {@code target/screenshots}. */
@Tag("browser")
class ReportPageIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String MARKS =
            "[...document.querySelectorAll('[data-figure]')].map(f => f.querySelectorAll('svg path, svg rect').length)";

    private static final String FIGURES =
            "[...document.querySelectorAll('[data-figure]')].map(f => f.dataset.figure).join(' ')";
    private static final String ALERTS = "document.querySelectorAll('td.a').length > 20 && "
            + "[...document.querySelectorAll('td.a')].every(t => t.textContent.endsWith('!') && "
            + "getComputedStyle(t).backgroundColor !== 'rgba(0, 0, 0, 0)')";

    private static final String WIDE =
            "[...document.querySelectorAll('.table, .wide')].filter(e => e.scrollWidth > e.clientWidth)";
    private static final String LABELS_APART =
            "(() => { const all = [...document.querySelectorAll('[data-figure*=heat-map]')].map(f => "
                    + "[...f.querySelectorAll('svg text')].map(t => t.getBoundingClientRect())); "
                    + "return all.length > 0 && all.every(texts => texts.every((a, i) => texts.every((b, j) => i === j "
                    + "|| a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top))); })()";

    private static final String CLAIM_MARKS = "[...document.querySelectorAll('[data-figure^=claim-]')]"
            + ".map(f => f.querySelectorAll('svg path, svg rect, svg polyline').length)";

    /** Gantt charts with their coloured marks: bars and those of the legend. */
    private static final String CLAIM_BARS = "[...document.querySelectorAll('[data-figure*=gantt]')]"
            + ".map(f => [...f.querySelectorAll('svg path')].filter(p => /^#(0072B2|D55E00|009E73|CC79A7|E69F00|56B4E9"
            + "|8b949e)$/i.test(p.getAttribute('fill'))).length)";

    /** Texts beyond the edge of their drawing. */
    private static final String SPILT = "[...document.querySelectorAll('[data-figure^=claim-]')].flatMap(f => {"
            + " const edge = f.getBoundingClientRect(); return [...f.querySelectorAll('svg text')].filter(t => {"
            + " const box = t.getBoundingClientRect(); return box.left < edge.left - 1 || box.right > edge.right + 1"
            + " || box.top < edge.top - 1 || box.bottom > edge.bottom + 1; })"
            + ".map(t => f.dataset.figure + ': ' + t.textContent); })";

    @TempDir
    private static Path folder;

    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        browser = new Chromium(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void drawsEveryFigureOnEveryScreenWithoutNetworkOrComplaint() throws Exception {
        Path page = write("rich", PageStudy.rich());
        for (Screen screen : Screen.values()) {
            browser.window(screen.width, screen.isPhone(), screen.isDark());
            browser.open(page);
            Path picture = browser.screenshot(
                    SCREENSHOTS.resolve("rich-" + screen.name().toLowerCase(Locale.ROOT) + ".png"));
            assertThat(browser.complaints()).as(screen.name()).isEmpty();
            assertThat(browser.requests())
                    .as(screen.name())
                    .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
            assertThat(Files.size(picture)).isGreaterThan(50_000);
            JsonNode marks = browser.evaluate(MARKS);
            assertThat(marks.size()).isEqualTo(21);
            assertThat(marks).allMatch(n -> n.asInt() > 8);
            assertThat(browser.evaluate(FIGURES).asString())
                    .contains("study-roofline", "1-gemm-law-ffm", "1-gemm-run-times", "1-gemm-steps");
            assertThat(browser.evaluate(ALERTS).asBoolean())
                    .as("alerts have a sign and a colour on " + screen)
                    .isTrue();
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as("nothing sticks out on " + screen)
                    .isTrue();
        }
    }

    /** The cards of the claims: every chart drawn, nothing beside the screen, on axes of both kinds. */
    @Test
    void drawsTheFigureOfEveryClaim() throws Exception {
        drawsTheFigureOfEveryClaim(1.5, "claims", Screen.DESKTOP, Screen.DARK_PHONE);
    }

    @ParameterizedTest
    @CsvSource({"1.5, claims", "50, claims-far"})
    @Tag("long")
    void drawsTheFigureOfEveryClaimOnEveryScreen(double figure, String name) throws Exception {
        drawsTheFigureOfEveryClaim(figure, name, Screen.values());
    }

    private static void drawsTheFigureOfEveryClaim(double figure, String name, Screen... screens) throws Exception {
        StudyFile file = StudyOfAllClaims.of(figure);
        long figures = Content.of(file, Analysis.of(file)).figures().keySet().stream()
                .filter(key -> key.startsWith("claim-"))
                .count();
        assertThat(figures).isGreaterThan(28);
        Path page = write(name, file);
        for (Screen screen : screens) {
            browser.window(screen.width, screen.isPhone(), screen.isDark());
            browser.open(page);
            String picture = name + "-" + screen.name().toLowerCase(Locale.ROOT) + ".png";
            browser.screenshot(SCREENSHOTS.resolve(picture), "#claims");
            assertThat(browser.complaints()).as(picture).isEmpty();
            assertThat(browser.requests())
                    .as(picture)
                    .allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
            JsonNode marks = browser.evaluate(CLAIM_MARKS);
            assertThat(marks.size()).isEqualTo((int) figures);
            assertThat(marks).as(picture).allMatch(n -> n.asInt() > 5);
            JsonNode bars = browser.evaluate(CLAIM_BARS);
            int[] spans = {42, 42, 180, 400, 90};
            for (int i = 0; i < spans.length; i++) {
                assertThat(bars.get(i).asInt()).isGreaterThan(spans[i]);
            }
            assertThat(browser.evaluate(SPILT).toString())
                    .as("labels within their drawings: " + picture)
                    .isEqualTo("[]");
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as("nothing sticks out: " + picture)
                    .isTrue();
        }
    }

    /** The bar stays at the top wherever the reader is, and hides no title that a link leads to. */
    @Test
    void theBarStaysAndHidesNothing() throws Exception {
        Path page = write("bar", PageStudy.rich());
        for (Screen screen : List.of(Screen.DESKTOP, Screen.PHONE)) {
            browser.window(screen.width, screen.isPhone(), false);
            browser.open(page);
            browser.evaluate("document.querySelector('.bar a[href=\"#problem-1\"]').click()");
            browser.await("scrollY > 0");
            assertThat(browser.evaluate("Math.abs(document.querySelector('.bar').getBoundingClientRect().top) < 1")
                            .asBoolean())
                    .as("on " + screen)
                    .isTrue();
            assertThat(browser.evaluate("document.querySelector('#problem-1-title').getBoundingClientRect().top >= "
                                    + "document.querySelector('.bar').getBoundingClientRect().bottom")
                            .asBoolean())
                    .as("on " + screen)
                    .isTrue();
        }
    }

    /** Wider than a telephone: it slides, is as readable as elsewhere, and a shadow says that there is more. */
    @Test
    void nothingIsCutOffWithoutASign() throws Exception {
        browser.window(Screen.PHONE.width, true, false);
        browser.open(write("narrow", PageStudy.large(1, 6, 40)));
        assertThat(browser.evaluate(WIDE + ".length").asInt()).isGreaterThan(2);
        assertThat(browser.evaluate(WIDE + ".every(e => getComputedStyle(e).overflowX === 'auto'"
                                + " && getComputedStyle(e).backgroundImage.split('gradient').length === 5)")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate(LABELS_APART).asBoolean())
                .as("no label of a heat map lies over another")
                .isTrue();
    }

    /** Width in CSS pixels. */
    private enum Screen {
        DESKTOP(1280),
        PHONE(390),
        DARK(1280),
        DARK_PHONE(390);

        private final int width;

        Screen(int width) {
            this.width = width;
        }

        boolean isPhone() {
            return width < 600;
        }

        boolean isDark() {
            return name().startsWith("DARK");
        }
    }

    @Test
    void theButtonChangesColoursAndFiguresFollow() throws Exception {
        browser.window(1280, false, false);
        browser.open(write("toggle", PageStudy.rich()));
        String ground = "getComputedStyle(document.body).backgroundColor";
        String ink = "document.querySelector('[data-figure] svg text').getAttribute('fill')";
        String light =
                browser.evaluate(ground).asString() + browser.evaluate(ink).asString();
        browser.evaluate("document.getElementById('theme').click()");
        browser.await("document.documentElement.dataset.drawn !== undefined");
        assertThat(browser.evaluate("document.documentElement.dataset.theme").asString())
                .isEqualTo("dark");
        String dark =
                browser.evaluate(ground).asString() + browser.evaluate(ink).asString();
        assertThat(dark).isNotEqualTo(light);
    }

    @Test
    void printsWithItsFigures() throws Exception {
        browser.window(1280, false, true);
        browser.open(write("print", PageStudy.rich()));
        assertThat(Files.size(browser.print(SCREENSHOTS.resolve("rich-print.pdf"))))
                .isGreaterThan(50_000);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPageWithoutAnyTimeSaysSo() throws Exception {
        browser.window(1280, false, false);
        browser.open(write("nothing", PageStudy.nothing()));
        browser.screenshot(SCREENSHOTS.resolve("nothing.png"));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate("document.body.innerText").asString())
                .contains("INVALID", "out of heap", "sum is 2 and not 1", "none, since no cell is measured");
    }

    /** That this test can fail: a page that asks for something and logs an error is found out. */
    @Test
    void aBadPageIsFoundOut() throws Exception {
        Path page = folder.resolve("bad.html");
        Files.writeString(
                page,
                "<html data-drawn=0><img src='http://127.0.0.1:9/x.png'><script>console.error('no'); missing();</script>");
        browser.open(page);
        browser.await("performance.now() > 300");
        assertThat(browser.complaints()).hasSizeGreaterThan(1);
        assertThat(browser.requests()).anyMatch(url -> url.startsWith("http://127.0.0.1:9/"));
    }

    private static Path write(String name, StudyFile file) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".html").toAbsolutePath(), HtmlReport.of(file, Analysis.of(file), List.of()));
    }
}
