package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class BackgroundTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Background.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("iterations", "5", "items", "7", "turns", "10");
    }

    /** The item that comes last is left out. */
    @Override
    protected Kernel mutant(Context context) {
        return new Background(context) {
            @Override
            long work(long item) {
                return item == 34 ? 0 : super.work(item);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"off,0.2", "scheduled,0.5", "scheduled,0", "thread,0"})
    void withAndWithoutADaemon(String daemon, String share) throws Exception {
        Map<String, String> params =
                Map.of("iterations", "5", "items", "7", "turns", "10", "daemon", daemon, "share", share);
        run(2, 2, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDaemonBeatsAtLeastOnceAndEnds(boolean scheduled) {
        Heartbeat daemon = new Heartbeat(Journal.UNREAD, 0, 1_000_000, 0.5, scheduled);
        daemon.stop();
        for (int i = 0; i < 3; i++) {
            daemon.start();
            daemon.stop();
            assertThat(daemon.beats()).isPositive();
        }
        long beats = daemon.allBeats();
        assertThat(beats).isGreaterThanOrEqualTo(3);
        assertThat(daemon.isRight()).isTrue();
        daemon.stop();
        assertThat(daemon.allBeats()).isEqualTo(beats);
    }

    @Test
    void aDaemonBeatsInItsPeriod() throws InterruptedException {
        Heartbeat daemon = new Heartbeat(Journal.UNREAD, 0, 1_000_000, 0, false);
        daemon.start();
        Thread.sleep(50);
        daemon.stop();
        assertThat(daemon.beats()).isBetween(2L, 500L);
    }
}
