package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class QueueTest extends KernelContract {
    @Override
    protected KernelType type() {
        return Queue.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("items", "101", "n", "3", "capacity", "4");
    }

    /** One item is put twice in the place of another. */
    @Override
    protected Kernel mutant(Context context) {
        return new Queue(context) {
            @Override
            void produce(QueueEnd end, long number) throws InterruptedException {
                super.produce(end, Math.max(1, number));
            }
        };
    }

    @ParameterizedTest(name = "{0} × {1}, {2} items, room for {3}, {4} producers")
    @CsvSource({
        "1,1,5,1,1",
        "1,4,101,1,3",
        "2,1,7,1,0",
        "2,1,101,64,1",
        "2,3,101,1,1",
        "3,2,101,64,4",
        "5,3,2,2,0",
        "4,1,101,1,2"
    })
    void everyQueueGivesEachItemOnce(int ranks, int threads, String items, String capacity, String producers)
            throws Exception {
        String digest = run(1, 1, type().params(Map.of("items", items)), type()::create)
                .element()
                .digest();
        for (String variant : new String[] {"monitor", "array-blocking", "linked-blocking", "jctools"}) {
            Map<String, String> params =
                    Map.of("items", items, "capacity", capacity, "producers", producers, "variant", variant);
            run(ranks, threads, type().params(params), type()::create).forEach(check -> {
                assertThat(check.valid()).as(check.toString()).isTrue();
                assertThat(check.digest()).isEqualTo(digest);
            });
        }
    }

    @ParameterizedTest(name = "{0} × {1}, {2} items, room for {3}")
    @CsvSource({"1,1,5,1", "1,2,101,4", "1,3,101,64", "2,1,7,1", "2,1,100,4", "2,3,101,4", "3,2,3,64", "5,3,101,10"})
    void aPipeGivesEachItemOnceFromEndToEnd(int ranks, int threads, String items, String capacity) throws Exception {
        String digest = run(1, 1, type().params(Map.of("items", items)), type()::create)
                .element()
                .digest();
        Map<String, String> params = Map.of("items", items, "capacity", capacity, "variant", "pipe");
        run(ranks, threads, type().params(params), type()::create).forEach(check -> {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        });
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,2", "2,1", "3,2"})
    void whatGetsLostInAPipeIsCaught(int ranks, int threads) throws Exception {
        Map<String, String> params = Map.of("items", "101", "capacity", "4", "variant", "pipe");
        run(ranks, threads, type().params(params), this::mutant)
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** One item more than there were, and one that is not whole. */
    @Test
    void whatComesTwiceIsCaught() throws Exception {
        run(2, 2, type().params(params()), context -> new Queue(context) {
                    @Override
                    void produce(QueueEnd end, long number) throws InterruptedException {
                        super.produce(end, number);
                        if (number == 7) {
                            super.produce(end, number);
                        }
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    /** First in, first out, and no more than fit. */
    @ParameterizedTest
    @ValueSource(strings = {"monitor", "array-blocking", "linked-blocking", "jctools"})
    void aFullQueueTakesNoMore(String variant) throws InterruptedException {
        ItemQueue queue = ItemQueue.of(variant, 4);
        assertThat(queue.poll()).isNull();
        for (int item = 0; item < 4; item++) {
            queue.put(new double[] {item});
        }
        assertThat(queue.offer(new double[] {4})).isFalse();
        for (int item = 0; item < 4; item++) {
            assertThat(queue.take()).containsExactly(item);
        }
        assertThat(queue.poll()).isNull();
    }

    @ParameterizedTest(name = "{2} producers on {0} × {1}")
    @CsvSource({"1,1,2", "1,4,4", "3,1,2", "3,2,5", "2,1,2", "2,1,1000000000"})
    void producersThatLeaveNobodyToConsumeAreRefused(int ranks, int threads, int producers) {
        assertThatThrownBy(() -> QueueRoles.of(ranks, threads, producers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("producers = " + producers + " are too many for " + ranks + " ranks")
                .hasMessageContaining("use fewer");
    }

    @Test
    void aPipeHasOneEndToPutInto() {
        assertThatThrownBy(() -> QueueRoles.ofPipe(3, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("producers = 2 are too many for a pipe, which has one end to put into; use 1, or another "
                        + "variant");
    }
}
