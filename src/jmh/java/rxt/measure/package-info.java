/** What timing costs; the command of the benchmark is in {@code rxt.spmd.exact}, that of the comparison in its class. */
package rxt.measure;
