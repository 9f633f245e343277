package rxt.kernel;

/**
 * What one step does, over all ranks, from formulas and not from counters.
 *
 * @param flops floating-point operations
 * @param bytes bytes read and written in memory when caches hold nothing between sweeps
 * @param messages messages between ranks
 */
public record Work(double flops, double bytes, double messages) {}
