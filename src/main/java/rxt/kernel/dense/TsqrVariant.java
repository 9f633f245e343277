package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rxt.spmd.team.Team;

/** Who factors blocks and pairs. */
enum TsqrVariant {
    /** Own, in vectors. */
    TEAM,
    /** The same in plain arithmetic, to the last bit. */
    SCALAR,
    /** LAPACK, which promises no bits. */
    BLAS;

    static TsqrVariant named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static List<String> names() {
        return Arrays.stream(values())
                .map(variant -> variant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * How many members of a team factor at a time; the library is told what each may use, once in a process.
     *
     * @param libraryThreads for each call; 0 for one caller with as many as the team has
     */
    int callers(Team team, int libraryThreads) {
        if (this == BLAS) {
            OpenBlas.use(libraryThreads == 0 ? team.size() : libraryThreads, team);
        }
        return libraryThreads == 0 ? 1 : team.size();
    }

    /** A worker of the calling thread. */
    TsqrWorker worker(Arena arena, int rows, int columns) {
        return switch (this) {
            case TEAM -> new TsqrLanes(arena, rows, columns);
            case SCALAR -> new TsqrScalars(arena, rows, columns);
            case BLAS -> new TsqrLibrary(arena, rows, columns);
        };
    }
}
