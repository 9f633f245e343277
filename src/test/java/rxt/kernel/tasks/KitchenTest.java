package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.spmd.team.Team;

class KitchenTest extends KernelContract {
    private static final String SHOPSKA = "1>2 2>5 3>4 4>6 5>6 6>7";
    private static final double[] COSTS = {2, 2, 2, 3, 4, 2, 1};

    @Override
    protected KernelType type() {
        return Kitchen.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("salads", "7", "turns", "10", "countertop_kib", "1");
    }

    /** Nobody waits until the vegetables are washed before they are chopped. */
    @Override
    protected Kernel mutant(Context context) {
        return new Kitchen(context, Recipe.parse(SHOPSKA.replace("2>5 ", ""), 7));
    }

    /** Their bowls show it, even of a round in which the steps before left some from an earlier one. */
    @ParameterizedTest
    @ValueSource(strings = {"salads", "steps", "futures"})
    void unwashedVegetablesShowInEveryBowlAfterThem(String sharing) throws Exception {
        Map<String, String> params =
                Map.of("salads", "7", "turns", "10", "slowness", "3", "countertop_kib", "9", "sharing", sharing);
        run(1, 1, type().params(params), this::mutant)
                .forEach(check ->
                        assertThat(check).returns("wrong results", Check::name).returns(false, Check::valid));
    }

    @Test
    void aBowlFromAnEarlierRoundIsOfNoUse() throws Exception {
        Recipe graph = Recipe.parse("1>2", 2);
        try (Team team = Team.named("forkjoin", 1)) {
            Countertop countertop = new Countertop(graph, 1, 3000, team);
            long known = countertop.expected(1, step -> step == 0 ? 5 : 7);
            assertThat(known).isEqualTo(3000 * (7 + 3 * 5));
            assertThat(countertop.fill(0, 5, 0)).isEqualTo(3000 * 5);
            assertThat(countertop.fill(1, 7, 0)).isEqualTo(known);
            assertThat(countertop.fill(1, 7, 1)).isNotEqualTo(known);
            assertThat(countertop.fill(0, 5, 1)).isEqualTo(3000 * 5);
            assertThat(countertop.fill(1, 7, 1)).isEqualTo(known);
        }
    }

    /** Somebody forgets to chop the vegetables of the last salad. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void aStepThatIsLeftOutIsCaught(String countertop) throws Exception {
        Map<String, String> params = Map.of("salads", "7", "turns", "10", "countertop_kib", countertop);
        run(2, 2, type().params(params), context -> new Kitchen(context) {
                    @Override
                    long work(long task, double cost) {
                        return super.work(task, task == 6 * 7 + 4 ? 0 : cost);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "salads,rank,textbook,1",
        "salads,rank,jdk,2",
        "futures,rank,jdk,1",
        "futures,rank,textbook,2",
        "steps,rank,jdk,1",
        "steps,program,textbook,1",
        "futures,program,textbook,2",
        "salads,program,textbook,9"
    })
    void everyKitchenMakesEverySalad(String sharing, String pantry, String semaphore, String places) throws Exception {
        Map<String, String> params = Map.of(
                "salads",
                "11",
                "turns",
                "10",
                "countertop_kib",
                "1",
                "sharing",
                sharing,
                "pantry",
                pantry,
                "semaphore",
                semaphore,
                "places",
                places);
        for (int ranks : new int[] {1, 3}) {
            run(ranks, 2, type().params(params), type()::create)
                    .forEach(check ->
                            assertThat(check.valid()).as(check.toString()).isTrue());
        }
    }

    @Test
    void aLogThatIsOutOfOrderShows() {
        Recipe graph = Recipe.parse("1>2", 2);
        KitchenLog log = new KitchenLog(graph, new double[] {3, 2}, new boolean[2], 1, 2, 1);
        log.clear();
        assertThat(log.outOfOrder()).isEqualTo(2);
        log.begins(1, 1);
        log.begins(0, 0);
        log.ends(0);
        log.ends(1);
        assertThat(log.outOfOrder()).isEqualTo(1);
        log.clear();
        log.begins(0, 0);
        log.ends(0);
        log.begins(1, 1);
        log.ends(1);
        assertThat(log.outOfOrder()).isZero();
        assertThat(log.makespan()).isEqualTo(5);
    }

    @Test
    void theRecipeHasItsCriticalPath() {
        Recipe graph = Recipe.parse(SHOPSKA, 7);
        assertThat(graph.criticalPath(COSTS)).isEqualTo(2 + 2 + 4 + 2 + 1);
        assertThat(graph.order()).isEqualTo(List.of(0, 2, 1, 3, 4, 5, 6));
    }

    @Test
    void aCycleIsRefusedAndNamed() {
        assertThatThrownBy(() -> Recipe.parse(SHOPSKA + " 7>2", 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a cycle: the steps [2, 5, 6, 7] wait for each other");
        assertThatThrownBy(() -> run(2, 1, type().params(Map.of("graph", "1>1")), type()::create))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a cycle: the steps [1]");
    }

    @ParameterizedTest
    @CsvSource({"''", "1", "1>8", "0>1", "1>2>3"})
    void whatIsNoArrowIsRefused(String graph) {
        assertThatThrownBy(() -> Recipe.parse(graph, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no arrow between two of the steps 1 to 7");
    }

    @Test
    void aSemaphoreOfTheJdkIsARanks() {
        Map<String, String> params = Map.of("pantry", "program", "semaphore", "jdk");
        assertThatThrownBy(() -> run(2, 1, type().params(params), type()::create))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pantry = program needs semaphore = textbook");
    }

    /** The semaphore that is built of its definition lets in as many as there are places, and all of them. */
    @Test
    void aPantryCountsWhoIsInside() {
        Pantry pantry = Pantry.ofRank(2, false);
        pantry.enter();
        pantry.enter();
        pantry.leave();
        pantry.enter();
        assertThat(pantry.most()).isEqualTo(2);
    }
}
