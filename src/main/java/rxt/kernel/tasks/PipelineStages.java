package rxt.kernel.tasks;

import java.util.Arrays;
import rxt.kernel.Journal;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Some neighbouring stages of a pipeline in the hands of one thread, who may have others to share an item's elements
 * with.
 */
final class PipelineStages {
    /** What a stage makes of an element. */
    @FunctionalInterface
    interface Transformation {
        long of(int stage, long element);
    }

    private final int first;
    private final int end;
    private final int threads;
    private final WorkUnit unit;
    private final Transformation transformation;
    private final Team.Loop elements = this::transform;
    private final long[] busy;
    private long[] item;
    private int stage;

    PipelineStages(int first, int end, int threads, WorkUnit unit, Transformation transformation) {
        this.first = first;
        this.end = end;
        this.threads = threads;
        this.unit = unit;
        this.transformation = transformation;
        busy = new long[end - first];
    }

    void clear() {
        Arrays.fill(busy, 0);
    }

    /** All of these stages on one item. */
    void run(Team.Member me, long[] elementsOfItem, double slowest, int slowStage, Journal journal) {
        item = elementsOfItem;
        for (stage = first; stage < end; stage++) {
            long begin = journal.nanos();
            unit.pause(stage == slowStage ? slowest : 1);
            if (threads == 1) {
                transform(0, item.length);
            } else {
                me.inner(threads).forEach(Range.of(0, item.length), elements);
            }
            long now = journal.nanos();
            busy[stage - first] += now - begin;
            journal.span(me.thread(), "stage " + stage, begin, now);
        }
    }

    private void transform(long from, long to) {
        for (int i = (int) from; i < to; i++) {
            item[i] = transformation.of(stage, item[i]);
        }
    }

    /** Time that all of these stages took together for all items. */
    long busyNanos() {
        return Arrays.stream(busy).sum();
    }

    /** Time that the slowest of these stages took for all items. */
    long slowestNanos() {
        return Arrays.stream(busy).max().orElse(0);
    }
}
