package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.spmd.Transport;

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
        assertThat(audit(cpus + 1, 1).conflict()).contains((cpus + 1) + " threads share " + cpus + " CPUs");
    }

    private static Placement audit(int ranks, int threads) throws Exception {
        ConcurrentLinkedQueue<Placement> placements = new ConcurrentLinkedQueue<>();
        Transport.named("local")
                .run(new String[0], ranks, (world, _) -> placements.add(Placement.audit(world, threads, true)));
        assertThat(placements)
                .hasSize(ranks)
                .extracting(Placement::conflict)
                .containsOnly(placements.peek().conflict());
        return placements.remove();
    }
}
