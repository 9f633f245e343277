package rxt.analysis.claim;

/**
 * A claim with what a results file says of it.
 *
 * @param claim the claim
 * @param finding the verdict
 */
public record Ruling(Claim.Text claim, Finding finding) {}
