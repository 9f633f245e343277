package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rxt.analysis.efficiency.Efficiency;
import rxt.analysis.efficiency.Factor;
import rxt.analysis.efficiency.Loss;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.RegionRow;
import rxt.record.StudyFile;

/** From rows of a file to efficiencies, on files made by hand and at random. */
class PopEfficiencyTest {
    private static final double ROUNDING = 1e-12;

    private final TimedStudy timed = new TimedStudy();
    private final SyntheticStudy study = timed.study;
    private final List<CallRow> calls = timed.calls;
    private final List<RegionRow> regions = timed.regions;
    private final Random random = new Random(3);

    private void rank(int launch, int rank, double elapsed) {
        timed.rank(launch, rank, elapsed);
    }

    private StudyFile file() {
        return timed.file();
    }

    private PopEfficiency only() {
        return Analysis.of(file()).points().getFirst().efficiency().orElseThrow();
    }

    /** Two ranks of four threads: 10 s in two warm steps; by hand as in EfficiencyTest, calls parted by region. */
    private void known() {
        study.cell(SyntheticStudy.gemm(2, 4, "local")).launch(4, 6);
        rank(0, 0, 10);
        calls.add(new CallRow(0, 0, "", "allreduce", 1, 1.5, 0, 0));
        calls.add(new CallRow(0, 0, "smooth", "allreduce", 1, 0.5, 9, 99));
        regions.add(new RegionRow(0, 0, "smooth", 5, 6, 5, 15));
        rank(0, 1, 9);
        calls.add(new CallRow(0, 1, "", "allreduce", 1, 5, 0, 0));
        regions.add(new RegionRow(0, 1, "smooth", 5, 4, 3, 12));
    }

    @Test
    void knownRows() {
        known();
        Factor parallel = only().parallel();
        assertThat(only().run().runSeconds()).isEqualTo(10);
        assertThat(parallel.at(Efficiency.RANK_BALANCE).value()).isEqualTo(6.0 / 8);
        assertThat(parallel.at(Efficiency.RANK_COMMUNICATION).value()).isEqualTo(8.0 / 10);
        assertThat(parallel.at(Efficiency.SERIAL).value()).isEqualTo(42.0 / 48);
        assertThat(parallel.at(Efficiency.REGION).value()).isEqualTo(34.0 / 42);
        assertThat(parallel.at(Efficiency.THREAD_BALANCE).value()).isEqualTo(29.0 / 34);
        assertThat(parallel.value()).isEqualTo(29.0 / 80);
        assertThat(only().reason()).contains("ranks lose 20 % to allreduce");
        assertThat(only().interval()).isEmpty();
    }

    @Test
    void randomRowsClose() {
        for (int launch = 0; launch < 500; launch++) {
            study.cell(SyntheticStudy.gemm(1 + launch, 1 + launch % 7, "local")).launch(randomLaunch(launch));
        }
        List<Point> points = Analysis.of(file()).points();
        assertThat(points).hasSize(500).allSatisfy(point -> {
            PopEfficiency pop = point.efficiency().orElseThrow();
            double identity = pop.run().usefulSeconds() / pop.run().coreSeconds();
            assertThat(pop.parallel().value()).isCloseTo(identity, within(ROUNDING));
            assertThat(FactorProduct.of(pop.factors())).isCloseTo(pop.factors().value(), within(ROUNDING));
            double lost = Loss.of(pop.run()).stream().mapToDouble(Loss::share).sum();
            assertThat(lost).isCloseTo(1 - identity, within(ROUNDING));
        });
    }

    /** Its steps; ranks, calls and regions are added. */
    private double[] randomLaunch(int launch) {
        double[] steps = random.doubles(1 + random.nextInt(5), 0.1, 1).toArray();
        double run = 0;
        for (double step : steps) {
            run += step;
        }
        for (int rank = 0; rank < 1 + launch % 4; rank++) {
            double elapsed = run * random.nextDouble(0.5, 1);
            rank(launch, rank, elapsed);
            double rest = elapsed;
            for (String call : List.of("send", "recv", "wait")) {
                double seconds = rest * random.nextDouble(0.3);
                calls.add(new CallRow(launch, rank, random.nextBoolean() ? "" : "a", call, 1, seconds, 1, 1));
                rest -= seconds;
            }
            for (String region : List.of("a", "b")) {
                double seconds = rest * random.nextDouble(0.5);
                double longest = seconds * random.nextDouble();
                regions.add(new RegionRow(launch, rank, region, 1, seconds, longest, longest * random.nextDouble(3)));
                rest -= seconds;
            }
        }
        return steps;
    }

