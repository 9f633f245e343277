package rxt.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;
import tools.jackson.databind.json.JsonMapper;

/** A study as one HTML page that needs no network: {@link Content} says what, the template {@code report.jte} where. */
public final class HtmlReport {
    /** More than any eye sees. */
    private static final MathContext DRAWN = new MathContext(6);

    /** More than any clock has; all of them would double the length of a long page. */
    private static final MathContext TOLD = new MathContext(8);

    private final Content content;
    private final List<String> faults;

    private HtmlReport(Content content, List<String> faults) {
        this.content = content;
        this.faults = List.copyOf(faults);
    }

    /**
     * The page's text.
     *
     * @param faults what is lost of the results file, a sentence each
     */
    public static String of(StudyFile file, Analysis analysis, List<String> faults) {
        return page("report.jte", new HtmlReport(Content.of(file, analysis), faults));
    }

    /** The text of a template, which is given that. */
    static String page(String template, Object of) {
        StringOutput out = new StringOutput(1 << 21);
        TemplateEngine.createPrecompiled(
                        null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName())
                .render(template, of, out);
        return out.toString();
    }

    Content content() {
        return content;
    }

    List<String> faults() {
        return faults;
    }

    static String styles() {
        return Resources.ours("report.css");
    }

    /** What the page runs first, which unpacks the rest. */
    static String script() {
        String script = Resources.ours("report.js");
        return script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    /** What draws the figures, library first, in gzip in Base64: a third of its length. */
    static String library() {
        return packed((Resources.echarts() + "\n" + Resources.ours("figures.js")).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The rows of {@code analyze --format json} as JSON in gzip in Base64: {@code same} holds what all have in common,
     * {@code columns} the names of the rest, {@code rows} a list of values for each.
     */
    String rows() {
        List<Map<String, Object>> rows = content.rows();
        Map<String, Object> same = new LinkedHashMap<>(rows.isEmpty() ? Map.of() : rows.getFirst());
        same.entrySet()
                .removeIf(e -> rows.stream().anyMatch(row -> !Objects.equals(row.get(e.getKey()), e.getValue())));
        List<String> columns = rows.isEmpty()
                ? List.of()
                : rows.getFirst().keySet().stream()
                        .filter(column -> !same.containsKey(column))
                        .toList();
        List<List<Object>> values = new ArrayList<>();
        rows.forEach(row -> values.add(
                columns.stream().map(column -> rounded(row.get(column), TOLD)).collect(Collectors.toList())));
        return packed(Option.object("same", same, "columns", columns, "rows", values));
    }

    /** JSON in gzip in Base64: the option of each figure by its name, and the lines of each cell's tooltip by its row. */
    String drawings() {
        return drawings(
                content.figures(),
                content.chapters().stream()
                        .flatMap(chapter -> chapter.section().cells().stream())
                        .map(Shown::tip)
                        .toList());
    }

    static String drawings(Map<String, Figure> figures, List<List<String>> tips) {
        Map<String, Object> options = Option.object();
        figures.forEach((name, figure) -> options.put(name, rounded(figure.option(), DRAWN)));
        return packed(Option.object("figures", options, "tips", tips));
    }

    private static String packed(Map<String, Object> value) {
        return packed(JsonMapper.shared().writeValueAsBytes(value));
    }

    private static String packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compress in memory", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Object rounded(Object value, MathContext digits) {
        return switch (value) {
            case Double number -> new BigDecimal(number).round(digits).stripTrailingZeros();
            case List<?> list ->
                list.stream().map(part -> rounded(part, digits)).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, part) -> copy.put(key, rounded(part, digits)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }
}
