package rxt.kernel.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;

/** A lock that one thread has at a time, and gives back itself. */
interface Exclusive {
    /** Takes it, after waiting for it. */
    void lock();

    /** Takes it where nobody has it; true where that is so. */
    boolean tryLock();

    void unlock();

    /** One of the library's. */
    static Exclusive of(Lock lock) {
        return new Exclusive() {
            @Override
            public void lock() {
                lock.lock();
            }

            @Override
            public boolean tryLock() {
                return lock.tryLock();
            }

            @Override
            public void unlock() {
                lock.unlock();
            }
        };
    }

    /** How many of those locks another thread can take while this one has them all, or cannot take when nobody has any. */
    static long loose(Exclusive... locks) {
        for (Exclusive lock : locks) {
            lock.lock();
        }
        long shared = takenByAnother(locks);
        for (Exclusive lock : locks) {
            lock.unlock();
        }
        return shared + locks.length - takenByAnother(locks);
    }

    private static long takenByAnother(Exclusive... locks) {
        return CompletableFuture.supplyAsync(() -> taken(locks), Thread.ofPlatform()::start)
                .join();
    }

    private static long taken(Exclusive... locks) {
        long taken = 0;
        for (Exclusive lock : locks) {
            if (lock.tryLock()) {
                taken++;
                lock.unlock();
            }
        }
        return taken;
    }
}
