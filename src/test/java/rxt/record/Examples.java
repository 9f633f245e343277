package rxt.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Study files to test with. */
final class Examples {
    static final StudyFile.Header HEADER = new StudyFile.Header(
            "größe 测试 🚀", "2026-11-21T08:00:00Z", "0.1.0", "c6d7f52-dirty", "name: größe 测试 🚀\nkernels: [pi]\n");

    private Examples() {}

    static Cell cell(String kernel, int ranks, int threads) {
        return new Cell(
                kernel,
                Map.of("n", "1000", "eps", "1e-9", "note", "ü \"q\" \\ \n 🚀"),
                ranks,
                threads,
                "local",
                "forkjoin",
                "none",
                "strong");
    }

    static EnvironmentRow environment(int number, String node) {
        return new EnvironmentRow(
                number,
                "Temurin 25.0.1",
                "-Xmx1g --add-modules=jdk.incubator.vector",
                "G1",
                "none",
                "local",
                "CPU of " + node,
                2,
                1L << 34,
                "unknown",
                "Linux 6.1",
                "0.1.0",
                "c6d7f52");
    }

    static LaunchRow launch(int launch, int cell, int attempt, boolean valid) {
        return new LaunchRow(
                launch,
                cell,
                attempt,
                "2026-11-21T08:00:0" + launch % 10 + "Z",
                1.5,
                0.25,
                0.125,
                valid,
                "darts inside",
                "785398 ± 12",
                valid ? "785400" : "NaN",
                "0123456789abcdef",
                0,
                false,
                true,
                0);
    }

    static RankRow rank(int launch, int rank) {
        return new RankRow(
                launch,
                rank,
                "knoten-" + rank,
                4_000_000_000L + rank,
                "0-1,4",
                "0;1,4",
                1,
                0.1,
                0.9,
                0,
                1e-3,
                1L << 31,
                new RankRow.Timer(5e-8, 1e-9, "tsc"));
    }

    /** Of one rank of a launch. */
    static Breakdown breakdown(int launch, int rank) {
        return new Breakdown(
                List.of(
                        new CallRow(launch, rank, "", "allreduce", 7, 0.0625, 0, 0),
                        new CallRow(launch, rank, "größe", "send", 1L << 40, 0.03125, 3, 1e-300)),
                List.of(new RegionRow(launch, rank, "größe", 9, 0.5, 0.25, 0.375)),
                List.of(new ThreadRow(launch, rank, "größe", 0, 0.125), new ThreadRow(launch, rank, "größe", 1, 0.25)),
                List.of(new JvmRow(launch, 3, rank, 1e-3, 0.25)),
                List.of(
                        new ObservationRow(launch, rank, "lost updates", "", 7),
                        new ObservationRow(launch, rank, "wake latency", "s", Double.NaN)),
                List.of(new SpanRow(launch, rank, 1, "салата", 0.125, 0.25)));
    }

    /** Two cells, three launches, awkward texts and numbers. */
    static StudyFile full() {
        return new StudyFile(
                HEADER,
                List.of(
                        new CellRow(0, cell("pi", 2, 1), CellStatus.MEASURED, ""),
                        new CellRow(
                                1, cell("gemm", 1, 2), CellStatus.HUNG, "no progress for 60 s: \"rank 1\"\n\tat …")),
                List.of(launch(0, 0, 0, true), launch(1, 0, 2, true), launch(2, 1, 0, false)),
                List.of(
                        new SampleRow(0, 0, 0.5, false),
                        new SampleRow(0, 1, Double.NaN, true),
                        new SampleRow(1, 0, Double.POSITIVE_INFINITY, true),
                        new SampleRow(1, 1, -0.0, true),
                        new SampleRow(1, 2, Double.MIN_VALUE, true)),
                List.of(rank(0, 0), rank(0, 1), rank(1, 0), rank(1, 1)),
                List.of(environment(0, "knoten")),
                Breakdown.join(List.of(breakdown(0, 0), breakdown(0, 1), breakdown(1, 0))));
    }

    /** Nothing but the header. */
    static StudyFile empty() {
        return new StudyFile(HEADER, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** As many launches, each with as many samples. */
    static StudyFile large(int launches, int samplesPerLaunch) {
        List<LaunchRow> launchRows = new ArrayList<>();
        List<SampleRow> samples = new ArrayList<>();
        List<RankRow> ranks = new ArrayList<>();
        for (int launch = 0; launch < launches; launch++) {
            launchRows.add(launch(launch, 0, 0, true));
            ranks.add(rank(launch, 0));
            for (int step = 0; step < samplesPerLaunch; step++) {
                samples.add(new SampleRow(launch, step, 1.0 / (1 + launch + step), step > 0));
            }
        }
        List<CellRow> cells = List.of(new CellRow(0, cell("pi", 1, 1), CellStatus.MEASURED, ""));
        return new StudyFile(HEADER, cells, launchRows, samples, ranks, List.of(environment(0, "knoten")));
    }
}
