package rxt.analysis.versus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import rxt.analysis.Bootstrap;
import rxt.analysis.RatioOfMedians;
import rxt.analysis.Resampler;
import rxt.analysis.Sample;
import rxt.record.VersusFile;
import rxt.record.VersusFile.Contest;
import rxt.record.VersusFile.TwinLaunch;
import rxt.record.VersusFile.TwinMeasured;
import rxt.record.VersusFile.TwinSample;

/**
 * The rows of the table of {@code versus core} or {@code versus kernels}.
 *
 * <p>The two sides of a round ran one right after the other, so they share the machine's mood: all samples of a round
 * are taken in units of its C median, and the ratio is the median of the rounds' medians of RxT in these. What differs
 * between rounds then is the ratio alone, and the hierarchical bootstrap ({@link Resampler}, rounds first, then
 * samples) gives its interval ({@link RatioOfMedians}). Of constructs of a team the overhead counts: the sample less
 * the median reference of its launch. A ratio of overheads means nothing where those of either side are within the
 * noise of their reference; then the ratio is that of the whole times, the delays included. It decides the same bar,
 * and no more leniently: with references alike, a ratio below 1 of overheads is lower still.
 */
public final class VersusAnalysis {
    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 20_261_121;
    /** What the clock can tell of batches of 2 ms; single samples whose overhead is less are taken as that. */
    private static final double LEAST_SECONDS = 1e-10;

    private final VersusFile file;
    private final Map<Long, List<TwinSample>> samples = new HashMap<>();
    private final Map<Long, TwinMeasured> measured = new HashMap<>();
    private final Resampler resampler = new Resampler(SEED);
    private final KernelRows kernels;

    private VersusAnalysis(VersusFile file, Set<String> whole) {
        this.file = file;
        this.kernels = new KernelRows(whole);
        for (TwinSample sample : file.samples()) {
            samples.computeIfAbsent(key(sample.launch(), sample.contest()), _ -> new ArrayList<>())
                    .add(sample);
        }
        file.measured().forEach(row -> measured.put(key(row.launch(), row.contest()), row));
    }

    /** The same where whatever the file has is whole. */
    public static List<ContestResult> of(VersusFile file) {
        return of(file, Set.of());
    }

    /**
     * A row for each contest, in the file's order, and where there are kernels those of {@link KernelRows}.
     *
     * @param twins names of all kernels that have a twin: without one of them, the mean is held against nothing
     */
    public static List<ContestResult> of(VersusFile file, Set<String> twins) {
        VersusAnalysis analysis = new VersusAnalysis(file, twins);
        List<ContestResult> results =
                new ArrayList<>(file.contests().stream().map(analysis::result).toList());
        results.addAll(analysis.kernels.rows(results));
        return results;
    }

    private static long key(int launch, int contest) {
        return ((long) launch << Integer.SIZE) + contest;
    }

    /** The launches of both sides of one round. */
    private static final class Round {
        private TwinLaunch c;
        private TwinLaunch rxt;
    }

    private ContestResult result(Contest contest) {
        Map<Integer, Round> rounds = new TreeMap<>();
        String problem = contest.reason();
        for (TwinLaunch launch : file.launches()) {
            if (!concerns(launch, contest)) {
                continue;
            }
            Round round = rounds.computeIfAbsent(launch.round(), _ -> new Round());
            if (launch.side().equals("c")) {
                round.c = launch;
            } else {
                round.rxt = launch;
            }
            if (problem.isEmpty()) {
                problem = problem(launch, contest);
            }
        }
        List<Round> complete = rounds.values().stream()
                .filter(r -> r.c != null && r.rxt != null)
                .toList();
        if (problem.isEmpty() && complete.isEmpty()) {
            problem = "not measured: no round is complete";
        }
        Optional<ContestResult.Figures> figures =
                problem.isEmpty() ? Optional.of(figures(contest, complete)) : Optional.empty();
        return new ContestResult(contest, figures, Bar.of(contest), problem);
    }

    private static boolean concerns(TwinLaunch launch, Contest contest) {
        return launch.suite().equals(contest.suite())
                && launch.transport().equals(contest.transport())
                && launch.library().equals(contest.library());
    }

