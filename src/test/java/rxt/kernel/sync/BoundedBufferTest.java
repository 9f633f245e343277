package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.spmd.Communicator;

class BoundedBufferTest extends KernelContract {
    @Override
    protected KernelType type() {
        return BoundedBuffer.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("items", "53", "capacity", "3", "length", "10", "across", "ranks");
    }

    /** Consumes the item before the last in the place of the last. */
    @Override
    protected Kernel mutant(Context context) {
        return new BoundedBuffer(context) {
            @Override
            void consume(long item) {
                super.consume(item == 52 ? 51 : item);
            }
        };
    }

    @ParameterizedTest(name = "{0} across {1}, {2} × {3}, capacity {4}")
    @CsvSource({
        "textbook,threads,1,1,3", "textbook,threads,1,2,1", "textbook,threads,2,5,2", "textbook,threads,5,3,16",
        "library,threads,1,3,1", "library,threads,3,2,4", "library,ranks,2,2,1", "library,ranks,3,1,2",
        "textbook,ranks,2,1,1", "textbook,ranks,4,3,2"
    })
    void everyItemIsConsumedOnce(String variant, String across, int ranks, int threads, String capacity)
            throws Exception {
        var params = with(Map.of("variant", variant, "across", across, "capacity", capacity));
        var found = Observed.of(
                ranks,
                threads,
                type().params(params),
                type()::create,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.most(found, "least size")).isZero();
        assertThat(Observed.most(found, "most size")).isBetween(0.0, Double.parseDouble(capacity));
    }

    /** A free place too many, as if a credit were granted twice. */
    @Test
    void aBufferThatHoldsMoreThanItsCapacitySaysSo() {
        SemaphoreBuffer buffer =
                new SemaphoreBuffer(2, new CountingSemaphore(3), new CountingSemaphore(0), new Mutex());
        for (int item = 0; item < 3; item++) {
            buffer.put(item);
        }
        assertThat(buffer.most()).isEqualTo(3);
        assertThat(buffer.strays()).isEqualTo(1);
    }

    /** An item that nobody put. */
    @Test
    void aBufferThatGivesMoreThanItHoldsSaysSo() {
        SemaphoreBuffer buffer =
                new SemaphoreBuffer(2, new CountingSemaphore(2), new CountingSemaphore(1), new Mutex());
        assertThat(buffer.take()).isZero();
        assertThat(buffer.least()).isEqualTo(-1);
        assertThat(buffer.strays()).isEqualTo(1);
    }

    @Test
    void anUnguardedBufferGoesBeyondBothBounds() {
        SemaphoreBuffer buffer = SemaphoreBuffer.unguarded(2);
        assertThat(buffer.take()).isZero();
        for (int item = 5; item < 9; item++) {
            buffer.put(item);
        }
        assertThat(buffer).returns(-1, Buffer::least).returns(3, Buffer::most).returns(2L, Buffer::strays);
    }

    /** The consumers are slow, and nobody tells the producers. */
    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,2", "2,3"})
    void withoutSemaphoresTheBoundsAreLeftAndAllIsTakenAllTheSame(int ranks, int threads) throws Exception {
        var found = Observed.of(
                ranks,
                threads,
                unguarded(),
                Slow::new,
                check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.most(found, "most size")).isGreaterThan(3);
        assertThat(Observed.most(found, "puts and takes out of bounds")).isPositive();
    }

    /** A place too many loses no item: a figure, by which the claim can be false. */
    @Test
    void anItemTooManyIsSeen() throws Exception {
        var params = type().params(with(Map.of("across", "threads")));
        Function<Context, Kernel> roomy = context -> new Slow(context) {
            @Override
            Buffer buffer(String variant, int places) {
                return new SemaphoreBuffer(
                        places, new CountingSemaphore(places + 1), new CountingSemaphore(0), new Mutex());
            }
        };
        var found = Observed.of(1, 2, params, roomy, check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.most(found, "most size")).isEqualTo(4);
    }

