package rxt.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import rxt.record.RankRow;
import rxt.spmd.Communicator;

/**
 * What a rank reports when it is done; a launch is complete when rank 0 holds those of all ranks.
 *
 * @param row the rank's row of the results; its launch is 0, as in every shard
 * @param coldSeconds from the start of the process to the first step
 */
record EndRecord(RankRow row, double coldSeconds) {

    static EndRecord of(Placement placement, List<String> threadCpus, Trial trial, double coldSeconds) {
        RankRow row = new RankRow(
                0,
                placement.rank(),
                placement.node(),
                placement.pid(),
                placement.cpusAllowed(),
                String.join(";", threadCpus),
                trial.commSeconds(),
                trial.usefulSeconds(),
                trial.gcSeconds(),
                trial.jitSeconds(),
                peakRssBytes());
        return new EndRecord(row, coldSeconds);
    }

    /** The end records of all ranks, in rank order; collective. */
    List<EndRecord> gather(Communicator world) {
        return Arrays.stream(world.allgather(words().getBytes(StandardCharsets.UTF_8)))
                .map(bytes -> parse(new String(bytes, StandardCharsets.UTF_8)))
                .toList();
    }

    private String words() {
        return String.join(
                "\0",
                List.of(
                        String.valueOf(row.rank()),
                        row.node(),
                        String.valueOf(row.pid()),
                        row.cpusAllowed(),
                        row.threadCpus(),
                        String.valueOf(row.commSeconds()),
                        String.valueOf(row.usefulSeconds()),
                        String.valueOf(row.gcSeconds()),
                        String.valueOf(row.jitSeconds()),
                        String.valueOf(row.peakRssBytes()),
                        String.valueOf(coldSeconds)));
    }

    private static EndRecord parse(String words) {
        String[] w = words.split("\0", -1);
        RankRow row = new RankRow(
                0,
                Integer.parseInt(w[0]),
                w[1],
                Long.parseLong(w[2]),
                w[3],
                w[4],
                Double.parseDouble(w[5]),
                Double.parseDouble(w[6]),
                Double.parseDouble(w[7]),
                Double.parseDouble(w[8]),
                Long.parseLong(w[9]));
        return new EndRecord(row, Double.parseDouble(w[10]));
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
