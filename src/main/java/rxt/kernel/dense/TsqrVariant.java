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

    /** What there is to be done once in a process. */
    void prepare(Team team) {
        if (this == BLAS) {
            OpenBlas.use(1, team);
        }
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
