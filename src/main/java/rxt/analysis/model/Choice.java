package rxt.analysis.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The laws that suit a curve, fitted and weighed by AICc.
 *
 * <p>With Δ a law's AICc above the best one's, its Akaike weight is exp(−Δ/2) over the sum of these: the probability that
 * it is the best of the laws compared. Source: Burnham &amp; Anderson, <i>Model Selection and Multimodel Inference</i>,
 * 2002, section 2.9. A law that has too many coefficients for AICc on so few points may still be the true one: then
 * none is chosen.
 *
 * @param ranked the laws fitted, best first; at least two
 * @param refused the laws that suit the curve's growth and could not be fitted, with the reason
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
     * @throws FitRefusedException where fewer than two can be fitted, the message has each law's reason, and where the
     *     points are too few to compare all that can
     */
    public static Choice of(Curve curve, Noise noise) {
        List<Fit> fits = new ArrayList<>();
        Map<Law, String> refused = new LinkedHashMap<>();
        for (Law law : Law.ALL) {
            if (law.suits(curve.growth())) {
                try {
                    fits.add(Fit.of(law, curve, noise));
                } catch (FitRefusedException e) {
                    refused.put(law, e.getMessage());
                }
            }
        }
        if (fits.size() < 2) {
            throw new FitRefusedException(String.join("; ", refused.values()));
        }
        check(fits);
        return new Choice(weighed(fits), refused);
    }

    /** A choice among some of the laws would favour those of few coefficients for being few. */
    private static void check(List<Fit> fits) {
        if (fits.stream().anyMatch(fit -> fit.aicc().isEmpty())) {
            int needed = fits.stream()
                    .mapToInt(fit -> fit.coefficients().size() + 3)
                    .max()
                    .orElseThrow();
            throw new FitRefusedException(
                    "no law is chosen: " + fits.getFirst().n() + " splits are fitted, and choosing between "
                            + fits.stream().map(fit -> fit.law().title()).collect(Collectors.joining(" and "))
                            + " needs " + needed + " or more");
        }
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
