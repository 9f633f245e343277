package rxt.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rxt.record.EnvironmentRow;

/**
 * The distinct environments behind some figures: launches are alike where commit of RxT, JVM, processor and
 * message-passing library are; of a program its line and files stand for the JVM. Flags of the JVM hold paths and are
 * not compared; libraries are compared within a transport only, since each transport has its own.
 *
 * @param count number of distinct environments, 0 without launches
 * @param differences what differs with all its values, such as {@code RxT commit a1b2/c3d4}; none unless mixed
 */
public record Environments(int count, List<String> differences) {
    public Environments {
        differences = List.copyOf(differences);
    }

    /** The environments of the launches that count of {@code cells}. */
    public static Environments of(List<CellSample> cells) {
        return ofRuns(cells.stream()
                .flatMap(cell -> cell.launches().stream()
                        .map(launch -> new Run(cell.cell().transport(), launch.environment())))
                .toList());
    }

    static Environments ofRuns(List<Run> runs) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<List<Integer>> distinct = new HashSet<>();
        for (Run run : new LinkedHashSet<>(runs)) {
            List<Integer> places = new ArrayList<>();
            run.traits().forEach((trait, value) -> {
                List<String> known = values.computeIfAbsent(trait, t -> new ArrayList<>());
                if (!known.contains(value)) {
                    known.add(value);
                }
                // Places rather than values, so that libraries of different transports compare as equal.
                places.add(known.indexOf(value));
            });
            distinct.add(places);
        }
        List<String> differences = values.entrySet().stream()
                .filter(trait -> trait.getValue().size() > 1)
                .map(trait -> trait.getKey() + " " + String.join("/", trait.getValue()))
                .toList();
        return new Environments(distinct.size(), differences);
    }

    /** Whether launches of different environments stand side by side. */
    public boolean isMixed() {
        return count > 1;
    }

    /** Such as {@code launches of 2 environments: RxT commit a1b2/c3d4}. */
    public String text() {
        return "launches of " + count + (count == 1 ? " environment" : " environments")
                + (isMixed() ? ": " + what() : "");
    }

    /** The differences in one line. */
    String what() {
        return String.join(", ", differences);
    }

    /** A launch through {@code transport} in {@code environment}. */
    record Run(String transport, EnvironmentRow environment) {
        /** What is compared, in one order. */
        Map<String, String> traits() {
            Map<String, String> traits = new LinkedHashMap<>();
            traits.put("RxT commit", environment.rxtCommit());
            boolean isProgram = !environment.program().isEmpty();
            traits.put(
                    isProgram ? "program " + transport : "JVM", isProgram ? environment.program() : environment.jvm());
            traits.put("processor", environment.cpuModel());
            traits.put(transport + " library", environment.library());
            return traits;
        }
    }
}
