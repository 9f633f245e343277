package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.Transport;
import rxt.spmd.team.Pinning;
import rxt.spmd.team.Share;
import rxt.spmd.team.Team;

class PlacementTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            0        ; {0}
            0-3      ; {0, 1, 2, 3}
            0-1,4    ; {0, 1, 4}
            2, 8-9   ; {2, 8, 9}
            63-64    ; {63, 64}
            """)
    void readsMasks(String list, String cpus) {
        assertThat(Placement.parse(list)).hasToString(cpus);
    }

    @Test
    void moreThreadsThanTheMaskAreOversubscribedAndRefused() throws Exception {
        int cpus = Runtime.getRuntime().availableProcessors();
        Placement fits = audit(1, cpus);
        assertThat(fits.oversubscribed()).isFalse();
        fits.refuseUnless(false);
        Placement tooMany = audit(1, cpus + 1);
        assertThat(tooMany.conflict()).contains((cpus + 1) + " threads on " + cpus + " CPUs");
        tooMany.refuseUnless(true);
        assertThatThrownBy(() -> tooMany.refuseUnless(false))
                .hasMessageContaining("oversubscribed")
                .hasMessageContaining("oversubscribe: true");
    }

    @Test
    void ranksThatShareCpusAreOversubscribedTogether() throws Exception {
        int cpus = Runtime.getRuntime().availableProcessors();
        assertThat(audit(cpus, 1).oversubscribed()).isFalse();
        assertThat(audit(cpus + 1, 1).conflict()).contains((cpus + 1) + " threads share the " + cpus + " CPUs");
    }

    @ParameterizedTest(name = "{0} threads on {1}")
    @CsvSource(delimiter = ';', textBlock = """
            1 ; a 0 | a 0 | a 1-3         ; 2 threads share the 1 CPU {0} of node a
            1 ; a 0 | a 1 | a 2           ; ''
            2 ; a 0-1 | a 2-3 | b 0-1     ; ''
            2 ; a 0-1 | b 0-1 | b 1-2     ; 4 threads share the 3 CPUs {0, 1, 2} of node b
            1 ; a 0-1 | a 2-3 | a 1-2 | a 0-3 | a 0 ; 5 threads share the 4 CPUs {0, 1, 2, 3} of node a
            2 ; a 0-1 | a 3               ; rank 1 has 2 threads on 1 CPU (3)
            """)
    void ranksCompeteOnlyWithThoseWhoseMasksOverlap(int threads, String ranks, String conflict) {
        List<String[]> nodesAndMasks = Stream.of(ranks.split("[|]"))
                .map(rank -> rank.strip().split(" "))
                .toList();
        assertThat(Placement.conflict(nodesAndMasks, threads)).isEqualTo(conflict);
    }

    @Test
    void ranksWhoseThreadsAreBoundToTheSameCpusShareThem() throws Exception {
        Transport.named("local").run(new String[0], 2, (world, _) -> {
            Placement placement = Placement.audit(world, 1);
            List<String> own = List.of(String.valueOf(world.rank()));
            assertThat(placement.bound(world, own).conflict()).isEmpty();
            Placement bound = placement.bound(world, List.of("0"));
            assertThat(bound.conflict()).startsWith("2 threads share the 1 CPU {0}");
            assertThat(bound.cpusAllowed()).isEqualTo(placement.cpusAllowed());
            assertThatThrownBy(() -> bound.refuseUnless(false)).hasMessageContaining("oversubscribed");
        });
    }

    @ParameterizedTest(name = "rank {0} of {1}")
    @CsvSource(delimiter = ';', textBlock = """
            0 ; a 0-1 | a 0-1             ; 0 of 2
            1 ; a 0-1 | a 0-1             ; 1 of 2
            2 ; a 0-1 | b 0-1 | a 0-1     ; 1 of 2
            1 ; a 0-1 | b 0-1 | a 0-1     ; 0 of 1
            1 ; a 0-1 | a 2-3 | a 1-2     ; 0 of 1
            """)
    void ranksOfOneNodeAndOneMaskShareIt(int rank, String ranks, String share) {
        List<String[]> nodesAndMasks = Stream.of(ranks.split("[|]"))
                .map(words -> words.strip().split(" "))
                .toList();
        Share dealt = Placement.share(nodesAndMasks, rank);
        assertThat(dealt.part() + " of " + dealt.parts()).isEqualTo(share);
    }

    /** Needs two CPUs, as all that this project measures. */
    @ParameterizedTest
    @CsvSource({"COMPACT, true", "SCATTER, true", "COMPACT, false"})
    void ranksOfOneProcessBindTheirThreadsToCpusOfTheirOwn(Pinning pinning, boolean dealt) throws Exception {
        ConcurrentLinkedQueue<String> masks = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], 2, (world, _) -> {
            Placement placement = Placement.audit(world, 1);
            try (Team team = Team.named("spin", 1, pinning, dealt ? placement.share() : Share.WHOLE)) {
                masks.addAll(team.masks());
                assertThat(placement.bound(world, team.masks()).oversubscribed())
                        .isEqualTo(!dealt);
            }
        });
        assertThat(masks).hasSize(2);
        assertThat(Set.copyOf(masks)).hasSize(dealt ? 2 : 1);
        assertThat(masks)
                .allSatisfy(
                        mask -> assertThat(Placement.parse(mask).cardinality()).isEqualTo(1));
    }

    /** Host name, mask, process, Slurm's name of the node. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a 0 1 n1 | b 0 1 n1   ; a b
            a 0 1 n1 | a 0 2 n2   ; n1 n2
            a 0 1 n1 | a 0 2 n1   ; a a
            a 0 1 -  | b 0 2 -    ; a b
            a 0 1 n1 | a 0 2 n2 | b 0 3 n3 ; a a b
            """)
    void aNodeIsAHostOrSlurmsWhereSeveralAreOnOneHost(String ranks, String nodes) {
        List<String[]> words = Stream.of(ranks.split("[|]"))
                .map(rank -> rank.strip().replace("-", "").split(" ", -1))
                .toList();
        assertThat(String.join(" ", Placement.nodes(words))).isEqualTo(nodes);
    }

    private static Placement on(String... nodes) {
        return new Placement(0, List.of(nodes), 1, "0", Share.WHOLE, List.of(1L), "");
    }

    @Test
    void ranksOnOtherNodesThanTheCellsOrUnevenlyAreRefused() {
        on("a", "a").refuseUnlessOn(1);
        on("a", "b", "b", "a").refuseUnlessOn(2);
        assertThatThrownBy(() -> on("a", "b").refuseUnlessOn(1))
                .isInstanceOf(RefusedLaunchException.class)
                .hasMessageContaining("2 ranks were asked for on 1 node and are on a (1), b (1)");
        assertThatThrownBy(() -> on("a", "a", "a", "b").refuseUnlessOn(2))
                .isInstanceOf(RefusedLaunchException.class)
                .hasMessageContaining(
                        "4 ranks were asked for on 2 nodes, equally many on each, and are on a (3), b (1)");
        assertThatThrownBy(() -> on("a", "a").refuseUnlessOn(2))
                .isInstanceOf(RefusedLaunchException.class)
                .hasMessageContaining("are on a (2)");
    }

    private static Placement audit(int ranks, int threads) throws Exception {
        ConcurrentLinkedQueue<Placement> placements = new ConcurrentLinkedQueue<>();
        Transport.named("local")
                .run(new String[0], ranks, (world, _) -> placements.add(Placement.audit(world, threads)));
        assertThat(placements)
                .hasSize(ranks)
                .extracting(Placement::conflict)
                .containsOnly(placements.peek().conflict());
        return placements.remove();
    }
}
