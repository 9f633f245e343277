package rxt.analysis.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.analysis.Bootstrap;
import rxt.analysis.CellSample;
import rxt.analysis.LaunchSample;
import rxt.analysis.Point;
import rxt.analysis.RatioOfMedians;
import rxt.analysis.Resampler;
import rxt.analysis.Sample;
import rxt.record.Cell;
import rxt.record.ObservationRow;
import rxt.record.StudyFile;

/**
 * What a results file has to say: the cells whose launches count. Oversubscribed cells take no part unless they are asked
 * for, since what they show is the machine's scheduler.
 */
public final class Evidence {
    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 20_261_122;

    /** That of a file in which nothing is measured. */
    static final Evidence NONE = new Evidence(List.of(), List.of(), new Resampler(SEED));

    private final List<Witness> witnesses;
    private final List<FaultyCell> faulty;
    private final Resampler resampler;

    private Evidence(List<Witness> witnesses, List<FaultyCell> faulty, Resampler resampler) {
        this.witnesses = witnesses;
        this.faulty = faulty;
        this.resampler = resampler;
    }

    /** Two cells that differ in nothing but what was asked of each. */
    record Pair(Witness one, Witness other) {
        /** Of the one that has fewer. */
        int launches() {
            return Math.min(
                    one.sample().launches().size(), other.sample().launches().size());
        }

        /** How many times longer the one takes, times {@code scale}. */
        RatioOfMedians ratio(double scale) {
            return Evidence.ratio(one.bootstrap(), other.bootstrap(), scale);
        }
    }

    /**
     * The evidence in {@code file}.
     *
     * @throws IllegalArgumentException where its rows contradict each other
     */
    public static Evidence of(StudyFile file) {
        return of(file, Analysis.of(file));
    }

    /** The evidence in {@code file}, whose analysis that is. */
    public static Evidence of(StudyFile file, Analysis analysis) {
        Map<Integer, List<ObservationRow>> observations = new HashMap<>();
        file.breakdown()
                .observations()
                .forEach(row -> observations
                        .computeIfAbsent(row.launch(), _ -> new ArrayList<>())
                        .add(row));
        Resampler resampler = new Resampler(SEED);
        return new Evidence(
                analysis.points().stream()
                        .map(Point::sample)
                        .filter(CellSample::isMeasured)
                        .map(sample -> new Witness(
                                sample,
                                resampler.bootstrap(
                                        sample.number(),
                                        sample.launches().stream()
                                                .map(LaunchSample::steps)
                                                .toList()),
                                observations))
                        .toList(),
                FaultyCell.of(file, analysis),
                resampler);
    }

    /**
     * What is wrong with cells of those numbers, in words, and with those that differ from one of them in transport, team
     * or pinning alone: a fault is no reason to ask another.
     */
    List<String> faults(Set<Integer> cells) {
        Set<String> problems = witnesses.stream()
                .filter(witness -> cells.contains(witness.sample().number()))
                .map(witness -> FaultyCell.problem(witness.cell()))
                .collect(Collectors.toSet());
        return faults(cell -> problems.contains(FaultyCell.problem(cell)));
    }

    /** What is wrong with such cells, in words. */
    List<String> faults(Predicate<Cell> which) {
        return faulty.stream()
                .filter(fault -> which.test(fault.cell()))
                .map(FaultyCell::words)
                .toList();
    }

    /** The kernels of measured cells. */
    List<String> kernels() {
        return witnesses.stream()
                .map(witness -> witness.cell().kernel())
                .distinct()
                .toList();
    }

    /** How far a figure of a cell strays from launch to launch; empty where it is not above 0 in all. */
    Optional<Bootstrap> observed(Witness witness, String name, Witness.Over ranks) {
        double[] values = witness.observed(name, ranks);
        if (values.length == 0 || !Arrays.stream(values).allMatch(Sample::isTime)) {
            return Optional.empty();
        }
        List<Sample> launches = Arrays.stream(values).mapToObj(Sample::of).toList();
        return Optional.of(resampler.bootstrap(witness.sample().number(), launches));
    }

    static RatioOfMedians ratio(Bootstrap one, Bootstrap other) {
        return ratio(one, other, 1);
    }

    static RatioOfMedians ratio(Bootstrap one, Bootstrap other, double scale) {
        return RatioOfMedians.of(one, other, scale, CONFIDENCE);
    }

