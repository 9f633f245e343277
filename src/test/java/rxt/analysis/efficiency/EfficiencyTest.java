package rxt.analysis.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class EfficiencyTest {
    private static final double ROUNDING = 1e-12;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(2);

    /** Two ranks of four threads, worked out by hand. */
    private static RunTime known() {
        RankTime first = new RankTime(8, Map.of("allreduce", 2.0), List.of(RegionTime.of("smooth", 6, 5, 4, 3, 3)));
        RankTime second = new RankTime(4, Map.of("allreduce", 6.0), List.of(RegionTime.of("smooth", 4, 3, 3, 3, 3)));
        return new RunTime(10, 4, List.of(first, second));
    }

    @Test
    void knownRun() {
        Factor global = Efficiency.global(known(), 20);
        assertThat(known().usefulSeconds()).isEqualTo(29); // 2 + 15 and 0 + 12
        assertThat(global.at(Efficiency.RANK_BALANCE).value()).isEqualTo(6.0 / 8);
        assertThat(global.at(Efficiency.RANK_COMMUNICATION).value()).isEqualTo(8.0 / 10);
        assertThat(global.at(Efficiency.RANK).value()).isEqualTo(6.0 / 10);
        assertThat(global.at(Efficiency.SERIAL).value()).isEqualTo(42.0 / 48);
        assertThat(global.at(Efficiency.REGION).value()).isEqualTo(34.0 / 42);
        assertThat(global.at(Efficiency.THREAD_BALANCE).value()).isEqualTo(29.0 / 34);
        assertThat(global.at(Efficiency.THREAD).value()).isEqualTo(29.0 / 48);
        assertThat(global.at(Efficiency.PARALLEL).value()).isEqualTo(29.0 / 80);
        assertThat(global.at(Efficiency.SCALING).value()).isEqualTo(20.0 / 29);
        assertThat(global.value()).isEqualTo(20.0 / 80);
        assertThat(global.at(Efficiency.RANK_BALANCE).alert()).isTrue();
        assertThat(global.at(Efficiency.RANK_COMMUNICATION).alert()).isFalse();
        assertThatThrownBy(() -> global.at("luck")).hasMessageContaining("no part 'luck'");
    }

    @Test
    void productsAndSumsCloseOnRandomRuns() {
        for (int trial = 0; trial < 10_000; trial++) {
            RunTime run = randomRun();
            Factor parallel = Efficiency.parallel(run);
            closes(parallel);
            assertThat(parallel.value()).isCloseTo(run.usefulSeconds() / run.coreSeconds(), within(ROUNDING));
            if (run.usefulSeconds() > 0) {
                closes(Efficiency.global(run, random.nextDouble() * run.usefulSeconds() * 2));
            }
            double lost = Loss.of(run).stream().mapToDouble(Loss::share).sum();
            assertThat(lost).isCloseTo(1 - parallel.value(), within(ROUNDING));
            assertThat(leaves(parallel))
                    .allSatisfy(leaf -> assertThat(leaf.value()).isBetween(0.0, 1 + ROUNDING));
        }
    }

    @Test
    void oneRankOfOneThreadLosesOnlyWhatItsRegionsCost() {
        RunTime run = new RunTime(10, 1, List.of(new RankTime(10, Map.of(), List.of(RegionTime.of("smooth", 6, 5)))));
        Factor parallel = Efficiency.parallel(run);
        assertThat(parallel.at(Efficiency.RANK).value()).isEqualTo(1);
        assertThat(parallel.at(Efficiency.SERIAL).value()).isEqualTo(1);
        assertThat(parallel.at(Efficiency.REGION).value()).isEqualTo(0.9);
        assertThat(parallel.at(Efficiency.THREAD_BALANCE).value()).isEqualTo(1);
        assertThat(parallel.value()).isEqualTo(0.9);
    }

    @Test
    void nothingButMessagePassingIsNoEfficiencyAndNoNaN() {
        RunTime run = new RunTime(3, 2, List.of(new RankTime(0, Map.of("barrier", 3.0), List.of())));
        Factor parallel = Efficiency.parallel(run);
        closes(parallel);
        assertThat(parallel.value()).isZero();
        assertThat(parallel.at(Efficiency.THREAD).value()).isEqualTo(1);
        assertThatThrownBy(() -> Efficiency.global(run, 1)).hasMessageContaining("no useful time");
    }

    @Test
    void aboveOneIsLegal() {
        RunTime run = new RunTime(2, 1, List.of(new RankTime(2, Map.of(), List.of())));
        Factor global = Efficiency.global(run, 3);
        assertThat(global.value()).isEqualTo(1.5);
        assertThat(global.alert()).isFalse();
    }

    @Test
    void imbalanceThatFallsOnAnotherThreadEachTimeIsImbalance() {
        RankTime alternating = new RankTime(2, Map.of(), List.of(new RegionTime("smooth", 2, 2, 2)));
        assertThat(Efficiency.parallel(new RunTime(2, 2, List.of(alternating)))
                        .at(Efficiency.THREAD_BALANCE)
                        .value())
                .isEqualTo(0.5);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new RankTime(1, Map.of(), List.of(RegionTime.of("smooth", 2, 1))))
                .hasMessageContaining("regions take 2.0 s of 1.0 s");
        assertThatThrownBy(() -> new RankTime(1, Map.of("send", -1.0), List.of()))
                .hasMessageContaining("time in send is -1.0 s");
        assertThatThrownBy(() -> RegionTime.of("smooth", Double.NaN)).hasMessageContaining("region smooth");
        assertThatThrownBy(() -> new RunTime(1, 1, List.of())).hasMessageContaining("0 ranks");
        RankTime ghost = new RankTime(0, Map.of(), List.of(RegionTime.of("smooth", 0, 1)));
        assertThatThrownBy(() -> new RunTime(1, 1, List.of(ghost))).hasMessageContaining("no main thread");
    }

    private static void closes(Factor factor) {
        if (factor.parts().isEmpty()) {
            return;
        }
        double product = factor.parts().stream().mapToDouble(Factor::value).reduce(1, (a, b) -> a * b);
        if (factor.value() == 0) {
            assertThat(product).isZero();
        } else {
            assertThat(product).as(factor.name()).isCloseTo(factor.value(), Percentage.withPercentage(100 * ROUNDING));
        }
        factor.parts().forEach(EfficiencyTest::closes);
    }

    private static List<Factor> leaves(Factor factor) {
        return factor.parts().isEmpty()
                ? List.of(factor)
                : factor.parts().stream().flatMap(part -> leaves(part).stream()).toList();
    }

    /** Any sizes and magnitudes; each quantity is 0 in a fifth of cases. */
    private RunTime randomRun() {
        int threads = 1 + random.nextInt(8);
        List<RankTime> ranks = new ArrayList<>();
        double run = 1e-9;
        for (int rank = random.nextInt(6); rank >= 0; rank--) {
            List<RegionTime> regions = new ArrayList<>();
            double outside = any();
            for (String name : List.of("smooth", "residual", "copy")) {
                double elapsed = any();
                double longest = elapsed * Math.min(1, any());
                double busy = longest * (1 + (threads - 1) * random.nextDouble());
                outside += elapsed;
                regions.add(new RegionTime(name, elapsed, longest, busy));
            }
            Map<String, Double> calls = Map.of("allreduce", any(), "send", any());
            ranks.add(new RankTime(outside, calls, regions));
            run = Math.max(
                    run, outside + calls.values().stream().mapToDouble(s -> s).sum());
        }
        return new RunTime(run, threads, ranks);
    }

    private double any() {
        return random.nextInt(5) == 0 ? 0 : Math.exp(3 * random.nextGaussian());
    }
}
