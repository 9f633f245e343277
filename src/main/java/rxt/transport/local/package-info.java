/**
 * Transport {@code local}: the ranks are threads of one JVM; nothing needs to be installed, and nothing is locked or
 * allocated for a message in steady state.
 *
 * <p><b>Ring.</b> Each pair of sender and receiver has a {@link rxt.transport.local.Ring} of 64 slots, written by the one
 * and read by the other. A slot holds the envelope (message space and tag), the length, and a payload of up to 40 bytes;
 * one of up to 4 KiB lies in the slot's page. A sender that finds the ring full keeps the message in its
 * {@link rxt.transport.local.Outbox} and goes on; so a send that only begins never waits for its receiver.
 *
 * <p><b>Matching.</b> The receiver alone takes messages out of its rings, in the calls it makes, and matches them in the
 * order of arrival with its posted receives in the order of posting: {@link rxt.transport.local.Matching}. What nobody
 * waits for is copied to a message that is used again. So ANY_SOURCE, ANY_TAG, probes and MPI's order need no lock.
 *
 * <p><b>Rendezvous.</b> Of a longer message the slot names the sender's request; the receiver copies once, from the
 * sender's buffer into its own, and completes the request. A buffer of a confined arena, which only its own thread may
 * touch, is copied by its own thread once more.
 *
 * <p><b>Waiting.</b> A rank that waits moves messages along, spins while there are cores for all ranks, then yields, then
 * parks: {@link rxt.transport.local.Port#await}. {@link rxt.transport.local.Bells} says why no wake-up is lost. The first
 * rank that fails poisons the {@link rxt.transport.local.World}: every wait of the others ends with its name.
 *
 * <p><b>Collectives.</b> Barrier, bcast, reductions, allgather and alltoall read what the others laid on a
 * {@link rxt.transport.local.Board}; reductions combine in the order of
 * {@link rxt.spmd.CollectivesOverMessages}, which has the rest. Those that only begin are messages begun at once.
 *
 * <p><b>Threads.</b> SERIALIZED without a lock, MULTIPLE on request with one lock per rank, which no thread holds while
 * it waits.
 *
 * <p>May import spmd. Nobody imports it: {@link rxt.spmd.Transport#named} loads it by name.
 */
package rxt.transport.local;
