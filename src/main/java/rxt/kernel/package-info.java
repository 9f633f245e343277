/**
 * The computations RxT measures: {@link rxt.kernel.Kernel} and what describes it, the one
 * {@link rxt.kernel.Catalogue}, and a package per family with one file per kernel.
 *
 * <p>A kernel has no clock but its {@link rxt.kernel.Journal}, prints nothing, names no file and has no mutable
 * statics: ranks may be threads of one JVM. May import {@code spmd} (with {@code team} and {@code grid}).
 */
package rxt.kernel;