    /** One wrong answer voids the row. */
    private String problem(TwinLaunch launch, Contest contest) {
        String side = launch.side().equals("c") ? "C: " : "";
        if (!launch.problem().isEmpty()) {
            return side + launch.problem();
        }
        TwinMeasured row = measured.get(key(launch.launch(), contest.contest()));
        if (row == null || (row.problem().isEmpty() && samples(launch, contest).isEmpty())) {
            return side + "launch " + launch.launch() + " has no samples of it";
        }
        return row.problem().isEmpty() ? "" : side + row.problem();
    }

    private List<TwinSample> samples(TwinLaunch launch, Contest contest) {
        return samples.getOrDefault(key(launch.launch(), contest.contest()), List.of());
    }

    private ContestResult.Figures figures(Contest contest, List<Round> rounds) {
        List<Sample> c = new ArrayList<>();
        List<Sample> rxt = new ArrayList<>();
        List<Sample> cInUnits = new ArrayList<>();
        List<Sample> rxtInUnits = new ArrayList<>();
        double jit = 0;
        boolean whole = isNoise(contest, rounds, round -> round.c) || isNoise(contest, rounds, round -> round.rxt);
        for (Round round : rounds) {
            double[] ofC = seconds(samples(round.c, contest), whole);
            double[] ofRxt = seconds(samples(round.rxt, contest), whole);
            double unit = Sample.of(ofC).median();
            c.add(Sample.of(ofC));
            rxt.add(Sample.of(ofRxt));
            cInUnits.add(Sample.of(divided(ofC, unit)));
            rxtInUnits.add(Sample.of(divided(ofRxt, unit)));
            jit += measured.get(key(round.rxt.launch(), contest.contest())).jitSeconds();
        }
        Bootstrap one = resampler.bootstrap(2 * contest.contest(), rxtInUnits);
        Bootstrap other = resampler.bootstrap(2 * contest.contest() + 1, cInUnits);
        kernels.add(contest, one, other);
        RatioOfMedians ratio = Bar.isRate(contest.what())
                ? RatioOfMedians.of(other, one, 1, CONFIDENCE)
                : RatioOfMedians.of(one, other, 1, CONFIDENCE);
        return new ContestResult.Figures(
                Sample.ofMedians(c).median(),
                Sample.ofMedians(rxt).median(),
                ratio,
                rounds.size(),
                Stream.concat(c.stream(), rxt.stream()).mapToInt(Sample::size).sum(),
                jit,
                whole);
    }

    /**
     * Whether a side's overheads are within the noise of their reference: in one launch the median is below what can be
     * told at all, or in half of the launches it is not above the reference's own spread, P90 − P10.
     */
    private boolean isNoise(Contest contest, List<Round> rounds, Function<Round, TwinLaunch> side) {
        int within = 0;
        for (Round round : rounds) {
            double[] references = references(samples(side.apply(round), contest));
            if (references.length == 0) {
                continue;
            }
            Sample reference = Sample.of(references);
            double[] overheads = samples(side.apply(round), contest).stream()
                    .mapToDouble(sample -> sample.seconds() - reference.median())
                    .sorted()
                    .toArray();
            double overhead = overheads[overheads.length / 2];
            if (overhead <= LEAST_SECONDS) {
                return true;
            }
            within += overhead <= reference.percentile(90) - reference.percentile(10) ? 1 : 0;
        }
        return within > 0 && 2 * within >= rounds.size();
    }

    /** Those that are there: messages have none. */
    private static double[] references(List<TwinSample> samples) {
        return samples.stream()
                .mapToDouble(TwinSample::referenceSeconds)
                .filter(seconds -> seconds > 0)
                .toArray();
    }

    private static double[] seconds(List<TwinSample> samples, boolean whole) {
        double[] references = references(samples);
        double reference =
                whole || references.length == 0 ? 0 : Sample.of(references).median();
        return samples.stream()
                .mapToDouble(sample -> Math.max(LEAST_SECONDS, sample.seconds() - reference))
                .toArray();
    }

    private static double[] divided(double[] seconds, double unit) {
        double[] inUnits = new double[seconds.length];
        for (int i = 0; i < inUnits.length; i++) {
            inUnits[i] = seconds[i] / unit;
        }
        return inUnits;
    }
}
