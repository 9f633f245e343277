package rxt.study.versus;

import java.util.ArrayList;
import java.util.List;
import rxt.record.CoreCase;

/**
 * Cases that one launch measures, one after the other.
 *
 * @param name its name in files
 * @param ranks number of ranks
 * @param threads threads that a rank has at most
 * @param level thread level asked for
 * @param roundsShare one in so many rounds measures it, and 3 at least
 * @param cases what is measured, in this order
 */
record Suite(String name, int ranks, int threads, String level, int roundsShare, List<CoreCase> cases) {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int LEAST_ROUNDS = 3;

    /** Blocking messages and collectives of two ranks; heap buffers last, so that the others see none. */
    static final Suite MESSAGES = new Suite("messages", 2, 1, "SERIALIZED", 1, messages());

    /** Messages by several threads of each rank at once. */
    static final Suite RATE =
            new Suite("rate", 2, 2, "MULTIPLE", 2, List.of(new CoreCase("rate", Long.BYTES, 2, "off-heap")));

    /** More of everything than there are cores. */
    static final Suite CROWD = new Suite(
            "crowd",
            8,
            4,
            "SERIALIZED",
            2,
            List.of(
                    new CoreCase("ring", Long.BYTES, 4, "off-heap"),
                    new CoreCase("region-allreduce", Long.BYTES, 4, "off-heap")));

    /** The constructs of a team. */
    static final Suite TEAM = new Suite("team", 1, 2, "SERIALIZED", 1, team());

    /** Rounds of it among {@code rounds}: a share, but as many as an interval needs. */
    int rounds(int rounds) {
        return Math.min(rounds, Math.max(LEAST_ROUNDS, rounds / roundsShare));
    }

    /** The same suite in one of so many rounds. */
    Suite withShare(int share) {
        return new Suite(name, ranks, threads, level, share, cases);
    }

    /** The same suite with these cases alone. */
    Suite with(List<CoreCase> chosen) {
        return new Suite(name, ranks, threads, level, roundsShare, chosen);
    }

    private static List<CoreCase> messages() {
        List<CoreCase> cases = new ArrayList<>();
        List<Integer> sizes = List.of(Long.BYTES, KIB, 64 * KIB, MIB);
        sizes.forEach(bytes -> cases.add(new CoreCase("ping-pong", bytes, 1, "off-heap")));
        cases.add(new CoreCase("bandwidth", MIB, 1, "off-heap"));
        cases.add(new CoreCase("allreduce", Double.BYTES, 1, "off-heap"));
        cases.add(new CoreCase("allreduce", MIB, 1, "off-heap"));
        cases.add(new CoreCase("barrier", 0, 1, "none"));
        cases.add(new CoreCase("halo", 0, 1, "off-heap"));
        sizes.forEach(bytes -> cases.add(new CoreCase("ping-pong", bytes, 1, "heap")));
        return cases;
    }

    private static List<CoreCase> team() {
        List<CoreCase> cases = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            for (String construct :
                    List.of("region", "team-barrier", "reduction", "region+barrier+reduction", "dynamic", "critical")) {
                cases.add(new CoreCase(construct, 0, threads, "none"));
            }
        }
        return cases;
    }
}
