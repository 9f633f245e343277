package rxt.analysis.claim;

import java.util.List;

/**
 * An assertion of the lectures that measured cells decide. One class each, by the number in the list of claims.
 */
public interface Claim {
    /**
     * What a claim says of itself.
     *
     * @param id such as {@code C07}
     * @param claim what is asserted, one sentence
     * @param seeds lectures that assert it, such as {@code S0 S1}
     * @param kernels whose cells decide it
     * @param statistic what is computed of them, in words
     * @param bound what it must reach
     * @param lesson why it is so, or when it is not: two or three sentences
     * @param next a command that goes on from here
     */
    record Text(
            String id,
            String claim,
            String seeds,
            List<String> kernels,
            String statistic,
            Bound bound,
            String lesson,
            String next) {
        public Text {
            kernels = List.copyOf(kernels);
        }
    }

    Text text();

    /** The verdict by the launches that count, whatever the others were. */
    Finding decide(Evidence evidence);

    /**
     * The verdict by what there is: none where a cell that decides gave a wrong answer, be it in one launch. Where no cell
     * decides, those of its kernels may lack for that.
     */
    default Finding find(Evidence evidence) {
        Finding finding = decide(evidence);
        return finding.unless(
                finding.deciding().isEmpty()
                        ? evidence.faults(cell -> text().kernels().contains(cell.kernel()))
                        : evidence.faults(finding.deciding()));
    }
}
