package rxt.analysis;

import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.steady.SteadyState;

/**
 * The steps of one launch that count.
 *
 * @param launch its row
 * @param environment what it ran on
 * @param steady what its steps after the study's {@code warmup} show
 * @param steps elapsed times of the steps that count
 * @param wronglyBound whether its threads are bound to other CPUs than asked for
 */
public record LaunchSample(
        LaunchRow launch, EnvironmentRow environment, SteadyState steady, Sample steps, boolean wronglyBound) {}
