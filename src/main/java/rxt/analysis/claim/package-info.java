/**
 * What the lectures claim, and how this machine decides it: {@link rxt.analysis.claim.Claims} lists one small class per
 * claim, {@link rxt.analysis.claim.Evidence} is what a results file has to say, {@link rxt.analysis.claim.Finding} the
 * verdict with its figure. Pure functions on records.
 *
 * <p>May import {@code record}.
 */
package rxt.analysis.claim;
