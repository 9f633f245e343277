package rxt.analysis.model;

/** Whether a point may be fitted; a marked one is shown and counted, never fitted. */
public enum Mark {
    CLEAN,
    /** More workers than the affinity masks allow CPUs. */
    OVERSUBSCRIBED,
    /** Bound to other CPUs than asked for. */
    WRONGLY_BOUND,
    /** Ranks are threads of one JVM, with one heap and one collector. */
    SHARED_JVM
}
