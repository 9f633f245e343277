package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.Analysis;
import rxt.analysis.FactorProduct;
import rxt.analysis.Point;
import rxt.analysis.PopEfficiency;
import rxt.analysis.efficiency.Loss;
import rxt.record.CallRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.record.ThreadRow;

/** A real run of two ranks of two threads tells where its time went, and its efficiencies close. */
@Timeout(200)
abstract class RunTimeContract {
    private static final String STUDY = """
            name: times
            launcher: TRANSPORT
            grid: {splits: [1x1, 2x2]}
            measure: {min_launches: 1, max_launches: 1, steps: 6, warmup: 3, drift_launches: 0}
            oversubscribe: true
            limits: {launch_seconds: 60}
            kernels:
              - {kernel: jacobi, params: {scale: 2, iterations: 50}}
            """;

    abstract String transport();

    /** Variables of the sweep beside those of this process. */
    Map<String, String> variables() {
        return Map.of();
    }

    @Test
    void timesAddUpAndEfficienciesClose(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("o.h5");
        assertThat(sweep(Files.writeString(folder.resolve("s.yaml"), STUDY.replace("TRANSPORT", transport())), output))
                .isEmpty();
        StudyFile file = StudyFileReader.read(output);
        List<Point> points = Analysis.of(file).points();
        assertThat(points).hasSize(2).allSatisfy(point -> {
            PopEfficiency pop = point.efficiency().orElseThrow();
            double identity = identity(file, pop.launch(), point.cell().workers());
            assertThat(FactorProduct.of(pop.parallel())).isCloseTo(identity, within(1e-9));
            assertThat(FactorProduct.of(pop.factors())).isCloseTo(pop.factors().value(), within(1e-12));
            double lost = Loss.of(pop.run()).stream().mapToDouble(Loss::share).sum();
            assertThat(lost).isCloseTo(1 - identity, within(1e-9));
            assertThat(identity).isBetween(0.001, 1 + 1e-9);
        });
        int launch = points.get(1).efficiency().orElseThrow().launch();
        double run = runSeconds(file, launch);
        List<RankRow> ranks =
                file.ranks().stream().filter(row -> row.launch() == launch).toList();
        assertThat(ranks).hasSize(2).allSatisfy(rank -> {
            assertThat(rank.elapsedSeconds()).isLessThanOrEqualTo(run * (1 + 1e-9));
            assertThat(rank.timer().overheadSeconds()).isBetween(1e-9, 1e-4);
            assertThat(rank.timer().resolutionSeconds()).isBetween(1e-9, 1e-4);
            assertThat(rank.timer().counter()).isIn("tsc", "nanoTime");
            rowsOf(file, rank);
        });
    }

    private static double runSeconds(StudyFile file, int launch) {
        return file.samples().stream()
                .filter(sample -> sample.launch() == launch && sample.warm())
                .mapToDouble(SampleRow::seconds)
                .sum();
    }

    /** ΣU / (P·M·R) from what ranks and steps wrote, by another way than the factors. */
    private static double identity(StudyFile file, int launch, int workers) {
        double useful = file.ranks().stream()
                .filter(row -> row.launch() == launch)
                .mapToDouble(RankRow::usefulSeconds)
                .sum();
        return useful / (workers * runSeconds(file, launch));
    }

    /** Six steps of one clearing and fifty sweeps, each with its exchange between two neighbours. */
    private static void rowsOf(StudyFile file, RankRow rank) {
        List<RegionRow> regions = file.breakdown().regions().stream()
                .filter(row -> row.launch() == rank.launch() && row.rank() == rank.rank())
                .toList();
        assertThat(regions).extracting(RegionRow::region).containsExactly("clear", "sweep");
        assertThat(regions).extracting(RegionRow::count).containsExactly(6L, 300L);
        double inRegions =
                regions.stream().mapToDouble(RegionRow::elapsedSeconds).sum();
        double busy = regions.stream().mapToDouble(RegionRow::busySeconds).sum();
        List<CallRow> calls = file.breakdown().calls().stream()
                .filter(row -> row.launch() == rank.launch() && row.rank() == rank.rank())
                .toList();
        assertThat(calls).extracting(CallRow::call).containsExactly("halo exchange");
        assertThat(calls).extracting(CallRow::region).containsExactly("");
        assertThat(calls.getFirst().count()).isEqualTo(300L * 4);
        assertThat(calls.getFirst().seconds()).isCloseTo(rank.commSeconds(), Percentage.withPercentage(1e-9));
        double outside = rank.elapsedSeconds() - rank.commSeconds();
        assertThat(inRegions).isBetween(0.0, outside);
        assertThat(outside - inRegions + busy).isCloseTo(rank.usefulSeconds(), Percentage.withPercentage(1e-6));
        double ofThreads = file.breakdown().threads().stream()
                .filter(row -> row.launch() == rank.launch() && row.rank() == rank.rank())
                .mapToDouble(ThreadRow::busySeconds)
                .sum();
        assertThat(ofThreads).isCloseTo(busy, Percentage.withPercentage(1e-9));
        assertThat(regions).allSatisfy(region -> {
            assertThat(region.longestSeconds()).isBetween(region.busySeconds() / 2, region.busySeconds());
            assertThat(region.longestSeconds()).isLessThanOrEqualTo(region.elapsedSeconds() * (1 + 1e-6));
        });
    }

    /** What was told where not all went well. */
    private String sweep(Path study, Path output) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int code = SweepProgram.run(study, output, out, environment);
            return code == 0 ? "" : bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
