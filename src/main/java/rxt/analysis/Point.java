package rxt.analysis;

import java.util.Optional;
import rxt.record.Cell;

/**
 * All that the analysis says of one planned cell.
 *
 * @param sample the cell, its status and reason
 * @param summary its figures; absent unless measured
 * @param scaling speed-up and efficiency; absent unless measured, and without a base case
 * @param overall against the best split over all transports; absent unless it takes part
 * @param inTransport against the best split of its own transport; absent unless it takes part
 * @param efficiency where its core time went; absent unless measured by an RxT that told
 */
public record Point(
        CellSample sample,
        Optional<Summary> summary,
        Optional<Scaling> scaling,
        Optional<Comparison> overall,
        Optional<Comparison> inTransport,
        Optional<PopEfficiency> efficiency) {

    public Cell cell() {
        return sample.cell();
    }

    /** Whether this is the best split over all transports. */
    public boolean isBest() {
        return overall.filter(Comparison::best).isPresent();
    }

    /** Whether this is compared with the best split over all transports and cannot be told from it. */
    public boolean isTied() {
        return overall.filter(Comparison::tied).isPresent();
    }

    /** Whether there are too few launches to compare this with the best split over all transports. */
    public boolean isNotCompared() {
        return overall.filter(Comparison::notCompared).isPresent();
    }
}