    /** In turn, a thread keeps the bounds by itself. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aThreadAloneNeedsNoSemaphores(int ranks) throws Exception {
        var found = Observed.of(
                ranks,
                1,
                unguarded(),
                type()::create,
                check -> assertThat(check).matches(Check::valid).doesNotReturn("", Check::digest));
        assertThat(Observed.sum(found, "puts and takes out of bounds")).isZero();
    }

    @Test
    void anItemThatIsNotTakenIsCaughtWithoutSemaphoresToo() throws Exception {
        run(1, 2, unguarded(), context -> new BoundedBuffer(context) {
                    private boolean left;

                    @Override
                    void consume(long item) {
                        if (left) {
                            super.consume(item);
                        }
                        left = true;
                    }
                })
                .forEach(check ->
                        assertThat(check).returns("items taken", Check::name).returns(false, Check::valid));
    }

    @Test
    void creditsCannotBeLeftOut() {
        var params = type().params(with(Map.of("variant", "unguarded")));
        assertThatThrownBy(() -> run(2, 1, params, type()::create))
                .hasStackTraceContaining("credits guard the buffer; use across = threads");
    }

    private Params unguarded() {
        return type().params(with(Map.of("variant", "unguarded", "across", "threads")));
    }

    /** A place that the queue should not have, and an item that nobody put. */
    @Test
    void aQueueThatLeavesItsBoundsSaysSo() {
        ArrayBlockingQueue<Long> queue = new ArrayBlockingQueue<>(3);
        QueueBuffer buffer = new QueueBuffer(queue);
        for (int item = 0; item < 3; item++) {
            assertThat(buffer.offer(item)).isTrue();
        }
        assertThat(buffer.offer(3)).isFalse();
        assertThat(buffer.most()).isEqualTo(3);
        for (int item = 0; item < 3; item++) {
            buffer.take();
        }
        assertThat(buffer.least()).isZero();
        queue.add(8L);
        assertThat(buffer.take()).isEqualTo(8);
        assertThat(buffer.least()).isEqualTo(-1);
    }

    /** A thread alone takes from its buffer what came while it consumed. */
    @ParameterizedTest
    @ValueSource(strings = {"textbook", "library"})
    void aConsumerAloneFindsMoreThanOne(String variant) throws Exception {
        var params = type().params(with(Map.of("variant", variant)));
        var found =
                Observed.of(2, 1, params, Slow::new, check -> assertThat(check).matches(Check::valid));
        assertThat(Observed.most(found, "most size")).isBetween(2.0, 3.0);
    }

    @Test
    void aCreditThatIsGrantedTwiceIsCaught() throws Exception {
        for (int[] split : new int[][] {{2, 1}, {3, 2}}) {
            run(split[0], split[1], type().params(params()), context -> new BoundedBuffer(context) {
                        @Override
                        BufferMessages messages(Communicator world, BufferRoles roles, int capacity) {
                            return new BufferMessages(world, roles, 53, capacity, this::produce) {
                                @Override
                                void grant(int producer) {
                                    super.grant(producer);
                                    super.grant(producer);
                                }
                            };
                        }
                    })
                    .forEach(check ->
                            assertThat(check.valid()).as(check.toString()).isFalse());
        }
    }

    /** Credits for three times as many places as there are: all accounts are right, but items find no place. */
    @ParameterizedTest
    @CsvSource({"2,1", "2,2"})
    void creditsWithoutPlacesAreCaught(int ranks, int threads) throws Exception {
        run(ranks, threads, type().params(params()), context -> new Slow(context) {
                    @Override
                    BufferMessages messages(Communicator world, BufferRoles roles, int capacity) {
                        return super.messages(world, roles, 3 * capacity);
                    }
                })
                .forEach(check -> assertThat(check)
                        .returns("items without a place", Check::name)
                        .returns(false, Check::valid));
    }

    /** Consumes slowly, so that producers are ahead by all that they may. */
    private static class Slow extends BoundedBuffer {
        Slow(Context context) {
            super(context);
        }

        @Override
        void consume(long item) {
            LockSupport.parkNanos(1_000_000);
            super.consume(item);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "ranks"})
    void producersWithoutConsumerAreRefused(String across) {
        var params = type().params(with(Map.of("across", across, "producers", "3")));
        assertThatThrownBy(() -> run(3, 3, params, type()::create))
                .hasStackTraceContaining("leave no consumer")
                .hasStackTraceContaining("wait for ever");
    }

    @Test
    void producersWithoutCreditAreRefused() {
        var params = type().params(with(Map.of("producers", "4", "capacity", "3")));
        assertThatThrownBy(() -> run(5, 1, params, type()::create)).hasStackTraceContaining("never get a credit");
    }

    @ParameterizedTest
    @CsvSource({"capacity,0", "capacity,-2", "producers,-1"})
    void sizesThatAreNoneAreRefused(String name, String value) {
        assertThatThrownBy(() -> type().params(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    private Map<String, String> with(Map<String, String> others) {
        Map<String, String> params = new HashMap<>(params());
        params.putAll(others);
        return params;
    }
}
