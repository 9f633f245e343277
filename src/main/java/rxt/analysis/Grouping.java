package rxt.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rxt.record.Cell;

/**
 * Sorts cells into problems, in the order of the file.
 *
 * <p>With strong scaling a problem is a kernel with its parameters. With weak scaling a cell holds the parameters as
 * they have grown, so the growing ones are found first: those whose values differ between worker counts. Where one
 * kernel grows from several sizes, the i-th smallest of each worker count belong together; where worker counts hold
 * unequal numbers of sizes this cannot be told, and each set of parameters stays a problem of its own. A program that is
 * the same as a kernel is of that kernel's problem, of the first team and pinning that the kernel is measured with.
 */
final class Grouping {
    private Grouping() {}

    /** The cells of each problem. */
    static List<Map.Entry<Problem, List<CellSample>>> of(List<CellSample> cells) {
        Map<List<Object>, List<CellSample>> families = new LinkedHashMap<>();
        for (CellSample sample : cells) {
            Cell cell = sample.cell();
            Cell host = host(cell, cells);
            List<Object> family = List.of(cell.kernel(), cell.scaling(), host.team(), host.pinning(), size(cell));
            families.computeIfAbsent(family, f -> new ArrayList<>()).add(sample);
        }
        List<Map.Entry<Problem, List<CellSample>>> problems = new ArrayList<>();
        for (List<CellSample> family : families.values()) {
            Set<String> growing = growing(family);
            split(family, growing)
                    .values()
                    .forEach(members -> problems.add(Map.entry(problem(members, growing), members)));
        }
        return problems;
    }

    /** What tells the problems of one kernel apart: with weak scaling only which parameters there are. */
    private static Object size(Cell cell) {
        return cell.scaling().equals("weak") ? cell.params().keySet() : cell.params();
    }

    /** The cell itself; of a program, whose threads are its own, the first cell of the kernel that it is the same as. */
    private static Cell host(Cell cell, List<CellSample> all) {
        return !cell.isProgram()
                ? cell
                : all.stream()
                        .map(CellSample::cell)
                        .filter(other -> !other.isProgram()
                                && other.kernel().equals(cell.kernel())
                                && other.scaling().equals(cell.scaling())
                                && size(other).equals(size(cell)))
                        .findFirst()
                        .orElse(cell);
    }

    /** Names of the parameters whose values differ between worker counts. */
    private static Set<String> growing(List<CellSample> family) {
        Set<String> names = new TreeSet<>(family.getFirst().cell().params().keySet());
        names.removeIf(name -> family.stream()
                        .collect(Collectors.groupingBy(
                                s -> s.cell().workers(),
                                Collectors.mapping(s -> s.cell().params().get(name), Collectors.toSet())))
                        .values()
                        .stream()
                        .distinct()
                        .count()
                == 1);
        return names;
    }

    private static Map<Object, List<CellSample>> split(List<CellSample> family, Set<String> growing) {
        Map<List<Object>, List<Map<String, String>>> sizes = new HashMap<>();
        for (CellSample s : family) {
            sizes.computeIfAbsent(List.of(without(s, growing), s.cell().workers()), k -> new ArrayList<>())
                    .add(only(s, growing));
        }
        sizes.replaceAll(
                (key, values) -> values.stream().distinct().sorted(BY_VALUE).toList());
        boolean paired = new HashSet<>(sizes.values().stream().map(List::size).toList()).size() == 1;
        Map<Object, List<CellSample>> parts = new LinkedHashMap<>();
        for (CellSample s : family) {
            Map<String, String> fixed = without(s, growing);
            List<Map<String, String>> here = sizes.get(List.of(fixed, s.cell().workers()));
            Object part = paired
                    ? List.of(fixed, here.indexOf(only(s, growing)))
                    : s.cell().params();
            parts.computeIfAbsent(part, p -> new ArrayList<>()).add(s);
        }
        return parts;
    }

    private static Problem problem(List<CellSample> members, Set<String> growing) {
        Cell first = members.stream()
                .map(CellSample::cell)
                .filter(cell -> !cell.isProgram())
                .findFirst()
                .orElse(members.getFirst().cell());
        Map<String, String> fixed = new TreeMap<>(first.params());
        Map<String, String> ranges = new TreeMap<>();
        for (String name : growing) {
            List<String> values = members.stream()
                    .map(s -> s.cell().params().get(name))
                    .distinct()
                    .sorted(NUMERIC)
                    .toList();
            if (values.size() > 1) {
                fixed.remove(name);
                ranges.put(name, values.getFirst() + ".." + values.getLast());
            }
        }
        return new Problem(first.kernel(), fixed, ranges, first.scaling(), first.team(), first.pinning());
    }

    private static Map<String, String> only(CellSample s, Set<String> names) {
        Map<String, String> params = new TreeMap<>(s.cell().params());
        params.keySet().retainAll(names);
        return params;
    }

    private static Map<String, String> without(CellSample s, Set<String> names) {
        Map<String, String> params = new TreeMap<>(s.cell().params());
        params.keySet().removeAll(names);
        return params;
    }

    private static final Comparator<String> NUMERIC =
            Comparator.comparingDouble(Grouping::number).thenComparing(Comparator.naturalOrder());

    private static final Comparator<Map<String, String>> BY_VALUE = (a, b) -> a.keySet().stream()
            .mapToInt(name -> NUMERIC.compare(a.get(name), b.get(name)))
            .filter(order -> order != 0)
            .findFirst()
            .orElse(0);

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
