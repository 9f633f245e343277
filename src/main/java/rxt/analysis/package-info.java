/**
 * Statistics, scaling and efficiencies: pure functions on records.
 *
 * <p>May import {@code record}.
 */
package rxt.analysis;
