package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Producers and consumers at a bounded buffer. */
final class BufferSchedule extends RandomSchedule {
    private final int capacity = random.nextInt(1, 4);
    private final int producers = random.nextInt(1, MOST + 1);
    private final int consumers = random.nextInt(1, MOST + 1);
    private final AtomicIntegerArray taken = new AtomicIntegerArray(random.nextInt(1, 13));
    private final AtomicInteger takes = new AtomicInteger();
    private final Buffer buffer;

    BufferSchedule(long seed, boolean faulty) {
        super(seed);
        CountingSemaphore free = semaphore(capacity);
        CountingSemaphore filled = semaphore(0);
        buffer = faulty
                ? new Unlocked(free, filled, this::delay)
                : new SemaphoreBuffer(capacity, free, filled, mutex()) {
                    @Override
                    void interleave() {
                        delay();
                    }
                };
        for (int producer = 0; producer < producers; producer++) {
            int first = producer;
            worker(() -> produce(first));
        }
        for (int consumer = 0; consumer < consumers; consumer++) {
            worker(this::consume);
        }
    }

    private Mutex mutex() {
        return new Mutex() {
            @Override
            void interleave() {
                delay();
            }
        };
    }

    private void produce(int first) {
        for (int item = first; item < taken.length(); item += producers) {
            buffer.put(item);
            delay();
        }
    }

    private void consume() {
        while (takes.getAndIncrement() < taken.length()) {
            taken.incrementAndGet((int) buffer.take());
            delay();
        }
    }

    @Override
    void assertEnd() {
        assertThat(buffer.least()).as("least size, seed " + seed).isZero();
        assertThat(buffer.most()).as("most size, seed " + seed).isBetween(1, capacity);
        for (int item = 0; item < taken.length(); item++) {
            assertThat(taken.get(item)).as("item " + item + " of seed " + seed).isEqualTo(1);
        }
    }

    /** Has places enough, but a place can be used by two at once. */
    private static final class Unlocked implements Buffer {
        private final CountingSemaphore free;
        private final CountingSemaphore filled;
        private final Runnable delay;
        private final AtomicIntegerArray places = new AtomicIntegerArray(100);
        private final AtomicInteger puts = new AtomicInteger();
        private final AtomicInteger takes = new AtomicInteger();

        Unlocked(CountingSemaphore free, CountingSemaphore filled, Runnable delay) {
            this.free = free;
            this.filled = filled;
            this.delay = delay;
        }

        @Override
        public void put(long item) {
            free.acquire();
            int place = puts.get();
            places.set(place, (int) item);
            delay.run();
            puts.set(place + 1);
            filled.release();
        }

        @Override
        public boolean offer(long item) {
            put(item);
            return true;
        }

        @Override
        public long take() {
            filled.acquire();
            int item = places.get(takes.getAndIncrement());
            free.release();
            return item;
        }

        @Override
        public long strays() {
            return 0;
        }

        @Override
        public int least() {
            return 0;
        }

        @Override
        public int most() {
            return 1;
        }
    }
}
