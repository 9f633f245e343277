package rxt.analysis;

import rxt.record.LaunchRow;

/**
 * The warm steps of one launch that count.
 *
 * @param launch its row
 * @param steps elapsed times of its warm steps
 */
public record LaunchSample(LaunchRow launch, Sample steps) {}
