package rxt.study;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import rxt.record.claim.Claim;
import rxt.record.claim.Claims;
import rxt.record.claim.Holder;
import rxt.record.claim.Pace;
import rxt.record.claim.Standing;

/**
 * This run among those that work in one folder at once: all of the same study with the same settings, so that whoever
 * merges last makes the same results file.
 *
 * @param claims of this run
 */
record Membership(Claims claims) implements AutoCloseable {
    /** What only one run may do at a time: to merge, or to make the folder ready. */
    private static final String OUTPUT = "output";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What is done alone. */
    interface Act<T> {
        T apply() throws IOException;
    }

    /**
     * Joins the others.
     *
     * @param alone whether others are not to be there, as where their results would be forgotten
     * @throws rxt.record.StudyFileException where others are there with which this run cannot be, naming one
     */
    static Membership join(ResultsFolder folder, Holder self, boolean alone) {
        Claims claims = Claims.join(folder.path(), self, Pace.NORMAL);
        List<Standing> strangers = claims.otherRuns().stream()
                .filter(other -> alone
                        || other.holder()
                                .filter(holder -> holder.work().equals(self.work()))
                                .isEmpty())
                .toList();
        if (!strangers.isEmpty()) {
            claims.close();
            throw claims.heldBy(strangers.getFirst().who()
                    + (alone ? "; --fresh would forget what it does" : ", which has other settings"));
        }
        return new Membership(claims);
    }

    /** Does what only one run may do at a time, and waits for its turn. */
    <T> T whileAlone(Act<T> act) throws IOException, InterruptedException {
        try (Claim output = claims.await(OUTPUT, PATIENCE)) {
            claims.clear(output.resource());
            return act.apply();
        }
    }

    @Override
    public void close() {
        claims.close();
    }
}
