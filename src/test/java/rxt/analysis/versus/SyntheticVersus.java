package rxt.analysis.versus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import rxt.record.CoreCase;
import rxt.record.VersusFile;
import rxt.record.VersusFile.Contest;
import rxt.record.VersusFile.TwinEnvironment;
import rxt.record.VersusFile.TwinLaunch;
import rxt.record.VersusFile.TwinMeasured;
import rxt.record.VersusFile.TwinSample;

/** A file of {@code versus core} of one contest, whose true ratio is known. */
public final class SyntheticVersus {
    private static final int SAMPLES = 30;

    private final Contest contest;
    private final List<TwinLaunch> launches = new ArrayList<>();
    private final List<TwinMeasured> measured = new ArrayList<>();
    private final List<TwinSample> samples = new ArrayList<>();

    private SyntheticVersus(Contest contest) {
        this.contest = contest;
    }

    /** A kernel's step on one rank and thread. */
    public static Contest kernel(String name) {
        return new Contest(0, CoreCase.kernel(name, 1), name + " 1x1", "ffm", "openmpi", 1, false, "", "n=9");
    }

    /** A contest on two ranks. */
    public static Contest contest(String operation, long bytes, int threads, String buffer, String transport) {
        return new Contest(
                0, new CoreCase(operation, bytes, threads, buffer), "messages", transport, "openmpi", 2, false, "");
    }

    /**
     * Rounds that all differ by up to a factor of 3, the same for both sides; launches by a tenth, each its own.
     *
     * @param ratio true ratio of the times, RxT to C
     * @param reference part of each sample that is not the operation
     */
    public static VersusFile file(Contest contest, int rounds, double ratio, double reference, Random random) {
        SyntheticVersus file = new SyntheticVersus(contest);
        for (int round = 0; round < rounds; round++) {
            double mood = 1e-6 * Math.exp(random.nextDouble() * Math.log(3));
            file.launch(round, "c", mood * Math.exp(0.1 * random.nextGaussian()), reference, random);
            file.launch(round, "rxt", ratio * mood * Math.exp(0.1 * random.nextGaussian()), reference, random);
        }
        return file.file("");
    }

    /** The same with what the last launch of RxT says of its answer. */
    public static VersusFile with(String problem, VersusFile file) {
        List<TwinMeasured> rows = new ArrayList<>(file.measured());
        TwinMeasured last = rows.removeLast();
        rows.add(new TwinMeasured(last.launch(), last.contest(), 1, 1, 0, problem));
        return new VersusFile(
                file.header(), file.contests(), file.launches(), rows, file.samples(), file.environments());
    }

    /** The same with RxT's whole times as that factor makes them, and its overheads all {@code overhead}. */
    static VersusFile slowed(double factor, double overhead, VersusFile file) {
        return with(
                file,
                file.samples().stream()
                        .map(s -> s.launch() % 2 == 0
                                ? s
                                : new TwinSample(
                                        s.launch(), s.contest(), factor * s.seconds(), factor * s.seconds() - overhead))
                        .toList());
    }

    /** The same with references that lie {@code spread} apart; their median is what it was. */
    static VersusFile noisy(double spread, VersusFile file) {
        List<TwinSample> samples = new ArrayList<>();
        for (TwinSample s : file.samples()) {
            double away = switch (samples.size() % 5) {
                case 0 -> spread;
                case 1 -> -s.referenceSeconds() / 2;
                default -> 0;
            };
            samples.add(new TwinSample(s.launch(), s.contest(), s.seconds(), s.referenceSeconds() + away));
        }
        return with(file, samples);
    }

    private static VersusFile with(VersusFile file, List<TwinSample> samples) {
        return new VersusFile(
                file.header(), file.contests(), file.launches(), file.measured(), samples, file.environments());
    }

    private void launch(int round, String side, double seconds, double reference, Random random) {
        int number = launches.size();
        launches.add(new TwinLaunch(
                number,
                round,
                side,
                contest.suite(),
                contest.transport(),
                contest.library(),
                "2026-11-21T08:00:00Z",
                1,
                "",
                "mpirun …",
                0));
        measured.add(new TwinMeasured(number, 0, 1000, 20_000, 0.001, ""));
        for (int i = 0; i < SAMPLES; i++) {
            double time = seconds * (1 + 0.02 * random.nextGaussian());
            samples.add(new TwinSample(number, 0, time + reference, reference));
        }
    }

    private VersusFile file(String reason) {
        return new VersusFile(
                new VersusFile.Header("2026-11-21T08:00:00Z", "0.1.0", "abc1234", "1", "6"),
                List.of(contest),
                launches,
                measured,
                samples,
                List.of(new TwinEnvironment(
                        0, "gcc 12" + reason, "-O3", "Open MPI 4.1.4", "C", "CPU", 2, 1L << 34, "unknown", "Linux")));
    }
}
