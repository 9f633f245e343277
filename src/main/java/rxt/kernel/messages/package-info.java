/**
 * Kernels of workers that exchange data: pipes, queues, servers, channels, shared windows. One file per kernel.
 *
 * <p>May import {@code kernel} and {@code spmd}.
 */
package rxt.kernel.messages;
