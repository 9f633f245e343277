package rxt.kernel.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class TimesliceTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Timeslice.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("tasks", "7", "length", "5", "slice", "2", "turns", "3");
    }

    /** Every slice is as long as the first, the last too, which should be shorter. */
    @Override
    protected Kernel mutant(Context context) {
        return new Timeslice(context) {
            @Override
            long advance(long state, long units) {
                return super.advance(state, 2);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "serial,textbook,2",
        "serial,jdk,2",
        "concurrent,jdk,2",
        "concurrent,textbook,9",
        "concurrent,jdk,9",
        "threads,textbook,2",
        "threads,textbook,9",
        "threads,jdk,2",
        "threads,jdk,9",
        "parallel,textbook,2",
        "parallel,jdk,2"
    })
    void everyModeDoesEveryTask(String mode, String variant, String slice) throws Exception {
        Map<String, String> params =
                Map.of("tasks", "7", "length", "5", "slice", slice, "turns", "3", "mode", mode, "variant", variant);
        run(3, 2, type().params(params), type()::create)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isTrue());
    }

    /** Each task has a thread of its own, and all of them have worked before the first task is done. */
    @ParameterizedTest
    @ValueSource(strings = {"textbook", "jdk"})
    void threadsMakeProgressByTurns(String variant) {
        Set<Thread> threads = new HashSet<>();
        List<Integer> order = new ArrayList<>(); // the turn guards both
        int[] left = {3, 1, 2};
        try (Turns turns = new Turns(3, variant.equals("jdk"))) {
            turns.run(task -> {
                threads.add(Thread.currentThread());
                order.add(task);
                return --left[task] == 0;
            });
        }
        assertThat(threads).hasSize(3).doesNotContain(Thread.currentThread());
        assertThat(order).containsExactly(0, 1, 2, 0, 2, 0);
    }

    /** The others go on. */
    @Test
    void aTaskThatFailsHangsNobody() {
        int[] slices = new int[3];
        try (Turns turns = new Turns(3, false)) {
            assertThatThrownBy(() -> turns.run(task -> {
                        if (task == 1) {
                            throw new IllegalStateException("no more");
                        }
                        return ++slices[task] == 2;
                    }))
                    .hasStackTraceContaining("no more");
        }
        assertThat(slices).containsExactly(2, 0, 2);
    }

    /** One thread does what all should. */
    @Test
    void aSingleThreadForAllIsCaught() throws Exception {
        Map<String, String> params = new HashMap<>(params());
        params.put("mode", "threads");
        run(1, 1, type().params(params), context -> new Timeslice(context) {
                    private final Thread one = Thread.currentThread();

                    @Override
                    Thread worker() {
                        return one;
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @Test
    void threadsByTheThousandAreRefused() {
        Map<String, String> params = Map.of("tasks", "1001", "mode", "threads");
        assertThatThrownBy(() -> run(1, 1, type().params(params), type()::create))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use 1000 tasks or fewer");
    }

    @Test
    void waitingForMinutesIsRefused() {
        Map<String, String> params = Map.of("tasks", "100", "work", "wait", "wait_us", "1000000");
        assertThatThrownBy(() -> run(1, 1, type().params(params), type()::create))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use fewer or shorter ones");
    }
}
