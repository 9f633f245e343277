package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rxt.study.Installation;

/** The rank program started in ways that would measure something else than was asked for: refused, with the cause. */
@Tag("openmpi")
@Timeout(60)
class OpenMpiRankProgramIT {
    private static final Installation HERE = Installation.find(System.getenv());

    @TempDir
    private Path folder;

    @Test
    void withoutALauncherEveryRankIsAlone() throws Exception {
        List<String> argv = new ArrayList<>(java());
        argv.addAll(words(2, 1, 1));
        assertThat(run(argv)).isNotZero();
        assertThat(causes()).contains("2 ranks were asked for and 1 are here");
    }

    @Test
    void ranksOfDifferentConfigurationsDoNotMix() throws Exception {
        List<String> argv = new ArrayList<>(mpirun("--oversubscribe"));
        argv.addAll(List.of("-np", "1"));
        argv.addAll(java());
        argv.addAll(words(2, 1, 1));
        argv.addAll(List.of(":", "-np", "1"));
        argv.addAll(java());
        argv.addAll(words(2, 1, 77));
        assertThat(run(argv)).isNotZero();
        assertThat(causes()).contains("worlds are mixed");
    }

    /** The other version is this one with its own properties of the build in front. */
    @Test
    void ranksOfDifferentVersionsDoNotMix() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/rxt"));
        Files.writeString(other.resolve("build.properties"), "git.build.version=0.0.9\ngit.commit.id.abbrev=abc1234\n");
        List<String> argv = new ArrayList<>(mpirun("--oversubscribe"));
        argv.addAll(List.of("-np", "1"));
        argv.addAll(java());
        argv.addAll(words(2, 1, 1));
        argv.addAll(List.of(":", "-np", "1"));
        List<String> java = new ArrayList<>(java());
        java.replaceAll(word -> word.contains("target") ? other.getParent() + ":" + word : word);
        argv.addAll(java);
        argv.addAll(words(2, 1, 1));
        assertThat(run(argv)).isNotZero();
        assertThat(causes()).contains("worlds are mixed", "runs RxT 0.0.9 abc1234", "install one RxT on all nodes");
    }

    @Test
    void aRankBoundToFewerCpusThanThreadsIsRefused() throws Exception {
        List<String> argv = new ArrayList<>(mpirun("--bind-to", "core", "-np", "1"));
        argv.addAll(java());
        argv.addAll(words(1, 2, 1));
        assertThat(run(argv)).isNotZero();
        assertThat(causes()).contains("rank 0 has 2 threads on 1 CPU (", "oversubscribe: true");
    }

    private List<String> mpirun(String... options) {
        List<String> words =
                new ArrayList<>(List.of(HERE.openmpi().orElseThrow().launcher().toString()));
        if (HERE.root()) {
            words.add("--allow-run-as-root");
        }
        words.addAll(List.of(options));
        return words;
    }

    private static List<String> java() {
        return List.of(
                HERE.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-Djava.library.path=" + HERE.openmpiLibrary().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path") + ":" + HERE.openmpiJar().orElseThrow(),
                RankProgram.class.getName());
    }

    private List<String> words(int ranks, int threads, int seed) {
        return Stream.of("transport=openmpi mpi=none ranks=" + ranks + " threads=" + threads
                        + " team=forkjoin pinning=none kernel=faulty scaling=strong launch=0 attempt=0 steps=2 max_steps=2 warmup=1 seed="
                        + seed
                        + " oversubscribe=false inputs=" + folder + " shard=" + folder.resolve("s.h5"))
                .flatMap(line -> Stream.of(line.split(" ")))
                .toList();
    }

    private int run(List<String> argv) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        int code = process.waitFor();
        assertThat(folder.resolve("s.h5")).doesNotExist();
        return code;
    }

    private String causes() throws IOException {
        StringBuilder causes = new StringBuilder();
        try (Stream<Path> notes = Files.list(folder)) {
            for (Path note :
                    notes.filter(file -> file.toString().endsWith(".failed")).toList()) {
                causes.append(Files.readString(note, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse(""));
            }
        }
        return causes.toString();
    }
}