    /** Useful computation of one step is 1 s in the base case and 1.25 s here; weak scaling has twice the work. */
    @Test
    void computationIsComparedStepByStepWithTheBaseCase() {
        study.cell(SyntheticStudy.gemm(1, 1, "local")).launch(1, 1);
        rank(0, 0, 2);
        study.cell(SyntheticStudy.gemm(2, 1, "local")).launch(1, 1, 1, 1);
        rank(1, 0, 4);
        rank(1, 1, 1);
        study.cell(SyntheticStudy.weakPi(1, 1, 100)).launch(1);
        rank(2, 0, 1);
        study.cell(SyntheticStudy.weakPi(1, 2, 100)).launch(1.25);
        rank(3, 0, 1.25);
        regions.add(new RegionRow(3, 0, "a", 1, 1.25, 1.25, 2.5));
        List<Point> points = Analysis.of(file()).points();
        assertThat(points)
                .extracting(point -> point.efficiency()
                        .orElseThrow()
                        .factors()
                        .at(Efficiency.SCALING)
                        .value())
                .containsExactly(1.0, 0.8, 1.0, 0.8);
        assertThat(points.get(1).efficiency().orElseThrow().factors().value()).isEqualTo(4.0 / 8);
    }

    @Test
    void theMedianLaunchStandsForTheCell() {
        study.cell(SyntheticStudy.gemm(1, 2, "local"));
        double[] seconds = {7, 1, 2, 6, 3, 5};
        double[] busy = {7, 1, 3, 9, 4.5, 5};
        for (int launch = 0; launch < busy.length; launch++) {
            study.launch(seconds[launch]);
            rank(launch, 0, seconds[launch]);
            regions.add(new RegionRow(launch, 0, "a", 1, seconds[launch], seconds[launch], busy[launch]));
        }
        assertThat(only().launch()).isEqualTo(4);
        assertThat(only().parallel().value()).isEqualTo(4.5 / 6);
        assertThat(only().median()).isEqualTo(0.625);
        assertThat(only().interval()).contains(new Interval(0.5, 0.75));
    }

    /** The launch of median time is the one of the least efficiency, which the interval leaves out. */
    @Test
    void theIntervalIsThatOfTheMedianOfAllLaunches() {
        study.cell(SyntheticStudy.gemm(1, 2, "local"));
        for (int launch = 0; launch < 9; launch++) {
            double seconds = 1 + launch;
            double efficiency = launch == 4 ? 0.5 : 0.8 + launch / 100.0;
            study.launch(seconds);
            rank(launch, 0, seconds);
            regions.add(new RegionRow(launch, 0, "a", 1, seconds, seconds, 2 * seconds * efficiency));
        }
        assertThat(only().launch()).isEqualTo(4);
        assertThat(only().parallel().value()).isCloseTo(0.5, within(ROUNDING));
        assertThat(only().median()).isCloseTo(0.83, within(ROUNDING));
        assertThat(only().interval().orElseThrow().low()).isCloseTo(0.8, within(ROUNDING));
        assertThat(only().interval().orElseThrow().high()).isCloseTo(0.87, within(ROUNDING));
    }

    /** What stands without its calls would pass for computing. */
    @Test
    void ranksWhoseCallsOrRegionsAreLostTellNothing() {
        known();
        StudyFile whole = file();
        for (Breakdown left : List.of(
                Breakdown.NONE,
                new Breakdown(calls, List.of(), List.of(), List.of()),
                new Breakdown(List.of(), regions, List.of(), List.of()))) {
            StudyFile damaged = new StudyFile(
                    whole.header(),
                    whole.cells(),
                    whole.launches(),
                    whole.samples(),
                    whole.ranks(),
                    whole.environments(),
                    left);
            assertThat(Analysis.of(damaged).points().getFirst().efficiency()).isEmpty();
        }
    }

    @Test
    void aChoiceOfCellsKeepsTheirEfficiencies() {
        known();
        study.cell(SyntheticStudy.gemm(1, 1, "local")).launch(1, 1);
        rank(1, 0, 2);
        PopEfficiency all = Analysis.of(file()).points().stream()
                .filter(point -> point.cell().ranks() == 2)
                .findFirst()
                .flatMap(Point::efficiency)
                .orElseThrow();
        StudyFile chosen = Cells.only(file(), cell -> cell.ranks() == 2);
        assertThat(Analysis.of(chosen)
                        .points()
                        .getFirst()
                        .efficiency()
                        .orElseThrow()
                        .run())
                .isEqualTo(all.run());
    }

    @Test
    void aFileThatDoesNotTellHasNone() {
        study.cell(SyntheticStudy.gemm(1, 1, "local")).launch(1, 1);
        assertThat(Analysis.of(file()).points().getFirst().efficiency()).isEmpty();
        rank(0, 0, Double.NaN); // as files before rxt-study/3 are read
        assertThat(Analysis.of(file()).points().getFirst().efficiency()).isEmpty();
    }

    @Test
    void timesThatContradictEachOtherAreRefusedWithTheirLaunch() {
        known();
        regions.add(new RegionRow(0, 1, "sweep", 1, 7, 0, 0));
        assertThatThrownBy(() -> Analysis.of(file()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("launch 0: regions take 11.0 s of 4.0 s outside message passing");
    }
}
