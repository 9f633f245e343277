package rxt.spmd.team;

/** Which CPUs of the rank's affinity mask the members of a team are bound to. */
public enum Pinning {
    /** None: the system moves them within the mask. */
    NONE,
    /** Member k on the k-th CPU of the mask, siblings of one core next to each other. */
    COMPACT,
    /** Members as far apart as the mask allows: cores first, then their siblings. */
    SCATTER
}
