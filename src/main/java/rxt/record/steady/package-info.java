/**
 * Whether a series of step times has settled: pure functions. They stand here since the sweep, which decides by them
 * whether to launch again, may not import {@code analysis}.
 *
 * <p>The method is that of Barrett, Bolz-Tereick, Killick, Mount and Tratt, <i>Virtual Machine Warmup Blows Hot and
 * Cold</i>, OOPSLA'17 (doi 10.1145/3133876), read from its program {@code warmup_stats}:
 * outliers beyond median ± 3 (P90 − P10) of a sliding window are set aside, change points in mean and variance are found
 * by PELT with penalty 15 ln n, and the segments are compared with the last one. Chosen here, or different:
 *
 * <ul>
 *   <li>Times are divided by their median. The paper's tolerance, max(variance, δ seconds), compares seconds with square
 *       seconds, which only suits steps of about a second; here it is max(variance, 0.01) without unit, the variance
 *       being the last segment's: that of a short first one is so large that it would hide any warm-up.
 *   <li>The last segment must hold the last quarter of the steps, as there by default; segments of one or two steps at
 *       the very end are passed over, as outliers there are, for they are no level.
 *   <li>In the window at the very beginning the paper marks no outliers, so that warm-up is not taken for one; here only
 *       a run of far steps that begins with the first (or, from 3 on, ends with the last) is kept.
 *   <li>Change points of long series are found on a grid, fine at the beginning, and then placed to the step. PELT is
 *       linear only where change points are many; a flat series of 100,000 steps would need 5·10⁹ logarithms.
 *   <li>A level that is left twice and regained is "no steady state", however long the last stay was.
 *   <li>So is a last stay with a trend, which change points show only as stairs, and one that wanders or alternates
 *       faster than change points can follow. Two levels that take turns by chance are flat: one distribution.
 * </ul>
 *
 * <p>May import the JDK.
 */
package rxt.record.steady;
