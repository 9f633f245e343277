/**
 * Rules that whoever plans launches and whoever times steps hold to alike: when to stop repeating, which steps
 * of a launch count, and which timer is good enough. Pure functions.
 *
 * <p>They stand below {@code study} and {@code measure}, which may not import {@code analysis}.
 *
 * <p>May import the JDK and {@code record.steady}.
 */
package rxt.record.rule;
