package rxt.analysis;

import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;

/**
 * The warm steps of one launch that count.
 *
 * @param launch its row
 * @param environment what it ran on
 * @param steps elapsed times of its warm steps
 * @param wronglyBound whether its threads are bound to other CPUs than asked for
 */
public record LaunchSample(LaunchRow launch, EnvironmentRow environment, Sample steps, boolean wronglyBound) {}
