package rxt.analysis.claim;

/**
 * A claim with what a results file says of it.
 *
 * @param claim the claim
 * @param finding the verdict
 * @param leftOut whether the file is a part of its study, and says as little of the claim as an empty one
 */
public record Ruling(Claim.Text claim, Finding finding, boolean leftOut) {}
