package rxt.kernel.sync;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The CPU time that the calling thread has used. */
final class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuTime() {}

    /** In seconds; NaN for a virtual thread, and where the system does not tell. */
    static double seconds() {
        return Thread.currentThread().isVirtual() || !THREADS.isCurrentThreadCpuTimeSupported()
                ? Double.NaN
                : THREADS.getCurrentThreadCpuTime() * 1e-9;
    }
}
