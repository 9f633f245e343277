package rxt.study.versus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.record.Cell;
import rxt.record.CoreCase;
import rxt.record.LaunchSpec;
import rxt.record.StudyFileReader;
import rxt.record.rule.StepGrowth;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;
import rxt.study.Mpi;
import rxt.study.Split;
import rxt.study.StudyException;

/**
 * A kernel at one split, through {@code ffm} over Open MPI, and its C twin over the same. RxT's side is a launch as any
 * study makes it, so a step is what a study's step is.
 *
 * @param suite one case, the kernel's step
 * @param type the kernel
 * @param params of the size of {@link KernelType#twinSize}
 * @param mpi Open MPI; empty where it is not installed
 * @param missing why RxT cannot run it, or ""
 * @param inputs folder of input data
 */
record KernelPair(Suite suite, KernelType type, Params params, Optional<Mpi> mpi, String missing, Path inputs)
        implements Pair {
    private static final String FFM = "ffm";
    private static final String TEAM = "spin";

    /** Enough for the compilers of a JVM that is bound to one core. */
    private static final int WARM_UP = 60;

    private static final int TWIN_WARM_UP = 5;

    private static final List<Split> SPLITS = List.of(new Split(1, 1), new Split(1, 2), new Split(2, 1));

    /**
     * Every kernel that has a twin, or those named, at every split.
     *
     * @throws StudyException where a name is none of these
     */
    static List<Pair> all(Installation installation, Path inputs, List<String> only) {
        List<KernelType> types =
                Catalogue.types().stream().filter(KernelType::hasTwin).toList();
        for (String name : only) {
            if (types.stream().noneMatch(type -> type.name().equals(name))) {
                throw new StudyException("--only " + name + ": no kernel with a C twin; there are "
                        + types.stream().map(KernelType::name).collect(Collectors.joining(", ")));
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (KernelType type : types) {
            if (only.isEmpty() || only.contains(type.name())) {
                SPLITS.forEach(split -> pairs.add(of(type, split, installation, inputs)));
            }
        }
        return pairs;
    }

    private static KernelPair of(KernelType type, Split split, Installation installation, Path inputs) {
        Optional<Mpi> mpi = Pair.mpi(installation, Mpi.Family.OPEN_MPI);
        String missing = mpi.isEmpty()
                ? Pair.noLauncher(Mpi.Family.OPEN_MPI)
                : Pair.first(installation, mpi).missing(FFM).orElse("");
        Suite suite = new Suite(
                type.name() + " " + split.ranks() + "x" + split.threads(),
                split.ranks(),
                split.threads(),
                "SERIALIZED",
                1,
                List.of(CoreCase.kernel(type.name(), split.threads())));
        return new KernelPair(suite, type, type.params(type.twinSize()), mpi, missing, inputs);
    }

    @Override
    public String transport() {
        return FFM;
    }

    @Override
    public String library() {
        return Mpi.Family.OPEN_MPI.word();
    }

    @Override
    public String launcher() {
        return FFM;
    }

    @Override
    public String paramText() {
        return String.join(" ", paramWords());
    }

    private List<String> paramWords() {
        return params.texts().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
    }

    @Override
    public String label() {
        return suite.name();
    }

    @Override
    public int rounds(int rounds) {
        return rounds;
    }

    @Override
    public Pair with(List<CoreCase> chosen) {
        return new KernelPair(suite.with(chosen), type, params, mpi, missing, inputs);
    }

    @Override
    public String source() {
        return type.twin();
    }

    @Override
    public Command java(int samples, Path shard, Installation installation) {
        LaunchSpec spec = new LaunchSpec(
                new Cell(type.name(), params.texts(), suite.ranks(), suite.threads(), FFM, TEAM, "none", "strong"),
                library(),
                0,
                0,
                new StepGrowth(samples, samples),
                WARM_UP,
                1,
                oversubscribed(installation),
                inputs.toString(),
                shard.toString());
        return Launcher.command(
                "rxt.measure.RankProgram", spec.arguments(), shape(installation), Pair.first(installation, mpi));
    }

    @Override
    public List<String> words(int samples, Path shard) {
        List<String> words = new ArrayList<>(List.of(
                "ranks=" + suite.ranks(),
                "threads=" + suite.threads(),
                "steps=" + samples,
                "warmup=" + TWIN_WARM_UP,
                "shard=" + shard));
        words.addAll(paramWords());
        return words;
    }

    @Override
    public TwinOutput output(boolean java, Path shard) throws IOException {
        return java ? TwinOutput.of(StudyFileReader.read(shard)) : TwinOutput.read(shard);
    }
}
