package rxt.analysis.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The laws that suit a curve, fitted and weighed by AICc.
 *
 * <p>With Δ a law's AICc above the best one's, its Akaike weight is exp(−Δ/2) over the sum of these: the probability that
 * it is the best of the laws compared. Source: Burnham &amp; Anderson, <i>Model Selection and Multimodel Inference</i>,
 * 2002, section 2.9.
 *
 * @param ranked the laws fitted, best first; at least one
 * @param refused the laws that suit the curve's growth and could not be fitted or compared, with the reason
 */
public record Choice(List<Candidate> ranked, Map<Law, String> refused) {
    /**
     * A law that was fitted.
     *
     * @param fit the fit
     * @param delta its AICc above the best one's
     * @param weight its Akaike weight; they sum to 1
     */
    public record Candidate(Fit fit, double delta, double weight) {
        /** Whether the points support it about as well as the best: Δ ≤ 2. */
        public boolean isSupported() {
            return delta <= 2;
        }
    }

    public Choice {
        ranked = List.copyOf(ranked);
        refused = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /**
     * Fits all laws that suit the curve's growth.
     *
     * @throws FitRefusedException where none can be fitted and compared; the message has each law's reason
     */
    public static Choice of(Curve curve, Noise noise) {
        List<Fit> fits = new ArrayList<>();
        Map<Law, String> refused = new LinkedHashMap<>();
        for (Law law : Law.ALL) {
            if (law.suits(curve.growth())) {
                try {
                    fits.add(comparable(Fit.of(law, curve, noise)));
                } catch (FitRefusedException e) {
                    refused.put(law, e.getMessage());
                }
            }
        }
        if (fits.isEmpty()) {
            throw new FitRefusedException(String.join("; ", refused.values()));
        }
        return new Choice(weighed(fits), refused);
    }

    private static Fit comparable(Fit fit) {
        if (fit.aicc().isEmpty()) {
            int needed = fit.coefficients().size() + 3;
            throw new FitRefusedException(fit.law().title() + " has " + fit.n()
                    + " points to fit; comparing it with other laws needs " + needed + " or more");
        }
        return fit;
    }

    private static List<Candidate> weighed(List<Fit> fits) {
        double lowest = fits.stream().mapToDouble(Choice::aicc).min().orElseThrow();
        double sum = fits.stream().mapToDouble(fit -> likelihood(fit, lowest)).sum();
        return fits.stream()
                .map(fit -> new Candidate(fit, aicc(fit) - lowest, likelihood(fit, lowest) / sum))
                .sorted(Comparator.comparingDouble(Candidate::delta))
                .toList();
    }

    private static double likelihood(Fit fit, double lowest) {
        return Math.exp((lowest - aicc(fit)) / 2);
    }

    private static double aicc(Fit fit) {
        return fit.aicc().orElseThrow();
    }

    /** The law with the lowest AICc. */
    public Fit best() {
        return ranked.getFirst().fit();
    }
}
