package rxt.study.versus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rxt.record.JvmRow;
import rxt.record.LaunchRow;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.VersusFile.TwinEnvironment;
import rxt.record.VersusFile.TwinMeasured;
import rxt.record.VersusFile.TwinSample;

/**
 * The lines that a twin wrote; cases are numbered as in its launch.
 *
 * @param info what it ran on, by name
 * @param measured what it tells of each case; the launch's number is 0
 * @param samples the samples of all cases; the launch's number is 0
 */
record TwinOutput(Map<String, String> info, List<TwinMeasured> measured, List<TwinSample> samples) {
    /** What both sides tell of an answer, if they tell it, and must agree on: a hash of its bits, and what it took. */
    static final List<String> COMPARED = List.of("digest", "flops");

    /**
     * Reads a twin's file.
     *
     * @throws IllegalArgumentException where a line is not what a twin writes, or the last is missing
     */
    static TwinOutput read(Path file) throws IOException {
        TwinOutput output = new TwinOutput(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getLast().equals("end")) {
            throw new IllegalArgumentException(file + " has no end; run it again");
        }
        lines.subList(0, lines.size() - 1).forEach(output::add);
        return output;
    }

    /**
     * What a study's launch of a kernel wrote: each counted step is a sample.
     *
     * @param shard one launch of one cell
     */
    static TwinOutput of(StudyFile shard) {
        LaunchRow launch = shard.launches().getFirst();
        List<SampleRow> counted =
                shard.samples().stream().filter(SampleRow::warm).toList();
        int warmUp = shard.samples().size() - counted.size();
        double jit = shard.breakdown().jvm().stream()
                .filter(row -> row.step() >= warmUp)
                .mapToDouble(JvmRow::jitSeconds)
                .sum();
        String problem = launch.valid() ? "" : shard.cells().getFirst().reason();
        Map<String, String> info = shard.environments().getFirst().info();
        info.put("digest", launch.digest());
        info.put("flops", String.format(Locale.ROOT, "%.0f", launch.work().flops()));
        return new TwinOutput(
                info,
                List.of(new TwinMeasured(0, 0, 1, warmUp, jit, problem)),
                counted.stream()
                        .map(row -> new TwinSample(0, 0, row.seconds(), 0))
                        .toList());
    }

    /** One of {@link #COMPARED}; "" where this side does not tell. */
    String told(String what) {
        return info.getOrDefault(what, "");
    }

    private void add(String line) {
        String[] w = line.split("\t", -1);
        switch (w[0]) {
            case "info" -> info.put(w[1], w[2]);
            case "sample" ->
                samples.add(
                        new TwinSample(0, Integer.parseInt(w[1]), Double.parseDouble(w[2]), Double.parseDouble(w[3])));
            case "measured" ->
                measured.add(new TwinMeasured(
                        0,
                        Integer.parseInt(w[1]),
                        Long.parseLong(w[2]),
                        Long.parseLong(w[3]),
                        Double.parseDouble(w[4]),
                        w[5]));
            default -> throw new IllegalArgumentException("'" + line + "' is no line of a twin");
        }
    }

    /** What it ran on; what C does not tell of the machine is {@code machine}'s. */
    TwinEnvironment environment(Map<String, String> machine, int number) {
        Map<String, String> all = new HashMap<>(machine);
        all.put("binding", "C");
        all.putAll(info);
        return new TwinEnvironment(
                number,
                all.getOrDefault("runtime", "unknown"),
                all.getOrDefault("flags", ""),
                all.getOrDefault("library", "unknown"),
                all.get("binding"),
                all.getOrDefault("cpu_model", "unknown"),
                Integer.parseInt(all.getOrDefault("cores", "0")),
                Long.parseLong(all.getOrDefault("memory_bytes", "0")),
                all.getOrDefault("governor", "unknown"),
                all.getOrDefault("kernel", "unknown"));
    }
}
