package rxt.kernel.sync;

/**
 * The textbook's bounded buffer: a ring, a semaphore that counts its free places, one that counts its items, and a mutex
 * (Dijkstra, EWD 123, 1965). Size and extremes are counted under the mutex.
 */
class SemaphoreBuffer implements Buffer {
    /** More permits than there will be waits. */
    private static final int OPEN = 1 << 30;

    private final CountingSemaphore free;
    private final CountingSemaphore filled;
    private final Mutex mutex;
    private final int capacity;
    private final long[] ring;
    private long puts;
    private long takes;
    private int least;
    private int most;
    private long strays;

    SemaphoreBuffer(int capacity) {
        this(capacity, new CountingSemaphore(capacity), new CountingSemaphore(0), new Mutex());
    }

    /**
     * One whose semaphores let everybody through: a put without a free place overwrites the oldest item, a take without an
     * item gets what lies there.
     */
    static SemaphoreBuffer unguarded(int capacity) {
        return new SemaphoreBuffer(
                capacity, new long[capacity], new CountingSemaphore(OPEN), new CountingSemaphore(OPEN), new Mutex());
    }

    /**
     * One made of the given parts: {@code free} has as many permits as there are places, {@code filled} none. The ring has
     * twice as many, so that an item too many is seen by its count and overwrites none.
     */
    SemaphoreBuffer(int capacity, CountingSemaphore free, CountingSemaphore filled, Mutex mutex) {
        this(capacity, new long[2 * capacity], free, filled, mutex);
    }

    private SemaphoreBuffer(int capacity, long[] ring, CountingSemaphore free, CountingSemaphore filled, Mutex mutex) {
        this.capacity = capacity;
        this.ring = ring;
        this.free = free;
        this.filled = filled;
        this.mutex = mutex;
    }

    @Override
    public final void put(long item) {
        free.acquire();
        store(item);
    }

    @Override
    public final boolean offer(long item) {
        if (!free.tryAcquire()) {
            return false;
        }
        store(item);
        return true;
    }

    private void store(long item) {
        mutex.lock();
        ring[(int) (puts % ring.length)] = item;
        interleave();
        puts++;
        int size = (int) (puts - takes);
        most = Math.max(most, size);
        strays += size > capacity ? 1 : 0;
        mutex.unlock();
        filled.release();
    }

    @Override
    public final long take() {
        filled.acquire();
        mutex.lock();
        long item = ring[(int) (takes % ring.length)];
        interleave();
        takes++;
        int size = (int) (puts - takes);
        least = Math.min(least, size);
        strays += size < 0 ? 1 : 0;
        mutex.unlock();
        free.release();
        return item;
    }

    @Override
    public final int least() {
        return least;
    }

    @Override
    public final int most() {
        return most;
    }

    @Override
    public final long strays() {
        return strays;
    }

    /** Where schedules differ; overridden by a test that makes them differ. */
    void interleave() {}
}
