package rxt.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.JvmRow;
import rxt.record.LaunchSpec;
import rxt.record.ObservationRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.SpanRow;
import rxt.record.ThreadRow;
import rxt.spmd.Communicator;

/**
 * What a rank reports when it is done; a launch is complete when rank 0 holds those of all ranks.
 *
 * @param row the rank's row of the results; its launch is 0, as in every shard
 * @param coldSeconds from the start of the process to the first step
 * @param breakdown where the rank's time went
 */
record EndRecord(RankRow row, double coldSeconds, Breakdown breakdown) {

    static EndRecord of(
            Placement placement, List<String> threadCpus, Trial trial, LaunchSpec spec, double coldSeconds) {
        List<JvmRow> jvm = trial.countedJvm(spec.warmup());
        RankRow row = new RankRow(
                0,
                placement.rank(),
                placement.node(),
                placement.pid(),
                placement.cpusAllowed(),
                String.join(";", threadCpus),
                trial.elapsedSeconds(),
                trial.commSeconds(),
                trial.usefulSeconds(),
                sum(jvm, JvmRow::gcSeconds),
                sum(jvm, JvmRow::jitSeconds),
                peakRssBytes(),
                TimerProbe.timer());
        return new EndRecord(row, coldSeconds, trial.breakdown());
    }

    private static double sum(List<JvmRow> rows, ToDoubleFunction<JvmRow> seconds) {
        return rows.stream().mapToDouble(seconds).sum();
    }

    /** The end records of all ranks, in rank order; collective. */
    List<EndRecord> gather(Communicator world) {
        return Arrays.stream(world.allgather(words().getBytes(StandardCharsets.UTF_8)))
                .map(bytes -> parse(new String(bytes, StandardCharsets.UTF_8)))
                .toList();
    }

    private String words() {
        List<Object> words = new ArrayList<>(List.of(
                row.rank(),
                row.node(),
                row.pid(),
                row.cpusAllowed(),
                row.threadCpus(),
                row.elapsedSeconds(),
                row.commSeconds(),
                row.usefulSeconds(),
                row.gcSeconds(),
                row.jitSeconds(),
                row.peakRssBytes(),
                row.timer().overheadSeconds(),
                row.timer().resolutionSeconds(),
                row.timer().counter(),
                coldSeconds));
        add(
                words,
                breakdown.calls(),
                r -> List.of(r.region(), r.call(), r.count(), r.seconds(), r.othersCount(), r.othersSeconds()));
        add(
                words,
                breakdown.regions(),
                r -> List.of(r.region(), r.count(), r.elapsedSeconds(), r.longestSeconds(), r.busySeconds()));
        add(words, breakdown.threads(), r -> List.of(r.region(), r.thread(), r.busySeconds()));
        add(words, breakdown.jvm(), r -> List.of(r.step(), r.gcSeconds(), r.jitSeconds()));
        add(words, breakdown.observations(), r -> List.of(r.name(), r.unit(), r.value()));
        add(words, breakdown.spans(), r -> List.of(r.worker(), r.what(), r.beginSeconds(), r.endSeconds()));
        return String.join("\0", words.stream().map(String::valueOf).toList());
    }

    private static <R> void add(List<Object> words, List<R> rows, Function<R, List<Object>> values) {
        words.add(rows.size());
        rows.forEach(row -> words.addAll(values.apply(row)));
    }

    private static EndRecord parse(String text) {
        Words w = new Words(text);
        int rank = w.int32();
        RankRow row = new RankRow(
                0,
                rank,
                w.text(),
                w.int64(),
                w.text(),
                w.text(),
                w.float64(),
                w.float64(),
                w.float64(),
                w.float64(),
                w.float64(),
                w.int64(),
                new RankRow.Timer(w.float64(), w.float64(), w.text()));
        double cold = w.float64();
        return new EndRecord(
                row,
                cold,
                new Breakdown(
                        w.rows(() -> new CallRow(
                                0, rank, w.text(), w.text(), w.int64(), w.float64(), w.int64(), w.float64())),
                        w.rows(() ->
                                new RegionRow(0, rank, w.text(), w.int64(), w.float64(), w.float64(), w.float64())),
                        w.rows(() -> new ThreadRow(0, rank, w.text(), w.int32(), w.float64())),
                        w.rows(() -> new JvmRow(0, w.int32(), rank, w.float64(), w.float64())),
                        w.rows(() -> new ObservationRow(0, rank, w.text(), w.text(), w.float64())),
                        w.rows(() -> new SpanRow(0, rank, w.int32(), w.text(), w.float64(), w.float64()))));
    }

    /** High-water mark of the process' resident memory; 0 where the system does not tell. */
    private static long peakRssBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kib -> Long.parseLong(kib) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
