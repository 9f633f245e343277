package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.study.SyntheticLaunches.make;
import static rxt.study.SyntheticLaunches.makeAll;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rxt.record.LaunchSpec;
import rxt.record.rule.Repetition;
import rxt.record.rule.Repetition.Verdict;

/** Which launch comes when, with shards that no launch made. */
class ScheduleTest {
    private static final double FOREVER = Double.POSITIVE_INFINITY;
    private static final Repetition SIX = new Repetition(0.05, 6, 6, FOREVER);
    private static final Repetition ADAPTIVE = new Repetition(0.05, 6, 12, FOREVER);

    @Test
    void eachRoundHasEachCellOnceInAnOrderOfItsOwn() {
        List<String> made = makeAll(schedule(1, eight(SIX)), () -> 1);
        assertThat(made).hasSize(48).doesNotHaveDuplicates();
        Set<List<String>> orders = new HashSet<>();
        for (int round = 0; round < 6; round++) {
            List<String> names = made.subList(8 * round, 8 * round + 8);
            int number = round;
            assertThat(names).allMatch(name -> name.endsWith("." + number));
            orders.add(names.stream()
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .toList());
        }
        assertThat(orders)
                .as("a round that is not shuffled anew repeats another")
                .hasSize(6);
    }

    @Test
    void theSeedDecidesTheOrder() {
        List<String> made = makeAll(schedule(1, eight(SIX)), () -> 1);
        assertThat(makeAll(schedule(1, eight(SIX)), () -> 1)).isEqualTo(made);
        assertThat(makeAll(schedule(2, eight(SIX)), () -> 1)).isNotEqualTo(made);
    }

    /** Each of 8 cells stands first in about an eighth of the rounds. */
    @Test
    void noCellIsFavoured() {
        int[] first = new int[9];
        for (int seed = 0; seed < 800; seed++) {
            String name = make(schedule(seed, eight(SIX)), () -> 1, 1).getFirst();
            first[name.charAt(1) - '0']++;
        }
        assertThat(IntStream.rangeClosed(1, 8).map(ranks -> first[ranks])).allMatch(n -> n > 60 && n < 140);
    }

