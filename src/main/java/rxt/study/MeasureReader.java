package rxt.study;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rxt.record.rule.Repetition;
import rxt.record.rule.StepGrowth;
import rxt.study.Study.Measure;
import rxt.study.Study.Whole;

/**
 * Reads {@code measure}: how narrow the interval of a cell's median is to be, and what that may cost. An entry of
 * {@code kernels} may override each key of the root's but those of the study as a whole.
 */
final class MeasureReader {
    private static final List<String> OF_A_CELL =
            List.of("interval_width", "min_launches", "max_launches", "cell_seconds", "steps", "max_steps", "warmup");

    private static final List<String> OF_THE_STUDY = List.of("study_seconds", "drift_launches", "claim_launches");
    private static final double DEFAULT_WIDTH = 0.05;
    private static final int DEFAULT_MOST = 20;
    private static final double DEFAULT_SECONDS = 3600;
    private static final double MOST_SECONDS = 86_400 * 365.0;
    private static final int MOST_STEPS = 1_000_000;

    /** Launches below which a comparison has no interval; see {@code rxt.analysis.Bootstrap}. */
    private static final int DRIFT_NEEDED = 3;

    private final Map<String, YamlNode> keys;

    private MeasureReader(Map<String, YamlNode> keys) {
        this.keys = keys;
    }

    /**
     * How the cells of an entry are measured.
     *
     * @param root of the study, or null
     * @param entry of the entry of {@code kernels}, or null
     */
    static Measure measure(YamlNode root, YamlNode entry) {
        Map<String, YamlNode> keys = new TreeMap<>(ofRoot(root));
        if (entry != null) {
            entry.mapping().forEach((key, node) -> {
                if (OF_THE_STUDY.contains(key)) {
                    throw node.refused("concerns the whole study; move it to 'measure' at the root");
                }
            });
            keys.putAll(entry.mapping(new LinkedHashSet<>(OF_A_CELL)));
        }
        return new MeasureReader(keys).measure();
    }

    /** The same for an entry with a command, whose steps are told to it when it starts and cannot grow afterwards. */
    static Measure ofProgram(YamlNode root, YamlNode entry) {
        Measure measure = measure(root, entry);
        StepGrowth steps = measure.steps();
        if (steps.most() > steps.first()) {
            YamlNode most = entry != null && entry.mapping().containsKey("max_steps")
                    ? entry.mapping().get("max_steps")
                    : root.mapping().get("max_steps");
            throw most.refused("a program makes the steps that it is started with, here " + steps.first()
                    + ", and cannot be told to make more; give the entry of each command measure: {steps: "
                    + steps.most() + ", max_steps: " + steps.most() + "}, or max_steps to the kernels alone");
        }
        return measure;
    }

    /** What concerns the study as a whole. */
    static Whole whole(YamlNode root) {
        MeasureReader reader = new MeasureReader(ofRoot(root));
        int drift = reader.count("drift_launches", 0, Repetition.LAUNCHES_ALLOWED, DRIFT_NEEDED);
        if (drift > 0 && drift < DRIFT_NEEDED) {
            throw reader.keys
                    .get("drift_launches")
                    .refused("'" + drift + "' is not allowed; allowed: 0 for no check of drift, or " + DRIFT_NEEDED
                            + " and more, since fewer tell nothing");
        }
        int claims = reader.count("claim_launches", 0, Repetition.LAUNCHES_ALLOWED, 0);
        return new Whole(reader.seconds("study_seconds", DEFAULT_SECONDS), drift, claims);
    }

    private static Map<String, YamlNode> ofRoot(YamlNode root) {
        Set<String> allowed = new LinkedHashSet<>(OF_A_CELL);
        allowed.addAll(OF_THE_STUDY);
        return root == null ? Map.of() : root.mapping(allowed);
    }

    private Measure measure() {
        int steps = count("steps", 1, MOST_STEPS, 40);
        int fewest = count("min_launches", 1, Repetition.LAUNCHES_ALLOWED, Repetition.LAUNCHES_NEEDED);
        int most = count("max_launches", 1, Repetition.LAUNCHES_ALLOWED, Math.max(fewest, DEFAULT_MOST));
        if (most < fewest) {
            throw keys.get("max_launches")
                    .refused("'" + most + "' is not allowed; allowed: a whole number from min_launches, which is "
                            + fewest + (keys.containsKey("min_launches") ? "" : " where it is not given") + ", to "
                            + Repetition.LAUNCHES_ALLOWED);
        }
        double width = keys.containsKey("interval_width")
                ? keys.get("interval_width").positiveNumber(10, "a part of the median such as 0.05")
                : DEFAULT_WIDTH;
        return new Measure(
                new Repetition(width, fewest, most, seconds("cell_seconds", Double.POSITIVE_INFINITY)),
                new StepGrowth(steps, count("max_steps", steps, MOST_STEPS, steps)),
                count("warmup", 0, MOST_STEPS, 3));
    }

    private int count(String key, int min, int max, int otherwise) {
        return keys.containsKey(key) ? keys.get(key).intNumber(min, max) : otherwise;
    }

    private double seconds(String key, double otherwise) {
        return keys.containsKey(key) ? keys.get(key).positiveNumber(MOST_SECONDS, "seconds") : otherwise;
    }
}
