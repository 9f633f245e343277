package rxt.spmd.team;

/**
 * How a loop's indices are dealt to the members of a team (OpenMP 5.2, section 11.5.3).
 *
 * @param kind the rule
 * @param chunk indices per chunk, 1 or more; {@link Kind#GUIDED}: the smallest chunk; {@link Kind#STATIC} ignores it
 */
public record Schedule(Kind kind, long chunk) {
    /** The rules by which indices are dealt. */
    public enum Kind {
        /** One contiguous part per member, lengths differing by at most one. */
        STATIC,
        /** Chunk k goes to member k mod size. */
        CYCLIC,
        /**
         * Chunks one by one, each member from its own part of the range and, when that is done, from the others' (in
         * OpenMP's words {@code nonmonotonic:dynamic}, its default).
         */
        DYNAMIC,
        /**
         * The next chunk of the range goes to whoever asks first ({@code monotonic:dynamic}): for loops whose long
         * indices come first. Members contend at every chunk.
         */
        MONOTONIC,
        /** As MONOTONIC, with chunks of remaining/size that shrink to {@code chunk}. */
        GUIDED
    }

    public static final Schedule STATIC = new Schedule(Kind.STATIC, 1);

    public Schedule {
        if (chunk < 1) {
            throw new IllegalArgumentException("a schedule's chunk must be 1 or more, not " + chunk);
        }
    }

    public static Schedule cyclic(long chunk) {
        return new Schedule(Kind.CYCLIC, chunk);
    }

    public static Schedule dynamic(long chunk) {
        return new Schedule(Kind.DYNAMIC, chunk);
    }

    public static Schedule monotonic(long chunk) {
        return new Schedule(Kind.MONOTONIC, chunk);
    }

    public static Schedule guided(long chunk) {
        return new Schedule(Kind.GUIDED, chunk);
    }

    /** This schedule for a loop whose indices take turns, where one that is far ahead would only wait. */
    Schedule inOrder() {
        return kind == Kind.DYNAMIC ? monotonic(chunk) : this;
    }
}