    @Test
    void anInterruptedStudyGoesOnAsIfItHadNotBeen() {
        List<String> whole = makeAll(schedule(7, eight(SIX)), () -> 1);
        for (int cut : new int[] {1, 11, 40, 47}) {
            List<Launches> cells = eight(SIX);
            List<String> parts = new ArrayList<>(make(schedule(7, cells), () -> 1, cut));
            parts.addAll(makeAll(schedule(7, cells), () -> 1));
            assertThat(parts).as("cut after %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void aNarrowCellStopsAndAWideOneGoesOnToTheCap() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        Launches narrow = SyntheticLaunches.of("n", 1, ADAPTIVE);
        Launches wide = SyntheticLaunches.of("w", 1, ADAPTIVE);
        Schedule schedule = schedule(1, List.of(narrow, wide));
        for (var next = schedule.next(); next.isPresent(); next = schedule.next()) {
            Launches of = next.get().of();
            double noise = of == wide ? 0.5 : 0.01;
            of.add(SyntheticLaunches.shard(of, next.get().launch(), 1, 1 + noise * (random.nextDouble() - 0.5)));
        }
        assertThat(narrow.count()).isEqualTo(6);
        assertThat(narrow.decision(FOREVER).verdict()).isEqualTo(Verdict.NARROW_ENOUGH);
        assertThat(wide.count()).isEqualTo(12);
        assertThat(wide.decision(FOREVER).verdict()).isEqualTo(Verdict.LAUNCH_CAP);
    }

    @Test
    void theTimeForTheStudyEndsWhatIsBeyondTheFewest() {
        List<Launches> cells = List.of(SyntheticLaunches.of("a", 1, ADAPTIVE), SyntheticLaunches.of("b", 1, ADAPTIVE));
        int[] n = {0};
        List<String> made = makeAll(new Schedule(cells, SyntheticLaunches.study(1, 15, 3)), () -> ++n[0]);
        assertThat(made).as("15 of a second each, then 3 for drift").hasSize(18);
        assertThat(cells)
                .allSatisfy(cell -> assertThat(cell.decision(15 - 18).verdict()).isEqualTo(Verdict.TIME_CAP));
        List<Launches> slow = List.of(SyntheticLaunches.of("a", 1, ADAPTIVE));
        assertThat(makeAll(new Schedule(slow, SyntheticLaunches.study(1, 2, 0)), () -> 1))
                .as("the fewest in any case")
                .hasSize(6);
    }

    @Test
    void launchesOfCellsLeftOutAndThoseThatFailedHaveSpentTimeToo() {
        Launches leftOut = SyntheticLaunches.leftOut("a", 1, ADAPTIVE);
        for (int launch = 0; launch < 6; launch++) {
            leftOut.add(SyntheticLaunches.shard(leftOut, launch, 1, 1 + launch));
        }
        Launches cell = SyntheticLaunches.of("b", 1, ADAPTIVE);
        cell.add(SyntheticLaunches.failed(cell, 0, "exit"));
        int[] n = {0};
        Schedule schedule = new Schedule(List.of(leftOut, cell), SyntheticLaunches.study(1, 15, 0));
        assertThat(schedule.leftSeconds()).isEqualTo(8);
        assertThat(makeAll(schedule, () -> ++n[0])).hasSize(8).allMatch(name -> name.startsWith("b1."));
        assertThat(leftOut.isShort()).isFalse();
        assertThat(leftOut.decision(FOREVER).verdict())
                .as("with more time it would want more, and stays as it is")
                .isEqualTo(Verdict.REPEAT);
        leftOut.add(SyntheticLaunches.failed(leftOut, 6, "exit"));
        assertThat(leftOut.isShort()).as("a launch is owed").isTrue();
    }

    @Test
    void aFailedLaunchSpendsTheTimeOfItsCell() {
        Launches cell = SyntheticLaunches.of("k", 1, new Repetition(0.05, 6, 12, 8));
        cell.add(SyntheticLaunches.failed(cell, 0, "exit"));
        int[] n = {0};
        assertThat(makeAll(schedule(1, List.of(cell)), () -> ++n[0])).hasSize(7);
        assertThat(cell.secondsPerLaunch()).as("of those that completed").isEqualTo(1);
    }

    /** Numbers of the two kinds of launches must not meet. */
    @Test
    void theMostLaunchesEndWhereThoseForDriftBegin() {
        Launches cell = SyntheticLaunches.of(
                "k", 1, new Repetition(0.05, Repetition.LAUNCHES_ALLOWED, Repetition.LAUNCHES_ALLOWED, FOREVER));
        makeAll(new Schedule(List.of(cell), SyntheticLaunches.study(1, FOREVER, 3)), () -> 1);
        assertThat(cell.count()).isEqualTo(Repetition.LAUNCHES_ALLOWED);
        assertThat(cell.countForDrift()).isEqualTo(3);
    }

    @Test
    void theBaseCaseComesAgainAtTheEndAndOnce() {
        List<Launches> cells = new ArrayList<>(eight(SIX).reversed());
        Study study = SyntheticLaunches.study(1, FOREVER, 3);
        List<String> made = makeAll(new Schedule(cells, study), () -> 1);
        int drift = LaunchSpec.FIRST_FOR_DRIFT;
        assertThat(made.subList(48, made.size()))
                .containsExactly("k1." + drift, "k1." + (drift + 1), "k1." + (drift + 2));
        assertThat(makeAll(new Schedule(cells, study), () -> 1))
                .as("a second run")
                .isEmpty();
        List<Launches> cut = eight(SIX);
        List<String> parts = new ArrayList<>(make(new Schedule(cut, study), () -> 1, 49));
        parts.addAll(makeAll(new Schedule(cut, study), () -> 1));
        assertThat(parts).as("interrupted after the first").hasSize(51).doesNotHaveDuplicates();
        assertThat(cut.getFirst().count())
                .as("they are no launches of the cell")
                .isEqualTo(6);
    }

    @Test
    void theBaseCaseComesAgainAfterAnExtensionTooUnlessItIsLeftOut() {
        for (boolean leftOut : new boolean[] {false, true}) {
            Launches base = leftOut ? SyntheticLaunches.leftOut("k", 1, SIX) : SyntheticLaunches.of("k", 1, SIX);
            int second = 0;
            for (int launch = 0; launch < 6; launch++) {
                base.add(SyntheticLaunches.shardAt(base, launch, second++, 1));
            }
            int drift = LaunchSpec.FIRST_FOR_DRIFT;
            for (int launch = drift; launch < drift + 3; launch++) {
                base.add(SyntheticLaunches.shardAt(base, launch, second++, 1));
            }
            Launches added = SyntheticLaunches.of("k", 2, SIX);
            Schedule schedule = new Schedule(List.of(base, added), SyntheticLaunches.study(1, FOREVER, 3));
            assertThat(schedule.base()).contains(base);
            assertThat(schedule.forDriftToCome()).as("foretold").isEqualTo(leftOut ? 0 : 3);
            List<String> made = new ArrayList<>();
            for (var next = schedule.next(); next.isPresent(); next = schedule.next()) {
                Launches of = next.get().of();
                made.add(of.planned().cell().ranks() + "." + next.get().launch());
                of.add(SyntheticLaunches.shardAt(of, next.get().launch(), second++, 1));
            }
            assertThat(made.subList(0, 6)).allMatch(name -> name.startsWith("2."));
            assertThat(made.subList(6, made.size()))
                    .isEqualTo(
                            leftOut ? List.of() : List.of("1." + (drift + 3), "1." + (drift + 4), "1." + (drift + 5)));
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNoRunGoing() {
        Launches base = SyntheticLaunches.of("k", 1, SIX);
        for (int launch = 0; launch < 6; launch++) {
            base.add(SyntheticLaunches.shardAt(base, launch, 3600, 1));
        }
        Schedule schedule = new Schedule(List.of(base), SyntheticLaunches.study(1, FOREVER, 3));
        assertThat(make(schedule, () -> 1, 10)).hasSize(3);
    }

    /** Asked for again and again while another run has the node. */
    @Test
    void aLaunchForDriftThatThereWasNoRoomForIsStillToCome() {
        Launches base = SyntheticLaunches.of("k", 1, SIX);
        Schedule schedule = new Schedule(List.of(base), SyntheticLaunches.study(1, FOREVER, 3));
        assertThat(make(schedule, () -> 1, 8)).hasSize(8);
        for (int look = 0; look < 3; look++) {
            assertThat(schedule.next().orElseThrow().launch()).isEqualTo(LaunchSpec.FIRST_FOR_DRIFT + 2);
            assertThat(schedule.forDriftToCome()).isEqualTo(1);
        }
    }

    @Test
    void aLaunchThatFailedIsOwedAndOneThatIsMissingIsMadeGood() {
        Launches cell = SyntheticLaunches.of("k", 1, SIX);
        Schedule schedule = schedule(1, List.of(cell));
        make(schedule, () -> 1, 4);
        cell.add(SyntheticLaunches.failed(cell, 4, "exit"));
        cell.end();
        assertThat(schedule.next()).as("not again in this run").isEmpty();
        Launches later = SyntheticLaunches.of("k", 1, new Repetition(0.05, 3, 3, FOREVER));
        for (int launch : new int[] {0, 1, 3}) {
            later.add(SyntheticLaunches.shard(later, launch, 1, 1));
        }
        assertThat(later.wants(FOREVER)).isFalse();
        later.add(SyntheticLaunches.failed(later, 2, "exit"));
        assertThat(makeAll(schedule(1, List.of(later)), () -> 1)).containsExactly("k1.2");
    }

    @Test
    void whatTheTransportLacksIsNotTriedAgain() {
        Launches cell = SyntheticLaunches.of("k", 1, SIX);
        cell.add(SyntheticLaunches.skipped(cell, 0, "not on this transport: it has no windows"));
        assertThat(schedule(1, List.of(cell)).next()).isEmpty();
    }

    @Test
    void aCellThatNeverSettlesStopsAtTheFewest() {
        Launches cell = SyntheticLaunches.of("k", 1, ADAPTIVE);
        double[] alternating = SyntheticLaunches.series(40, i -> i % 10 < 5 ? 1.0 : 2.0);
        Schedule schedule = schedule(1, List.of(cell));
        for (var next = schedule.next(); next.isPresent(); next = schedule.next()) {
            cell.add(SyntheticLaunches.shard(cell, next.get().launch(), 1, alternating));
        }
        assertThat(cell.count()).isEqualTo(6);
        assertThat(cell.decision(FOREVER).verdict()).isEqualTo(Verdict.UNSETTLED);
    }

    /** Eight launches at a time, as on eight nodes: the same launches, and no more than one at a time decides. */
    @Test
    void severalUnderWayMakeTheSameLaunchesOnce() {
        List<Launches> cells = eight(SIX);
        Schedule schedule = schedule(1, cells);
        List<Schedule.Next> underWay = new ArrayList<>();
        List<String> made = new ArrayList<>();
        do {
            for (var next = schedule.next(); next.isPresent() && underWay.size() < 8; next = schedule.next()) {
                next.get().of().begin(next.get().launch());
                underWay.add(next.get());
                made.add(next.get().planned().cell().ranks() + "." + next.get().launch());
            }
            Schedule.Next first = underWay.removeFirst();
            first.of().over(first.launch());
            first.of().add(SyntheticLaunches.shard(first.of(), first.launch(), 1, 1));
        } while (!underWay.isEmpty());
        assertThat(made).hasSize(48).doesNotHaveDuplicates();
    }

    @Test
    void beyondTheFewestALaunchWaitsForTheOneThatDecidesWhetherItIsWanted() {
        Launches cell = SyntheticLaunches.of("w", 1, ADAPTIVE);
        Schedule schedule = schedule(1, List.of(cell));
        for (int launch = 0; launch < 6; launch++) {
            assertThat(schedule.next().orElseThrow().launch()).isEqualTo(launch);
            cell.begin(launch);
        }
        assertThat(schedule.next()).as("six under way are the fewest").isEmpty();
        for (int launch = 0; launch < 6; launch++) {
            cell.over(launch);
            cell.add(SyntheticLaunches.shard(cell, launch, 1, 1 + launch));
        }
        assertThat(schedule.next().orElseThrow().launch())
                .as("too wide: one more")
                .isEqualTo(6);
        cell.elsewhere(Set.of(6));
        assertThat(schedule.next()).as("another run makes it").isEmpty();
        cell.elsewhere(Set.of());
        assertThat(schedule.next()).as("it came to nothing").isPresent();
    }

    @Test
    void driftIsLookedForWhenNothingIsUnderWayAnyMore() {
        Launches base = SyntheticLaunches.of("k", 1, new Repetition(0.05, 1, 1, FOREVER));
        Launches other = SyntheticLaunches.of("k", 2, new Repetition(0.05, 1, 1, FOREVER));
        Schedule schedule = new Schedule(List.of(base, other), SyntheticLaunches.study(1, FOREVER, 1));
        base.add(SyntheticLaunches.shard(base, 0, 1, 1));
        other.elsewhere(Set.of(0));
        assertThat(schedule.next()).isEmpty();
        other.add(SyntheticLaunches.shard(other, 0, 1, 1));
        assertThat(schedule.next().orElseThrow().launch()).isEqualTo(LaunchSpec.FIRST_FOR_DRIFT);
    }

    @Test
    void whatNeedsMostNodesComesFirstWhereThereIsRoomAndTheRoundGoesOnWithout() {
        Repetition once = new Repetition(0.05, 1, 1, FOREVER);
        List<Launches> cells = List.of(
                SyntheticLaunches.onNodes("a", 1, once),
                SyntheticLaunches.onNodes("b", 4, once),
                SyntheticLaunches.onNodes("c", 1, once),
                SyntheticLaunches.onNodes("d", 2, once),
                SyntheticLaunches.onNodes("e", 1, once));
        Schedule schedule = schedule(1, cells);
        int[] free = {3};
        List<Integer> begun = new ArrayList<>();
        for (int room : new int[] {3, 1, 4, 4, 4}) {
            free[0] = room;
            Schedule.Next next = schedule.next(
                            _ -> true, cell -> cell.planned().cell().nodes() <= free[0])
                    .orElseThrow();
            begun.add(next.planned().cell().nodes());
            next.of().begin(next.launch());
        }
        assertThat(begun).containsExactly(2, 1, 4, 1, 1);
        assertThat(schedule.next()).isEmpty();
    }

    @Test
    void whatIsImpossibleHoldsUpNoOtherAndBringsNoDriftLaunches() {
        Launches longer = SyntheticLaunches.of("long", 1, SIX);
        Launches shorter = SyntheticLaunches.of("short", 2, SIX);
        Schedule schedule = new Schedule(List.of(longer, shorter), SyntheticLaunches.study(1, FOREVER, 3));
        for (int launch = 0; launch < 6; launch++) {
            Schedule.Next next =
                    schedule.next(cell -> cell != longer, _ -> true).orElseThrow();
            assertThat(next.of()).isSameAs(shorter);
            shorter.add(SyntheticLaunches.shard(shorter, next.launch(), 1, 1));
        }
        assertThat(schedule.next(cell -> cell != longer, _ -> true)).isEmpty();
    }

    private static Schedule schedule(long seed, List<Launches> cells) {
        return new Schedule(cells, SyntheticLaunches.study(seed, FOREVER, 0));
    }

    /** Of 1 to 8 ranks. */
    private static List<Launches> eight(Repetition rule) {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(ranks -> SyntheticLaunches.of("k", ranks, rule))
                .toList();
    }
}
