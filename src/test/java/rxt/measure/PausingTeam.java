package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import rxt.record.Breakdown;
import rxt.record.RegionRow;
import rxt.record.ThreadRow;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/** A timed team of two; bodies pause, which is computing for a clock that knows no better. */
abstract class PausingTeam {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int TRIALS = 20;
    static final double PAUSE = PAUSE_NANOS * 1e-9;
    static final double TICK = TickSeconds.measured();
    private static final AtomicLong SLEPT = new AtomicLong();
    private static final AtomicLong PAUSES = new AtomicLong();
    static final Range FOUR = new Range(0, 4, 1);

    @Parameter
    String kind;

    RankClock clock;
    Team team;

    @BeforeEach
    void makeTheTeam() {
        SLEPT.set(0);
        PAUSES.set(0);
        clock = new RankClock();
        team = new TimedTeam(Team.named(kind, 2), clock, "pi");
    }

    @AfterEach
    void closeTheTeam() {
        team.close();
    }

    /** Where others use the machine, a pause can take twice as long; but not each time. */
    void amongOthers(Runnable test) {
        for (int trial = 1; ; trial++) {
            try {
                test.run();
                return;
            } catch (AssertionError e) {
                if (trial == TRIALS) {
                    throw e;
                }
                team.close();
                makeTheTeam();
            }
        }
    }

    static void pause() {
        long start = System.nanoTime();
        LockSupport.parkNanos(PAUSE_NANOS);
        SLEPT.addAndGet(System.nanoTime() - start);
        PAUSES.incrementAndGet();
    }

    static <T> T pausing(T value) {
        pause();
        return value;
    }

    static void send(MessageClock messages, Call call) {
        long start = Ticks.read();
        pause();
        messages.add(call, start);
    }

    /** In pauses as long as they were on the mean; all else may take a little. */
    static void assertPauses(double seconds, int pauses) {
        double pause = SLEPT.get() * 1e-9 / Math.max(1, PAUSES.get());
        assertThat(seconds / pause).isBetween(pauses * 0.9, pauses * 1.1 + 0.7);
    }

    Breakdown breakdown() {
        return clock.breakdown(0, TICK);
    }

    RegionRow only() {
        assertThat(breakdown().regions()).hasSize(1);
        return breakdown().regions().getFirst();
    }

    double busyOf(int thread) {
        return breakdown().threads().stream()
                .filter(row -> row.thread() == thread)
                .mapToDouble(ThreadRow::busySeconds)
                .sum();
    }
}
