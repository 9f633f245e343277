package rxt.measure;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import rxt.kernel.Journal;
import rxt.record.SpanRow;

/** Keeps what the workers of one rank did in the step that is under way, up to {@value #MOST} bars. */
final class SpanJournal implements Journal {
    /** A chart of more could not be read, and every one of them is sent to rank 0. */
    static final int MOST = 2000;

    private record Span(int worker, String what, long begin, long end) {}

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private long origin;

    /** Forgets the step before. */
    void begin() {
        if (count.get() > 0) {
            spans.clear();
            count.set(0);
        }
        origin = nanos();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void span(int worker, String what, long begin, long end) {
        if (end < begin) {
            throw new IllegalArgumentException("'" + what + "' would end " + (begin - end) + " ns before it began");
        }
        if (count.getAndIncrement() < MOST) {
            spans.add(new Span(worker, what, begin, end));
        }
    }

    /** The bars of the last step, in the order in which they ended. */
    List<SpanRow> rows(int rank) {
        return spans.stream()
                .map(span ->
                        new SpanRow(0, rank, span.worker(), span.what(), seconds(span.begin()), seconds(span.end())))
                .toList();
    }

    private double seconds(long nanos) {
        return (nanos - origin) * 1e-9;
    }
}
