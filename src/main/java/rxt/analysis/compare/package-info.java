/**
 * Two runs of a study against each other, cell by cell: {@link rxt.analysis.compare.StudyComparison}.
 *
 * <p>May import {@code analysis} and {@code record}.
 */
package rxt.analysis.compare;
