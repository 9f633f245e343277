package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import rxt.record.JvmRow;

class JvmTimesTest {
    /** The collector counts milliseconds, so a short collection may count for nothing: it is made until one counts. */
    @Test
    void aCollectionCountsForTheStepThatHadIt() {
        JvmTimes times = new JvmTimes(3);
        times.step(0);
        long before = collectedMillis();
        while (collectedMillis() == before) {
            System.gc();
        }
        double counted = (collectedMillis() - before) * 1e-3;
        times.step(1);
        JvmRow row =
                times.rows().stream().filter(r -> r.step() == 1).findFirst().orElseThrow();
        assertThat(row.rank()).isEqualTo(3);
        assertThat(row.gcSeconds()).isGreaterThanOrEqualTo(counted).isLessThan(counted + 1);
        int rows = times.rows().size();
        times.step(2);
        assertThat(times.rows().subList(rows, times.rows().size()))
                .allSatisfy(
                        next -> assertThat(next.gcSeconds() + next.jitSeconds()).isPositive());
    }

    private static long collectedMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
