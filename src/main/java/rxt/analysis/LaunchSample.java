package rxt.analysis;

import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.rule.CountedSteps;

/**
 * The steps of one launch that count.
 *
 * @param launch its row
 * @param environment what it ran on
 * @param counted what its steps show, and which count
 * @param steps elapsed times of the steps that count
 * @param wronglyBound whether its threads are bound to other CPUs than asked for
 */
public record LaunchSample(
        LaunchRow launch, EnvironmentRow environment, CountedSteps counted, Sample steps, boolean wronglyBound) {}
