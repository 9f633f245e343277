package rxt.analysis.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.analysis.LaunchSample;
import rxt.analysis.Point;
import rxt.record.EnvironmentRow;
import rxt.record.StudyFile;

/**
 * What is not the same in two runs.
 *
 * @param what such as {@code processor}
 * @param before the first run's values, "" where it has none
 * @param after the second run's
 */
public record Difference(String what, String before, String after) {
    /** Flags that begin so size or tune the JVM; those with a path differ from launch to launch. */
    private static final String TUNING = "-X";

    /** Of the launches that count, then of the study files themselves. */
    static List<Difference> between(Analysis before, Analysis after) {
        List<Difference> differences = new ArrayList<>();
        Map<String, Set<String>> then = traits(before);
        Map<String, Set<String>> now = traits(after);
        Set<String> all = new LinkedHashSet<>(then.keySet());
        all.addAll(now.keySet());
        // Only one run has a transport or library where cells are only in one; those are listed as such.
        all.removeIf(trait -> !then.containsKey(trait) || !now.containsKey(trait));
        for (String trait : all) {
            if (!then.get(trait).equals(now.get(trait))) {
                differences.add(new Difference(trait, text(then.get(trait)), text(now.get(trait))));
            }
        }
        StudyFile.Header first = before.header();
        StudyFile.Header second = after.header();
        add(differences, "study", first.study(), second.study());
        if (!first.studyYaml().equals(second.studyYaml())) {
            differences.add(yaml(first.studyYaml(), second.studyYaml()));
        }
        return differences;
    }

    private static void add(List<Difference> differences, String what, String before, String after) {
        if (!before.equals(after)) {
            differences.add(new Difference(what, before, after));
        }
    }

    /** The lines that only one of the study files has. */
    private static Difference yaml(String before, String after) {
        List<String> then = before.lines().map(String::strip).toList();
        List<String> now = after.lines().map(String::strip).toList();
        return new Difference("study file", only(then, now), only(now, then));
    }

    private static String only(List<String> here, List<String> there) {
        return here.stream().filter(line -> !there.contains(line)).collect(Collectors.joining(" / "));
    }

    private static String text(Set<String> values) {
        return String.join(" and ", values);
    }

    private static Map<String, Set<String>> traits(Analysis analysis) {
        Map<String, Set<String>> traits = new LinkedHashMap<>();
        for (Point point : analysis.points()) {
            for (LaunchSample launch : point.sample().launches()) {
                traits(point.cell().transport(), launch.environment())
                        .forEach((trait, value) -> traits.computeIfAbsent(trait, t -> new TreeSet<>())
                                .add(value));
            }
        }
        return traits;
    }

    private static Map<String, String> traits(String transport, EnvironmentRow row) {
        Map<String, String> traits = new LinkedHashMap<>();
        traits.put("RxT version", row.rxtVersion());
        traits.put("RxT commit", row.rxtCommit());
        if (row.program().isEmpty()) {
            traits.put("JVM", row.jvm());
            traits.put("JVM flags", tuning(row.jvmFlags()));
            traits.put("collector", row.collector());
        } else {
            traits.put("program " + transport, row.program());
        }
        traits.put("processor", row.cpuModel());
        traits.put("logical CPUs", String.valueOf(row.cores()));
        traits.put("memory, bytes", String.valueOf(row.memoryBytes()));
        traits.put("governor", row.governor());
        traits.put("variables", row.variables());
        traits.put("system", row.kernel());
        traits.put(transport + " library", row.library());
        traits.put(transport + " binding", row.binding());
        return traits;
    }

    private static String tuning(String flags) {
        return Arrays.stream(flags.split(" ", -1))
                .filter(flag -> flag.startsWith(TUNING) && !flag.contains("/"))
                .collect(Collectors.joining(" "));
    }
}