    /** The wanted cells that differ in nothing but split and those parameters; the largest group first. */
    List<List<Witness>> groups(Wanted wanted, String... free) {
        Wanted anywhere = wanted.place().isEmpty() ? wanted.where(wanted.split(), "anywhere") : wanted;
        Map<Map<String, String>, List<Witness>> groups = new LinkedHashMap<>();
        for (Witness witness : all(wanted)) {
            groups.computeIfAbsent(rest(witness.cell(), anywhere, anywhere, free), _ -> new ArrayList<>())
                    .add(witness);
        }
        return groups.values().stream()
                .sorted(Comparator.comparingInt((List<Witness> group) -> -group.size()))
                .toList();
    }

    /** The cells that are wanted, in the order of the file; of several transports or problems, all. */
    List<Witness> all(Wanted wanted) {
        return witnesses.stream()
                .filter(witness -> wanted.matches(witness.cell()))
                .filter(witness -> wanted.oversubscribed() || !witness.sample().isOversubscribed())
                .filter(witness -> !wanted.processes() || !witness.sample().hasSharedJvm())
                .sorted(Comparator.comparingInt(witness -> witness.sample().number()))
                .toList();
    }

    /** CPUs of the machine that the first of them ran on; 0 where there are none, or it is not known. */
    int cpus(Wanted wanted) {
        return first(wanted).map(witness -> witness.environment().cores()).orElse(0);
    }

    /** The first of them. */
    Optional<Witness> first(Wanted wanted) {
        return all(wanted).stream().findFirst();
    }

    /**
     * Pairs of cells, one of each kind, that are otherwise equal: in transport, team, pinning
     * and in every parameter that neither kind asks for and that is not among {@code free}. Split and nodes are free where a
     * kind asks for a place.
     */
    List<Pair> pairs(Wanted ones, Wanted others, String... free) {
        List<Pair> pairs = new ArrayList<>();
        for (Witness one : all(ones)) {
            for (Witness other : all(others)) {
                boolean equal = rest(one.cell(), ones, others, free).equals(rest(other.cell(), ones, others, free));
                if (equal && one.sample().number() != other.sample().number()) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        return pairs;
    }

    /** The pair with most launches; among equal ones, the one that takes longest, whose times are the surest. */
    Optional<Pair> pair(Wanted ones, Wanted others, String... free) {
        return pairs(ones, others, free).stream()
                .max(Comparator.comparingInt(Pair::launches)
                        .thenComparingDouble(pair -> pair.one().seconds()));
    }

    private static Map<String, String> rest(Cell cell, Wanted ones, Wanted others, String... free) {
        Map<String, String> rest = new TreeMap<>(cell.params());
        rest.keySet().removeAll(ones.params().keySet());
        rest.keySet().removeAll(others.params().keySet());
        rest.keySet().removeAll(List.of(free));
        rest.put(" transport", cell.transport());
        rest.put(" team", cell.team());
        rest.put(" pinning", cell.pinning());
        if (ones.place().isEmpty() && others.place().isEmpty()) {
            rest.put(" split", cell.split());
        }
        return rest;
    }

    /** By how many times longer the ones take than the others, times {@code scale}. */
    Finding longer(Wanted ones, Wanted others, Bound bound, String... free) {
        return pair(ones, others, free)
                .map(pair -> {
                    String[] apart = apart(ones, others, free);
                    return Finding.of(
                            pair.ratio(1),
                            bound,
                            List.of(pair.one().time(apart), pair.other().time(apart)));
                })
                .orElseGet(() -> Finding.notMeasured(missing(ones, others)));
    }

    private static String[] apart(Wanted ones, Wanted others, String... free) {
        Map<String, String> names = new TreeMap<>(ones.params());
        names.putAll(others.params());
        for (String name : free) {
            names.put(name, "");
        }
        return names.keySet().toArray(String[]::new);
    }

    /** What lacks for a comparison, in words. */
    String missing(Wanted... all) {
        List<String> lacking = new ArrayList<>();
        for (Wanted wanted : all) {
            if (first(wanted).isEmpty()) {
                List<String> words = new ArrayList<>(List.of(wanted.words()));
                words.addAll(faults(wanted::matches));
                lacking.add(String.join(", ", words));
            }
        }
        return lacking.isEmpty()
                ? "cells that differ in nothing else, of "
                        + List.of(all).stream().map(Wanted::words).toList()
                : String.join("; ", lacking);
    }
}
