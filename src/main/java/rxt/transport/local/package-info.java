/**
 * Transport {@code local}: the ranks are threads of one JVM; nothing needs to be installed.
 *
 * <p>May import spmd. Nobody imports it: {@link rxt.spmd.Transport#named} loads it by name.
 */
package rxt.transport.local;
