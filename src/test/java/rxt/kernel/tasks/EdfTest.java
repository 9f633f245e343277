package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class EdfTest extends KernelContract {
    private static final EdfSet FIGURE = EdfSet.parse(EdfSet.FIGURE);

    @Override
    protected KernelType type() {
        return Edf.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("sets", "7", "turns", "2");
    }

    /** Without interrupts, although they were asked for. */
    @Override
    protected Kernel mutant(Context context) {
        return new Edf(context) {
            @Override
            long run(EdfWorker worker, EdfSet set, long number) {
                EdfClock clock = new EdfClock(Journal.UNREAD, 0, set.hyperperiod());
                return new EdfWorker(
                                EdfMode.COOPERATIVE,
                                (_, state) -> clock.timed(this::work, state),
                                clock,
                                EdfTest::forget)
                        .run(set, number);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "cooperative,random,worker",
        "blocking,random,worker",
        "cooperative,figure,threads",
        "preemptive,figure,threads",
        "blocking,figure,threads",
        "blocking,2/5 4/7/1-3,worker"
    })
    void everyModeIsTheSimulators(String mode, String set, String jobsOn) throws Exception {
        Map<String, String> params = Map.of("sets", "5", "turns", "2", "mode", mode, "set", set, "jobs_on", jobsOn);
        run(2, 2, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(EdfMode.class)
    void manyRandomSetsRunAsSimulated(EdfMode mode) {
        EdfClock clock = new EdfClock(Journal.UNREAD, 0, 80);
        EdfWorker worker = new EdfWorker(mode, (_, state) -> clock.timed(any -> any, state), clock, EdfTest::forget);
        long missed = 0;
        for (int number = 0; number < 2000; number++) {
            EdfSet set = EdfSet.random(number, 1 + number % 8, 0.3 + 0.1 * (number % 7 + 1));
            long[] states = new long[set.tasks().size()];
            for (int task = 0; task < states.length; task++) {
                states[task] = EdfWorker.seed(number, task);
            }
            EdfTrace simulated = EdfSimulator.trace(set, mode);
            assertThat(worker.run(set, number)).isEqualTo(EdfWorker.hash(states, states.length) + simulated.hash());
            missed += simulated.missed();
        }
        assertThat(worker.missed()).isEqualTo(missed);
        assertThat(missed > 0).isEqualTo(mode != EdfMode.PREEMPTIVE);
    }

    @Test
    void theFigureMissesDeadlinesWithoutInterruptsAndWithBlockingRegions() {
        assertThat(EdfSimulator.trace(FIGURE, EdfMode.COOPERATIVE).missed()).isEqualTo(11);
        assertThat(EdfSimulator.trace(FIGURE, EdfMode.PREEMPTIVE).missed()).isZero();
        assertThat(EdfSimulator.trace(FIGURE, EdfMode.BLOCKING).missed()).isEqualTo(7);
    }

    private static void forget(int task, long begin, long end, boolean late) {}

    /** Of a machine on which handing over the core takes a part of the time of a unit. */
    private static final class Machine implements Journal {
        private static final long UNIT = 1_000_000;

        private final List<String> bars = new ArrayList<>();
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void span(int worker, String what, long begin, long end) {
            bars.add(worker + " " + what + " " + begin / UNIT + "-" + end / UNIT);
        }

        /** Runs the figure's set. */
        EdfClock run(EdfMode mode, double slack, double handOver) {
            return run(mode, slack, handOver, 1);
        }

        /**
         * The same.
         *
         * @param handOver of the core before each unit, in units
         * @param slower by which neighbours make units longer
         */
        EdfClock run(EdfMode mode, double slack, double handOver, double slower) {
            EdfClock clock = new EdfClock(this, slack, FIGURE.hyperperiod());
            EdfWorker.Processor processor = (task, state) -> {
                now += Math.round(handOver * UNIT);
                return clock.timed(
                        any -> {
                            now += Math.round(slower * UNIT);
                            return any;
                        },
                        state);
            };
            EdfWorker worker = new EdfWorker(
                    mode, processor, clock, (task, begin, end, late) -> span(task, late ? "late" : "", begin, end));
            worker.run(FIGURE, 0);
            return clock;
        }
    }

    @Test
    void byTheClockBlockingMissesWhatTheSimulatorSaysAndInterruptsMissNothing() {
        assertThat(new Machine().run(EdfMode.PREEMPTIVE, 0.25, 0.1).missed()).isZero();
        assertThat(new Machine().run(EdfMode.BLOCKING, 0.25, 0.1).missed()).isEqualTo(7);
        assertThat(new Machine().run(EdfMode.COOPERATIVE, 0.25, 0.1).missed()).isEqualTo(11);
        assertThat(FIGURE.jobs()).isEqualTo(16);
        assertThat(new Machine().run(EdfMode.PREEMPTIVE, 0, 0).missed()).isZero();
    }

    /** What the simulator cannot know. */
    @Test
    void byTheClockHandingOverMissesDeadlinesInSpiteOfInterrupts() {
        assertThat(new Machine().run(EdfMode.PREEMPTIVE, 0.25, 0.3).missed()).isPositive();
        assertThat(new Machine().run(EdfMode.PREEMPTIVE, 0.4, 0.3).missed()).isZero();
        assertThat(new Machine().run(EdfMode.BLOCKING, 100, 0.3).missed()).isZero();
    }

    /** A neighbour that slows down all units alike slows down the deadlines with them. */
    @Test
    void theUnitIsThatOfTheSameHyperperiod() {
        assertThat(new Machine().run(EdfMode.PREEMPTIVE, 0.25, 0.1, 2).missed()).isZero();
        assertThat(new Machine().run(EdfMode.BLOCKING, 0.25, 0.1, 2).missed()).isEqualTo(7);
    }

    @Test
    void aFewDisturbedStepsLeaveTheMedian() {
        StepFigures steps = new StepFigures();
        assertThat(steps.median()).isNaN();
        for (int step = 0; step < 101; step++) {
            steps.add(step % 3 == 0 ? 9 : 0);
        }
        assertThat(steps.median()).isZero();
        steps = new StepFigures();
        steps.add(7);
        steps.add(8);
        assertThat(steps.median()).isEqualTo(7.5);
    }

    @Test
    void aChartHasABarForEachStretchOfAJob() {
        Machine machine = new Machine();
        machine.run(EdfMode.BLOCKING, 0.25, 0);
        assertThat(machine.bars)
                .startsWith("0  0-1", "1  1-2", "2  2-4", "0  4-5", "2  5-23", "0 late 23-24")
                .endsWith("0  39-40")
                .filteredOn(bar -> bar.contains("late"))
                .hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "0/4", "3/4 x", "2/5/1-3-4", "2/5/2-1", "2/5/1-3", "1/9 1/9 1/9 1/9 1/9 1/9 1/9 1/9 1/9"
            })
    void badSetsAreRefused(String set) {
        assertThatThrownBy(() -> EdfSet.parse(set))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed are random, figure, or up to 8 tasks such as 8/16/1-8");
    }

    @Test
    void setsOfWhichNoOrderMeetsAllDeadlinesAreRefused() {
        assertThatThrownBy(() -> EdfSet.parse("3/4 2/6"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("utilisation 1.0833333333333333 > 1");
        assertThatThrownBy(() -> run(1, 1, type().params(Map.of("utilisation", "1.2")), type()::create))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed is up to 1");
        assertThatThrownBy(() -> EdfSet.parse("1/997 1/991"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smaller common multiple");
    }
}
