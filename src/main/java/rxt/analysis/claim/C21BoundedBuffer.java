package rxt.analysis.claim;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The fill of a bounded buffer, watched at every change. */
final class C21BoundedBuffer implements Claim {
    private static final Text TEXT = new Text(
            "C21",
            "A bounded buffer never over- or underflows.",
            "S2",
            List.of("bounded-buffer"),
            "launches in which the buffer held fewer than 0 or more than its capacity of items",
            Bound.below(0.5, "never is none"),
            "One semaphore counts free places, one counts items; each side waits on its own before it "
                    + "touches the buffer. Take one away and the check of this kernel fails.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=bounded-buffer");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding find(Evidence evidence) {
        List<Witness> all = evidence.all(Wanted.of("bounded-buffer")).stream()
                .filter(witness -> wrong(witness).length >= Finding.FEWEST)
                .toList();
        double[] wrong =
                all.stream().map(C21BoundedBuffer::wrong).flatMapToDouble(Arrays::stream).toArray();
        if (wrong.length == 0) {
            return Finding.notMeasured("bounded-buffer, " + Finding.FEWEST + " launches or more of a cell");
        }
        return Finding.ofTotal(
                Arrays.stream(wrong).sum(),
                wrong.length,
                TEXT.bound(),
                all.stream()
                        .map(witness -> witness.figure(
                                Finding.median(witness.observed("most size", Witness.Over.LARGEST)), "", "capacity"))
                        .toList());
    }

    /** Of each launch 1 where its buffer left its bounds. */
    private static double[] wrong(Witness witness) {
        double[] least = witness.observed("least size", Witness.Over.SMALLEST);
        double[] most = witness.observed("most size", Witness.Over.LARGEST);
        return IntStream.range(0, Math.min(least.length, most.length))
                .mapToDouble(i -> least[i] < 0 || most[i] > witness.number("capacity") ? 1 : 0)
                .toArray();
    }
}
