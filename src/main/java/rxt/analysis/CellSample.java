package rxt.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import rxt.record.Cell;
import rxt.record.CellStatus;
import rxt.record.StepWork;

/**
 * What is known of a planned cell after {@link Screening}.
 *
 * @param number number of the cell in the file
 * @param cell the cell
 * @param status the file's; where the file says measured, {@code UNSETTLED} where more than half of the launches never
 *     settle, and {@code INVALID} where none counts
 * @param reason why the cell is not measured, or ""
 * @param launches the launches that count; none unless measured
 * @param refused launches of a measured cell that do not count, each with its reason
 * @param forDrift launches that repeat the cell at the end of the study and count for {@link Drift} only
 * @param steadiness how its launches settled; of one that is not measured, of none
 */
public record CellSample(
        int number,
        Cell cell,
        CellStatus status,
        String reason,
        List<LaunchSample> launches,
        List<Refused> refused,
        List<LaunchSample> forDrift,
        Steadiness steadiness) {
    public CellSample {
        launches = List.copyOf(launches);
        refused = List.copyOf(refused);
        forDrift = List.copyOf(forDrift);
    }

    /** Whether there are times that count. */
    public boolean isMeasured() {
        return !launches.isEmpty();
    }

    /** The environments of the launches that count. */
    public Environments environments() {
        return Environments.of(List.of(this));
    }

    /** Whether a rank of a launch that counts had fewer CPUs than threads. */
    public boolean isOversubscribed() {
        return launches.stream().anyMatch(l -> l.launch().oversubscribed());
    }

    /** Whether the ranks of a launch that counts were threads of one JVM. */
    public boolean hasSharedJvm() {
        return launches.stream().anyMatch(l -> l.launch().sharedJvm());
    }

    /** Whether threads of a launch that counts were bound to other CPUs than asked for. */
    public boolean isWronglyBound() {
        return launches.stream().anyMatch(LaunchSample::wronglyBound);
    }

    /** What a step does, by the first launch that tells; absent where none does. */
    public Optional<StepWork> work() {
        return launches.stream()
                .map(launch -> launch.launch().work())
                .filter(StepWork::isKnown)
                .findFirst();
    }

    /** Floating-point operations per second, the harmonic mean over the launches' medians; absent where none are told. */
    public OptionalDouble flopRate() {
        return rate(StepWork::flops);
    }

    /** Bytes moved to and from memory per second, likewise. */
    public OptionalDouble byteRate() {
        return rate(StepWork::bytes);
    }

    private OptionalDouble rate(ToDoubleFunction<StepWork> work) {
        double[] medians =
                launches.stream().mapToDouble(l -> l.steps().median()).toArray();
        return work().stream()
                .mapToDouble(w -> Rates.harmonicMean(work.applyAsDouble(w), medians))
                .filter(rate -> rate > 0)
                .findFirst();
    }

    /** Whether the cell may be the base case or the best split: measured, and not oversubscribed. */
    public boolean isEligible() {
        return isMeasured() && !isOversubscribed();
    }
}
