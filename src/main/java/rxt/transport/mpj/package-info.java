/**
 * Transport {@code mpj}: MPJ Express, launched by mpjrun; compiled only when its jar is there.
 *
 * <p>May import spmd and MPJ Express' package mpi. Nobody imports it: {@link rxt.spmd.Transport#named} loads it by name.
 */
package rxt.transport.mpj;
