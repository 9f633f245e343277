package rxt.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;

/**
 * The answers of all cells of one kernel with equal parameters, held against each other: a kernel that gives a digest
 * promises the same one for every split, so that a difference is a wrong answer that no check of one launch can see.
 *
 * <p>All complete launches with a right answer testify, also those of cells that are not measured. A digest that more
 * than half of the cells give is taken for right; without such a majority no cell can be trusted.
 *
 * @param answers one of each cell that gives a digest
 */
record Digests(List<Answer> answers) {
    /** Most splits that are named for one digest, and most digests that are named for one cell. */
    private static final int NAMED = 6;

    /** Why a cell's answer cannot be trusted, by the cell's number. */
    static Map<Integer, String> disagreements(StudyFile file, Map<Integer, EnvironmentRow> environments) {
        Map<Integer, List<LaunchRow>> launches = file.launches().stream()
                .filter(l -> l.complete() && l.valid() && !l.digest().isEmpty())
                .collect(Collectors.groupingBy(LaunchRow::cell));
        Map<List<Object>, Digests> problems = new LinkedHashMap<>();
        for (CellRow row : file.cells()) {
            List<LaunchRow> of = launches.getOrDefault(row.cell(), List.of());
            if (!of.isEmpty()) {
                List<Object> problem = List.of(row.what().kernel(), row.what().params(), promise(row.what()));
                problems.computeIfAbsent(problem, p -> new Digests(new ArrayList<>()))
                        .answers
                        .add(Answer.of(row, of, environments));
            }
        }
        Map<Integer, String> reasons = new HashMap<>();
        problems.values().forEach(digests -> digests.compare(reasons));
        return reasons;
    }

    /** What a program prints as its answer is no kernel's hash, and another program's only by chance. */
    private static String promise(Cell cell) {
        return cell.isProgram() ? cell.transport() : "";
    }

    private void compare(Map<Integer, String> reasons) {
        if (distinct(answer -> answer.digests) == 1 && answers.getFirst().isOne()) {
            return;
        }
        Optional<Set<String>> right = majority();
        answers.stream()
                .filter(answer -> !right.equals(Optional.of(answer.digests)))
                .forEach(answer -> reasons.put(answer.number, reason(answer)));
    }

    /** A cell whose launches differ has no vote. */
    private Optional<Set<String>> majority() {
        return answers.stream()
                .filter(Answer::isOne)
                .collect(Collectors.groupingBy(Answer::digests, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(votes -> 2 * votes.getValue() > answers.size())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private String reason(Answer here) {
        boolean oneTransport = distinct(answer -> answer.cell.transport()) == 1;
        Map<String, Set<String>> elsewhere = new LinkedHashMap<>();
        for (Answer answer : answers) {
            if (answer.number != here.number && !answer.digests.equals(here.digests)) {
                Cell cell = answer.cell;
                String split = cell.split() + (oneTransport ? "" : " (" + cell.transport() + ")");
                answer.digests.forEach(d ->
                        elsewhere.computeIfAbsent(d, k -> new LinkedHashSet<>()).add(split));
            }
        }
        List<String> others = elsewhere.entrySet().stream()
                .map(e -> ", " + e.getKey() + " at " + some(e.getValue(), ", "))
                .toList();
        return (here.isOne() ? "digest " : "digests ") + some(here.digests, " and ") + " here" + some(others, "")
                + ": the answer depends on the " + String.join(" or the ", suspects(here, oneTransport));
    }

    private List<String> suspects(Answer here, boolean oneTransport) {
        List<String> suspects = new ArrayList<>(List.of(here.isOne() ? "split" : "launch"));
        if (!oneTransport) {
            suspects.add("transport");
        }
        Environments environments = Environments.ofRuns(
                answers.stream().flatMap(a -> a.runs.stream()).toList());
        if (environments.isMixed()) {
            suspects.add("environment (" + environments.what() + ")");
        }
        return suspects;
    }

    private long distinct(Function<Answer, Object> property) {
        return answers.stream().map(property).distinct().count();
    }

    private static String some(Collection<String> names, String comma) {
        String named = names.stream().limit(NAMED).collect(Collectors.joining(comma));
        return names.size() <= NAMED ? named : named + " and " + (names.size() - NAMED) + " more";
    }

    /**
     * What the launches of one cell answered.
     *
     * @param number of the cell
     * @param cell the cell
     * @param digests the distinct ones, at least one
     * @param runs where they come from
     */
    record Answer(int number, Cell cell, Set<String> digests, List<Environments.Run> runs) {
        static Answer of(CellRow row, List<LaunchRow> launches, Map<Integer, EnvironmentRow> environments) {
            Set<String> digests = new LinkedHashSet<>();
            List<Environments.Run> runs = new ArrayList<>();
            for (LaunchRow launch : launches) {
                digests.add(launch.digest());
                runs.add(new Environments.Run(row.what().transport(), environments.get(launch.environment())));
            }
            return new Answer(row.cell(), row.what(), digests, runs);
        }

        boolean isOne() {
            return digests.size() == 1;
        }
    }
}
