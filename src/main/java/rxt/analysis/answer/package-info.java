/**
 * What a study answers: {@link rxt.analysis.answer.Answer}, the best split of each problem, those tied with it, what
 * another choice costs, and why. One place, so that {@code run}, {@code analyze} and the page say the same.
 *
 * <p>May import {@code analysis}, its models and efficiencies.
 */
package rxt.analysis.answer;
