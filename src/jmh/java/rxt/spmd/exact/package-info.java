/**
 * What exact sums cost beside plain ones. Like all of {@code src/jmh/java}, compiled and run by the profile {@code jmh}
 * alone, with JMH's own options in {@code jmh}:
 *
 * <pre>
 * mvn -q -Pjmh test-compile exec:exec -Djmh="ExactBenchmark -p n=1000,10000000 -p threads=1"
 * mvn -q -Pjmh test-compile exec:exec -Djmh="TeamBenchmark -p team=forkjoin"
 * </pre>
 */
package rxt.spmd.exact;
