package rxt.analysis;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import rxt.record.Repeated;
import rxt.record.rule.Repetition;
import rxt.record.steady.SteadyState.State;

/**
 * How a cell's launches settled and how narrow that left the interval of their median.
 *
 * @param launches how many launches showed each state, those that never settled among them
 * @param warmupSteps the most steps that a launch left out before it settled, beside the study's {@code warmup}
 * @param relativeWidth width of the interval of the median of the launches' medians, over that median; absent below 6
 * @param visibleShift the smallest change of level that would have been seen in each flat launch, as a part of the level:
 *     below it they are flat because nothing could be seen; absent without a flat launch
 * @param repeated what was asked for, and why no more launches were made
 */
public record Steadiness(
        Map<State, Integer> launches,
        int warmupSteps,
        OptionalDouble relativeWidth,
        OptionalDouble visibleShift,
        Repeated repeated) {

    static Steadiness of(List<LaunchSample> counted, int unsettled, Repeated repeated) {
        Map<State, Integer> launches = new EnumMap<>(State.class);
        Arrays.stream(State.values()).forEach(state -> launches.put(state, 0));
        launches.put(State.NO_STEADY_STATE, unsettled);
        counted.forEach(launch -> launches.merge(launch.counted().state(), 1, Integer::sum));
        double width = Repetition.relativeWidth(
                counted.stream().mapToDouble(l -> l.steps().median()).toArray());
        return new Steadiness(
                launches,
                counted.stream()
                        .mapToInt(launch -> launch.counted().leftOut())
                        .max()
                        .orElse(0),
                Double.isNaN(width) ? OptionalDouble.empty() : OptionalDouble.of(width),
                counted.stream()
                        .filter(launch -> launch.counted().state() == State.FLAT)
                        .mapToDouble(launch -> launch.counted().visibleShift())
                        .max(),
                repeated);
    }

    /** How many launches showed that state. */
    public int count(State state) {
        return launches.get(state);
    }

    /** How many launches are right, settled or not. */
    public int total() {
        return launches.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether launching ended before the interval was as narrow as the study asked for. */
    public boolean isCapped() {
        return repeated.capped();
    }
}
