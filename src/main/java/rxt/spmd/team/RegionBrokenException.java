package rxt.spmd.team;

/** Ends a member whose region another member has ended early; the region's caller gets the other member's exception. */
final class RegionBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegionBrokenException() {
        super("another member of the team failed, so this barrier can never be passed");
    }
}
