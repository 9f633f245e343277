/**
 * Ratios of RxT to C from the samples of {@code versus core}, and the bars that they are held against.
 *
 * <p>May import {@code analysis} and {@code record}.
 */
package rxt.analysis.versus;
