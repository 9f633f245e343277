package rxt.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;

/** What the launches ran on: a row for each property, a column for each environment. */
final class EnvironmentTable {
    private static final int MOST = 12;
    private static final double BYTES_PER_GIB = 1L << 30;

    private EnvironmentTable() {}

    static HtmlTable of(StudyFile file) {
        Map<Integer, Long> launches =
                file.launches().stream().collect(Collectors.groupingBy(LaunchRow::environment, Collectors.counting()));
        List<EnvironmentRow> shown = file.environments().stream().limit(MOST).toList();
        Map<String, List<String>> properties = new LinkedHashMap<>();
        for (EnvironmentRow e : shown) {
            properties(e, launches.getOrDefault(e.environment(), 0L))
                    .forEach((name, value) -> properties
                            .computeIfAbsent(name, n -> new ArrayList<>(List.of(n)))
                            .add(value));
        }
        List<String> headings = new ArrayList<>(List.of("property"));
        shown.forEach(e -> headings.add("environment " + e.environment()));
        int left = file.environments().size() - shown.size();
        return HtmlTable.ofWords(
                "Environment" + (left > 0 ? ": the first " + MOST + ", " + left + " more in the file" : ""),
                headings,
                List.copyOf(properties.values()));
    }

    private static Map<String, String> properties(EnvironmentRow e, long launches) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("launches", String.valueOf(launches));
        properties.put("processor", e.cpuModel() + ", " + e.cores() + " logical CPUs");
        properties.put("memory", String.format(java.util.Locale.ROOT, "%.1f GiB", e.memoryBytes() / BYTES_PER_GIB));
        properties.put("frequency governor", e.governor());
        properties.put("operating system", e.kernel());
        properties.put("JVM", e.jvm());
        properties.put("flags", e.jvmFlags());
        properties.put("collector", e.collector());
        properties.put("variables", e.variables().isEmpty() ? "none" : e.variables());
        properties.put("message passing", e.library());
        properties.put("binding", e.binding());
        properties.put("RxT", e.rxtVersion() + " (" + e.rxtCommit() + ")");
        properties.values().removeIf(Objects::isNull);
        return properties;
    }
}
