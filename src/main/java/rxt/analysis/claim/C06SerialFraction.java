package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rxt.record.Cell;

/** A program whose serial fraction is set. */
final class C06SerialFraction implements Claim {
    private static final Text TEXT = new Text(
            "C06",
            "Speed-up is bounded by the serial fraction.",
            "S1",
            List.of("amdahl"),
            "speed-up over that of Amdahl's law for the fraction that was set, at the largest fraction "
                    + "below 1 and most workers with a CPU each; and three quarters of it are reached",
            Bound.below(1.15, "the law is an upper bound; the rest is for noise"),
            "What one worker does while all others wait takes as long however many there are: with a "
                    + "serial quarter no machine is more than 4 times as fast. The Karp-Flatt fraction of "
                    + "`analyze` gives the set one back.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=amdahl --set 'amdahl.serial=[0,0.1,0.5]'"
                    + " --output outputs/c06.h5");

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted base = Wanted.of("amdahl").at(1, 1);
        Wanted many = Wanted.of("amdahl").where(cell -> cell.workers() > 1, "2 workers or more");
        List<Evidence.Pair> pairs = evidence.pairs(base, many).stream()
                .filter(pair -> pair.one().number("serial") < 1)
                .toList();
        return pairs.stream()
                .max(Comparator.<Evidence.Pair>comparingDouble(
                                pair -> pair.one().number("serial"))
                        .thenComparingInt(pair -> pair.other().cell().workers()))
                .map(pair -> {
                    double serial = pair.one().number("serial");
                    int workers = pair.other().cell().workers();
                    double law = 1 / (serial + (1 - serial) / workers);
                    List<Exhibit> bars = bars(pairs, pair);
                    Bound near = Bound.above(0.75, "where the law is what bounds it");
                    return Finding.of(pair.ratio(1 / law), TEXT.bound(), bars)
                            .and(Finding.of(pair.ratio(1 / law), near, bars), "three quarters of it are reached");
                })
                .orElseGet(() -> Finding.notMeasured(evidence.missing(base, many)));
    }

    /** Of every fraction at that split, so that the law shows. */
    private static List<Exhibit> bars(List<Evidence.Pair> pairs, Evidence.Pair decides) {
        Cell cell = decides.other().cell();
        return pairs.stream()
                .filter(pair -> pair.other().cell().split().equals(cell.split())
                        && pair.other().cell().transport().equals(cell.transport()))
                .sorted(Comparator.comparingDouble(pair -> pair.one().number("serial")))
                .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                .map(witness -> witness.time("serial"))
                .distinct()
                .toList();
    }
}
