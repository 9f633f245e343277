package rxt.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import rxt.analysis.Point;
import rxt.analysis.model.MeasuredRoof;
import rxt.analysis.model.Roofline;
import rxt.record.Cell;

/** Rates of work in words: of a split, and of the machine. */
public final class RateText {
    private static final double GIGA = 1e9;

    private RateText() {}

    /** Such as {@code 4.2 GFLOP/s, 33.6 GB/s; 83 % of the roof, bound by memory}; absent where no work is told. */
    public static Optional<String> of(Point point, Optional<MeasuredRoof> roof) {
        OptionalDouble flops = point.sample().flopRate();
        OptionalDouble bytes = point.sample().byteRate();
        if (flops.isEmpty() && bytes.isEmpty()) {
            return Optional.empty();
        }
        String rates =
                giga(flops, "GFLOP/s") + (flops.isPresent() && bytes.isPresent() ? ", " : "") + giga(bytes, "GB/s");
        return Optional.of("Rate of the best: " + rates
                + roof.flatMap(r -> r.standing(point)).map(RateText::text).orElse(""));
    }

    private static String giga(OptionalDouble rate, String unit) {
        return rate.isEmpty() ? "" : Numbers.text(rate.getAsDouble() / GIGA) + " " + unit;
    }

    private static String text(Roofline.Standing standing) {
        return "; " + Numbers.percent(standing.fraction()) + " of the roof at " + Numbers.text(standing.flopPerByte())
                + " flop/byte, "
                + (standing.fraction() > 1
                        ? "which thus does not bind it: its data may stay in caches"
                        : "bound by " + standing.bound().name().toLowerCase(Locale.ROOT));
    }

    /** The machine's roof, and the cells that it comes from. */
    public static String of(MeasuredRoof roof) {
        return "Roofline of this machine: " + Numbers.text(roof.roofline().peakFlopPerSecond() / GIGA)
                + " GFLOP/s (" + name(roof.peak()) + "), "
                + Numbers.text(roof.roofline().bytesPerSecond() / GIGA)
                + " GB/s (" + name(roof.bandwidth()) + "); memory binds below "
                + Numbers.text(roof.roofline().ridge()) + " flop/byte";
    }

    private static String name(Cell cell) {
        return cell.kernel() + " " + TransportTables.split(cell) + " " + cell.transport();
    }
}
