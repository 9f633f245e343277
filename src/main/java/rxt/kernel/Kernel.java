package rxt.kernel;

import java.util.List;

/**
 * One rank's part of a computation that all ranks carry out together. Built by {@link KernelType#create}, which
 * allocates and initialises (first touch by the team's own threads); then {@link #step} any number of times, then
 * {@link #verify} once. Every method is called by all ranks.
 */
public interface Kernel extends AutoCloseable {
    /** Floating-point operations, bytes of memory traffic and messages of one step over all ranks, from formulas. */
    Work work();

    /** The timed part: one repetition of the whole computation. Allocates nothing in steady state. */
    void step();

    /** Compares the state after the steps with the known answer. The result is the same on every rank. */
    Check verify();

    /**
     * A hash of a few elements of this rank's part of the answer, drawn by a number ({@link Sample}): equal after every
     * step, so that a step is seen that went wrong before the last one. It is taken outside of the steps' times, by
     * {@link StepWitness}, without messages or the team, which are timed; 0 where {@link #verify} sees every step by
     * itself, or steps leave nothing but the last answer.
     */
    default long witness(int draw) {
        return 0;
    }

    /** What this rank found beside the answer in the steps; after {@link #verify}. */
    default List<Observation> observations() {
        return List.of();
    }

    @Override
    default void close() {}
}
