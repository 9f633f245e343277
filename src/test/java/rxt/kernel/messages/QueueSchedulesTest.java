package rxt.kernel.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many short schedules of producers, consumers and their end at one queue, each with delays drawn from a seed of its own at
 * the places where threads may overtake each other: every item once, every consumer ends, and nothing stays behind.
 */
class QueueSchedulesTest {
    private static final int MOST = 3;

    @ParameterizedTest(name = "{1} schedules of {0}")
    @CsvSource({"monitor,10000", "array-blocking,1000", "linked-blocking,1000", "pipe,5000"})
    void passEveryItemOnce(String variant, int schedules) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * MOST)) {
            for (long seed = 0; seed < schedules; seed++) {
                new Schedule(seed, variant).run(threads);
            }
        }
    }

    /** The test itself: a queue that loses an item when it is full is seen by it. */
    @ParameterizedTest
    @CsvSource("2000")
    void seeAFault(int schedules) throws Exception {
        int seen = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * MOST)) {
            for (long seed = 0; seed < schedules && seen == 0; seed++) {
                try {
                    new Schedule(seed, "unlocked").run(threads);
                } catch (AssertionError e) {
                    seen++;
                }
            }
        }
        assertThat(seen).isPositive();
    }

    private static final class Schedule {
        private final long seed;
        private final int producers;
        private final int consumers;
        private final int items;
        private final QueueEnd end;
        private final ItemQueue queue;
        private final AtomicInteger producing;
        private final AtomicIntegerArray taken;
        private final AtomicLong delays;

        Schedule(long seed, String variant) {
            this.seed = seed;
            SplittableRandom random = new SplittableRandom(seed);
            int most = variant.equals("pipe") ? 1 : MOST;
            producers = random.nextInt(1, most + 1);
            consumers = random.nextInt(1, most + 1);
            items = random.nextInt(0, 9);
            delays = new AtomicLong(random.nextLong());
            queue = queue(variant, random.nextInt(1, 4));
            producing = new AtomicInteger(producers);
            end = new QueueEnd.Local(queue, producing, consumers);
            taken = new AtomicIntegerArray(items);
        }

        private ItemQueue queue(String variant, int capacity) {
            return switch (variant) {
                case "monitor" ->
                    new MonitorQueue(capacity) {
                        @Override
                        void interleave() {
                            delay();
                        }
                    };
                case "unlocked" -> new Unlocked(this::delay);
                default -> ItemQueue.of(variant, capacity);
            };
        }

        /** Nothing, a yield or a short spin, by a generator that all threads of the schedule draw from. */
        @SuppressWarnings("ThreadPriorityCheck") // yields are what the schedules are made of
        private void delay() {
            long drawn = new SplittableRandom(delays.getAndAdd(0x9e3779b97f4a7c15L)).nextLong() & 15;
            if (drawn < 3) {
                Thread.yield();
            } else if (drawn == 3) {
                for (int spin = 0; spin < 50; spin++) {
                    Thread.onSpinWait();
                }
            }
        }

        void run(ExecutorService threads) throws Exception {
            List<Future<Void>> workers = new ArrayList<>();
            for (int p = 0; p < producers; p++) {
                int producer = p;
                workers.add(threads.submit((Callable<Void>) () -> produce(producer)));
            }
            for (int c = 0; c < consumers; c++) {
                workers.add(threads.submit((Callable<Void>) this::consume));
            }
            for (Future<Void> worker : workers) {
                worker.get(30, TimeUnit.SECONDS);
            }
            assertThat(queue.poll()).as("left behind by seed " + seed).isNull();
            assertThat(producing.get()).isZero();
            for (int item = 0; item < items; item++) {
                assertThat(taken.get(item))
                        .as("item " + item + " of seed " + seed)
                        .isEqualTo(1);
            }
        }

        private Void produce(int producer) throws InterruptedException {
            for (int item = producer; item < items; item += producers) {
                delay();
                end.put(QueueTally.item(item, 2));
            }
            end.done();
            return null;
        }

        private Void consume() throws InterruptedException {
            for (double[] item = end.take(); item.length > 0; item = end.take()) {
                assertThat(item[1]).isEqualTo(item[0] + 1);
                taken.incrementAndGet((int) item[0]);
                delay();
            }
            return null;
        }
    }

    /** Loses items that two put at once; sentinels, which end the test, it keeps. */
    private static final class Unlocked implements ItemQueue {
        private final ItemQueue kept = new MonitorQueue(1000);
        private final Runnable delay;
        private volatile double[] putting = QueueEnd.SENTINEL;

        Unlocked(Runnable delay) {
            this.delay = delay;
        }

        @Override
        public void put(double[] item) throws InterruptedException {
            putting = item;
            delay.run();
            kept.put(item.length == 0 ? item : putting);
        }

        @Override
        public double[] take() throws InterruptedException {
            return kept.take();
        }

        @Override
        public boolean offer(double[] item) {
            return kept.offer(item);
        }

        @Override
        public double[] poll() {
            return kept.poll();
        }
    }
}
