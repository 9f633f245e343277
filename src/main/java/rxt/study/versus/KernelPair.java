package rxt.study.versus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rxt.kernel.OpenBlasFiles;
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
 * @param row what is held against what
 * @param params all of RxT's parameters
 * @param mpi Open MPI; empty where it is not installed
 * @param missing why RxT cannot run it, or ""
 * @param inputs folder of input data
 */
record KernelPair(Suite suite, KernelRow row, Params params, Optional<Mpi> mpi, String missing, Path inputs)
        implements Pair {
    private static final String FFM = "ffm";
    private static final String TEAM = "spin";

    /**
     * Every row, or those named, at each of its splits.
     *
     * @throws StudyException where a name is none of these
     */
    static List<Pair> all(Installation installation, Path inputs, List<String> only) {
        List<Pair> pairs = new ArrayList<>();
        for (KernelRow row : KernelRow.chosen(only)) {
            row.splits().forEach(split -> pairs.add(of(row, split, installation, inputs)));
        }
        return pairs;
    }

    static KernelPair of(KernelRow row, Split split, Installation installation, Path inputs) {
        Optional<Mpi> mpi = Pair.mpi(installation, Mpi.Family.OPEN_MPI);
        String missing = mpi.isEmpty()
                ? Pair.noLauncher(Mpi.Family.OPEN_MPI)
                : Pair.first(installation, mpi).missing(FFM).orElse("");
        Suite suite = new Suite(
                row.name() + " " + split.ranks() + "x" + split.threads(),
                split.ranks(),
                split.threads(),
                "SERIALIZED",
                1,
                List.of(CoreCase.kernel(row.name(), split.threads())));
        return new KernelPair(suite, row, row.type().params(row.params()), mpi, missing, inputs);
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
        return String.join(" ", words(params.texts()));
    }

    private static List<String> words(Map<String, String> texts) {
        return texts.entrySet().stream()
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
        return new KernelPair(suite.with(chosen), row, params, mpi, missing, inputs);
    }

    @Override
    public String source() {
        return row.type().twin();
    }

    @Override
    public Command java(int samples, Path shard, Installation installation) {
        int steps = Math.min(samples, row.effort().most());
        LaunchSpec spec = new LaunchSpec(
                new Cell(
                        row.type().name(), params.texts(), suite.ranks(), suite.threads(), FFM, TEAM, "none", "strong"),
                library(),
                0,
                0,
                new StepGrowth(steps, steps),
                row.effort().warmUp(),
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
                "steps=" + Math.min(samples, row.effort().most()),
                "warmup=" + row.effort().twinWarmUp(),
                "shard=" + shard));
        Map<String, String> texts = new TreeMap<>(params.texts());
        texts.putAll(row.ofTwin());
        words.addAll(words(texts));
        if ("blas".equals(texts.get("variant"))) {
            OpenBlasFiles.unpacked().forEach(file -> words.add("load=" + file));
        }
        return words;
    }

    @Override
    public TwinOutput output(boolean java, Path shard) throws IOException {
        return java ? TwinOutput.of(StudyFileReader.read(shard)) : TwinOutput.read(shard);
    }
}
