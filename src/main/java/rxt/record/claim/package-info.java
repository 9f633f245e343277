/**
 * Who works on what, where several processes on several machines share one folder and nothing else: claims are files,
 * made by exclusive create and touched while they hold.
 *
 * <p>May import {@code record}.
 */
package rxt.record.claim;
