package rxt.analysis.claim;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The fill of a bounded buffer, watched at every change. */
final class C21BoundedBuffer implements Claim {
    private static final Text TEXT = new Text(
            "C21",
            "A bounded buffer never over- or underflows.",
            "S2",
            List.of("bounded-buffer"),
            "launches in which the buffer held fewer than 0 or more than its capacity of items, where without "
                    + "its semaphores it did so in every launch",
            Bound.below(0.5, "never is none"),
            "One semaphore counts free places, one counts items; each side waits on its own before it "
                    + "touches the buffer. Without them (variant unguarded) the faster side runs ahead: items are "
                    + "overwritten, or taken twice.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=bounded-buffer --set 'bounded-buffer.capacity=[1,64]'"
                    + " --output outputs/c21.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted any = Wanted.of("bounded-buffer");
        Wanted bare = any.with("variant", "unguarded");
        List<Witness> unguarded = evidence.all(bare);
        List<Witness> guarded = evidence.all(any).stream()
                .filter(witness -> !witness.param("variant").equals("unguarded"))
                .filter(witness -> beyond(witness).length >= Finding.FEWEST)
                .toList();
        double[] left = left(guarded);
        if (left.length == 0) {
            return Finding.notMeasured(
                    "bounded-buffer with semaphores, " + Finding.FEWEST + " launches or more of a cell");
        }
        List<Exhibit> bars = Stream.of(guarded, unguarded)
                .flatMap(List::stream)
                .map(witness -> witness.figure(Finding.median(beyond(witness)), "items", "capacity", "variant"))
                .toList();
        Finding control = unguarded.isEmpty()
                ? Finding.notMeasured(evidence.missing(bare))
                : Finding.ofCounts(left(unguarded), Bound.above(0.5, "every launch is 1"), bars);
        return Finding.ofTotal(Arrays.stream(left).sum(), left.length, TEXT.bound(), bars)
                .and(control, "without semaphores the buffer leaves its bounds")
                .unless(evidence.faults(any::matches));
    }

    /** Of each launch 1 where its buffer left its bounds. */
    private static double[] left(List<Witness> witnesses) {
        return witnesses.stream()
                .flatMapToDouble(witness -> Arrays.stream(beyond(witness)))
                .map(Math::signum)
                .toArray();
    }

    /** Of each launch the items below 0 or above the capacity, whichever are more. */
    private static double[] beyond(Witness witness) {
        double[] least = witness.observed("least size", Witness.Over.SMALLEST);
        double[] most = witness.observed("most size", Witness.Over.LARGEST);
        return IntStream.range(0, Math.min(least.length, most.length))
                .mapToDouble(i -> Math.max(0, Math.max(-least[i], most[i] - witness.number("capacity"))))
                .toArray();
    }
}
