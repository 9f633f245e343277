package rxt.kernel;

/**
 * What one step does, over all ranks, from formulas and not from counters.
 *
 * @param flops floating-point operations
 * @param bytes bytes read and written in memory when caches hold nothing between sweeps
 * @param messages messages between ranks; a collective has ranks − 1 to or from a root or along the ranks, twice as many
 *     where all get what all gave, and one for each pair where all exchange parts
 */
public record Work(double flops, double bytes, double messages) {}
