package rxt.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import rxt.record.JvmRow;

/** What collector and compiler of this process take from step to step; the JVM counts milliseconds. */
final class JvmTimes {
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean(); // null under -Xint
    private final List<JvmRow> rows = new ArrayList<>();
    private final int rank;
    private long collected;
    private long compiled;

    JvmTimes(int rank) {
        this.rank = rank;
        collected = collectorMillis();
        compiled = compilerMillis();
    }

    /** A step has ended; what they took since the one before counts for it. */
    void step(int step) {
        long collectedNow = collectorMillis();
        long compiledNow = compilerMillis();
        if (collectedNow != collected || compiledNow != compiled) {
            rows.add(new JvmRow(0, step, rank, (collectedNow - collected) * 1e-3, (compiledNow - compiled) * 1e-3));
            collected = collectedNow;
            compiled = compiledNow;
        }
    }

    /** Steps in which one of them took time. */
    List<JvmRow> rows() {
        return rows;
    }

    private long collectorMillis() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            sum += collector.getCollectionTime();
        }
        return sum;
    }

    private long compilerMillis() {
        return compiler == null ? 0 : compiler.getTotalCompilationTime();
    }
}
