/**
 * Transport {@code mpj}: MPJ Express, launched by mpjrun; compiled only when its jar is there.
 *
 * <p>May import spmd and MPJ Express' packages. Nobody imports it: {@link rxt.spmd.Transport#named} loads it by name.
 *
 * <p>Ranks are threads of one JVM (multicore mode). What MPJ Express 0.44 gets wrong there, and how it is mended:
 *
 * <ul>
 *   <li>Split fails when two ranks give the same key. The adapter gives each rank its place in the order as key.
 *   <li>Communicators with different histories can get the same numbers, and then take each other's messages. The
 *       adapter splits again until the numbers are free on every rank.
 *   <li>Probe reads the device's queues while others change them, and spins. The adapter locks them and pauses.
 *   <li>PROC_NULL is not known to it. The adapter answers itself.
 *   <li>Exscan is missing; BOR and BXOR leave the first rank's value as it is. All are done over messages.
 *   <li>Collectives mix up or ignore the offsets of their arrays, and gather writes into buffers of ranks that are not
 *       the root. Arrays go in at offset 0 only, otherwise copies.
 *   <li>A message longer than its receive throws deep inside and leaves the other side waiting for ever. A message that
 *       waits is looked at before the receive is posted. Where the receive came first, the error may show on the sender
 *       alone; it then ends the launch and names its own length, but the library does not tell it the receiver's.
 *   <li>Vector types pack the first elements of all blocks, then the second ones, and so on: three blocks of two elements
 *       arrive in an ordinary receive as elements 1, 3, 5, 2, 4, 6, and another layout takes them in that order. Not
 *       mended: this transport has no vector types. Of the rest, the library has persistent requests; it has no
 *       non-blocking collectives, neighbourhoods, shared memory or one-sided calls.
 *   <li>Failures never reach mpjrun's exit code: a rank that fails or aborts has to halt the JVM, and success is what
 *       the ranks leave behind.
 * </ul>
 */
package rxt.transport.mpj;
