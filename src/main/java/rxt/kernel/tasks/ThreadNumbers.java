package rxt.kernel.tasks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers from 0 for the threads of a pool, in the order in which they first ask. */
final class ThreadNumbers {
    private final Map<Thread, Integer> numbers = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Of the thread that asks, always the same. */
    int mine() {
        return numbers.computeIfAbsent(Thread.currentThread(), _ -> count.getAndIncrement());
    }

    /** Threads that have asked. */
    int count() {
        return count.get();
    }
}
