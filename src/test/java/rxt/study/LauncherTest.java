package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final List<String> ARGUMENTS = List.of("kernel=pi", "shard=/tmp/a b/s.h5");

    private static final Mpi OPEN_MPI = new Mpi(
            Path.of("/usr/bin/mpirun"), Mpi.Family.OPEN_MPI, "4.1.4", Optional.of(Path.of("/usr/lib/libmpi.so.40")));
    private static final Mpi MPICH = new Mpi(
            Path.of("/opt/mpich/bin/mpirun"),
            Mpi.Family.MPICH,
            "4.0.2",
            Optional.of(Path.of("/opt/mpich/lib/libmpi.so.12")));
    private static final Mpi INTEL = new Mpi(
            Path.of("/opt/intel/bin/mpirun"),
            Mpi.Family.INTEL,
            "2021.8",
            Optional.of(Path.of("/opt/intel/lib/release/libmpi.so.12")));

    private static final String JAVA = "/jdk/bin/java -cp '/rxt/rxt.jar:/rxt/lib/a.jar:/rxt/my lib/b.jar'"
            + " --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector -XX:+UseParallelGC"
            + " -XX:MaxInlineLevel=40 -XX:+ExitOnOutOfMemoryError";

    private static final String PROGRAM = " rxt.measure.RankProgram kernel=pi 'shard=/tmp/a b/s.h5'";

    private static Mpi slurm(Mpi mpi) {
        return new Mpi(Path.of("/usr/bin/srun"), mpi.family(), "22.05.8", mpi.library());
    }

    private static Installation installation(boolean root, Optional<Path> aotCache) {
        return installation(root, aotCache, OPEN_MPI);
    }

    /** A machine of 4 cores with 2 hardware threads each. */
    private static Installation installation(boolean root, Optional<Path> aotCache, Mpi... mpis) {
        return new Installation(
                Path.of("/jdk"),
                List.of(Path.of("/rxt/rxt.jar"), Path.of("/rxt/lib/a.jar"), Path.of("/rxt/my lib/b.jar")),
                "/usr/bin:/bin",
                Optional.of(Path.of("/data/mpj")),
                Optional.of(Path.of("/data/openmpi/mpi.jar")),
                Optional.of(Path.of("/usr/lib/x86_64-linux-gnu")),
                List.of(mpis),
                4,
                8,
                root,
                aotCache);
    }

    private static String shell(String transport, int ranks, int threads, boolean oversubscribe, boolean root) {
        return Launcher.command(
                        "rxt.measure.RankProgram",
                        ARGUMENTS,
                        new Launcher.Shape(ranks, threads, transport, oversubscribe),
                        installation(root, Optional.empty()))
                .shell();
    }

    /** Of other flags the rank's cache would be of other code, or of none. */
    @Test
    void theScriptTrainsTheRanksCacheWithTheSameFlags() throws IOException {
        assertThat(Path.of("jobs/rxt")).content().contains("train rxt-rank " + String.join(" ", Launcher.JVM_FLAGS));
    }

    @Test
    void local() {
        assertThat(shell("local", 3, 2, false, false)).isEqualTo(JAVA + PROGRAM);
    }

    @Test
    void mpj() {
        assertThat(shell("mpj", 3, 2, false, true))
                .isEqualTo("JAVA_HOME=/jdk"
                        + " /data/mpj/bin/mpjrun -np 3 --enable-native-access=ALL-UNNAMED"
                        + " --add-modules=jdk.incubator.vector -XX:+UseParallelGC"
                        + " -XX:MaxInlineLevel=40 -XX:+ExitOnOutOfMemoryError"
                        + " -cp '/rxt/rxt.jar:/rxt/lib/a.jar:/rxt/my lib/b.jar'"
                        + " rxt.measure.RankProgram kernel=pi 'shard=/tmp/a b/s.h5'");
    }

    @Test
    void openmpiBindsEachRankToAsManyCoresAsItHasThreads() {
        assertThat(shell("openmpi", 2, 2, false, false))
                .isEqualTo("/usr/bin/mpirun -np 2 --map-by slot:PE=2 --bind-to core"
                        + " /jdk/bin/java -cp '/rxt/rxt.jar:/rxt/lib/a.jar:/rxt/my lib/b.jar:/data/openmpi/mpi.jar'"
                        + " --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector"
                        + " -XX:+UseParallelGC"
                        + " -XX:MaxInlineLevel=40 -XX:+ExitOnOutOfMemoryError"
                        + " -Djava.library.path=/usr/lib/x86_64-linux-gnu"
                        + " rxt.measure.RankProgram kernel=pi 'shard=/tmp/a b/s.h5'");
    }

    @Test
    void openmpiUsesHardwareThreadsOnlyWhereTheCoresDoNotSuffice() {
        assertThat(shell("openmpi", 4, 2, false, false))
                .startsWith("/usr/bin/mpirun -np 4 --use-hwthread-cpus --map-by slot:PE=2 --bind-to hwthread /jdk");
        assertThat(shell("openmpi", 16, 4, false, false))
                .startsWith("/usr/bin/mpirun -np 16 --map-by slot:PE=4 --bind-to core /jdk");
    }

    @Test
    void openmpiOversubscribedYieldsAndDoesNotBind() {
        assertThat(shell("openmpi", 5, 2, true, true))
                .startsWith("/usr/bin/mpirun --allow-run-as-root -np 5 --oversubscribe --bind-to none"
                        + " --mca mpi_yield_when_idle 1 /jdk/bin/java ");
        assertThat(shell("openmpi", 4, 1, true, true))
                .startsWith("/usr/bin/mpirun --allow-run-as-root -np 4 --map-by slot:PE=1 --bind-to core /jdk");
    }

    private static String ffm(Mpi mpi, int ranks, int threads, boolean oversubscribe) {
        return Launcher.command(
                        "rxt.measure.RankProgram",
                        ARGUMENTS,
                        new Launcher.Shape(ranks, threads, "ffm", oversubscribe),
                        installation(true, Optional.empty(), mpi, OPEN_MPI))
                .shell();
    }

    @Test
    void ffmOverOpenMpiNeedsNoJarAndIsToldTheLibrary() {
        String told = JAVA + " -Drxt.mpi.library=/usr/lib/libmpi.so.40" + PROGRAM;
        assertThat(ffm(OPEN_MPI, 2, 2, false))
                .isEqualTo("/usr/bin/mpirun --allow-run-as-root -np 2 --map-by slot:PE=2 --bind-to core " + told);
        assertThat(ffm(OPEN_MPI, 5, 2, true))
                .isEqualTo("/usr/bin/mpirun --allow-run-as-root -np 5 --oversubscribe --bind-to none"
                        + " --mca mpi_yield_when_idle 1 " + told);
    }

    @Test
    void ffmOverMpichBindsByHydraAndYieldsByItself() {
        String library = " -Drxt.mpi.library=/opt/mpich/lib/libmpi.so.12";
        assertThat(ffm(MPICH, 2, 2, false))
                .isEqualTo("/opt/mpich/bin/mpirun -np 2 -bind-to core:2 " + JAVA + library + PROGRAM);
        assertThat(ffm(MPICH, 4, 2, true)).startsWith("/opt/mpich/bin/mpirun -np 4 -bind-to hwthread:2 " + JAVA);
        assertThat(ffm(MPICH, 5, 3, true))
                .isEqualTo("/opt/mpich/bin/mpirun -np 5 -bind-to none " + JAVA + library + " -Drxt.mpi.yield=true"
                        + PROGRAM);
        assertThat(ffm(MPICH, 16, 4, false)).startsWith("/opt/mpich/bin/mpirun -np 16 -bind-to core:4 /jdk");
    }

    @Test
    void ffmOverIntelMpiBindsByVariables() {
        assertThat(ffm(INTEL, 2, 2, false))
                .startsWith("/opt/intel/bin/mpirun -np 2 -genv I_MPI_PIN_CELL core -genv I_MPI_PIN_DOMAIN 2:compact "
                        + JAVA + " -Drxt.mpi.library=/opt/intel/lib/release/libmpi.so.12 rxt.");
        assertThat(ffm(INTEL, 8, 1, false)).contains("-genv I_MPI_PIN_CELL unit -genv I_MPI_PIN_DOMAIN 1:compact");
        assertThat(ffm(INTEL, 9, 1, true))
                .startsWith("/opt/intel/bin/mpirun -np 9 -genv I_MPI_PIN 0 " + JAVA)
                .contains(" -Drxt.mpi.yield=true ");
    }

    @Test
    void ffmUnderSlurmMeetsTheLibrarysStartProtocol() {
        assertThat(ffm(slurm(OPEN_MPI), 2, 2, false))
                .startsWith("/usr/bin/srun --mpi=pmix --kill-on-bad-exit=1 --nodes=1 --ntasks=2"
                        + " --ntasks-per-node=2 --cpus-per-task=2 --exact --threads-per-core=1"
                        + " --distribution=block:cyclic --cpu-bind=cores " + JAVA
                        + " -Drxt.mpi.library=/usr/lib/libmpi.so.40 rxt.");
        assertThat(ffm(slurm(MPICH), 4, 2, false))
                .startsWith("/usr/bin/srun --mpi=pmi2 --kill-on-bad-exit=1 --nodes=1 --ntasks=4"
                        + " --ntasks-per-node=4 --cpus-per-task=2 --exact --distribution=block:cyclic"
                        + " --cpu-bind=threads " + JAVA);
        assertThat(ffm(slurm(OPEN_MPI), 9, 1, true))
                .startsWith("OMPI_MCA_mpi_yield_when_idle=1 /usr/bin/srun --mpi=pmix --kill-on-bad-exit=1"
                        + " --nodes=1 --ntasks=9 --ntasks-per-node=9 --overcommit --distribution=block"
                        + " --cpu-bind=none /jdk");
    }

    @Test
    void openmpiStaysOnOpenMpiWhateverFfmUses() {
        String openmpi = Launcher.command(
                        "Main",
                        List.of(),
                        new Launcher.Shape(2, 1, "openmpi", false),
                        installation(false, Optional.empty(), MPICH, slurm(OPEN_MPI), OPEN_MPI))
                .shell();
        assertThat(openmpi).startsWith("/usr/bin/mpirun -np 2 --map-by");
    }

    /** mpirun of Open MPI takes the first of java's words that has "cp" in it for -cp, be it the path of the cache. */
    @Test
    void theClassPathStandsFirst() {
        for (String transport : List.of("openmpi", "ffm")) {
            List<String> argv = Launcher.command(
                            "Main",
                            List.of(),
                            new Launcher.Shape(1, 1, transport, false),
                            installation(false, Optional.of(Path.of("/home/cp/rxt.aot"))))
                    .argv();
            List<String> java = argv.subList(argv.indexOf("/jdk/bin/java") + 1, argv.size());
            assertThat(java.stream().filter(word -> word.contains("cp")).findFirst())
                    .contains("-cp");
        }
    }

    @Test
    void theAotCacheIsUsedWhereTheJvmIsOurs() {
        for (String transport : List.of("local", "openmpi", "ffm")) {
            List<String> argv = Launcher.command(
                            "Main",
                            List.of(),
                            new Launcher.Shape(1, 1, transport, false),
                            installation(false, Optional.of(Path.of("/data/rxt.aot"))))
                    .argv();
            assertThat(argv)
                    .containsSubsequence("-cp", "-XX:AOTCache=/data/rxt.aot", "-Xlog:aot=off", "-Xlog:cds=off", "Main");
        }
        Command mpj = Launcher.command(
                "Main",
                List.of(),
                new Launcher.Shape(1, 1, "mpj", false),
                installation(false, Optional.of(Path.of("/data/rxt.aot"))));
        assertThat(mpj.shell()).doesNotContain("aot");
    }

    @Test
    void refusesWhatCannotBeLaunched() {
        assertThatThrownBy(() -> shell("mpich", 1, 1, false, false))
                .hasMessage("no transport is called 'mpich'; there are local, mpj, openmpi, ffm");
        assertThatThrownBy(() -> shell("local", 0, 1, false, false)).hasMessageContaining("not 0 × 1");
        assertThatThrownBy(() -> Launcher.command(
                        "Main",
                        List.of("-np"),
                        new Launcher.Shape(1, 1, "mpj", false),
                        installation(false, Optional.empty())))
                .hasMessageContaining("mpjrun would take the argument '-np'");
        assertThatThrownBy(() -> Launcher.command(
                        "Main", List.of(), new Launcher.Shape(1, 1, "openmpi", false), InstallationTest.bare()))
                .hasMessageContaining("jobs/rxt setup");
    }

    @Test
    void quotesForTheShell() {
        assertThat(new Command(List.of("a b", "it's", "", "$x", "plain-1.0"), Map.of("B", "1 2", "A", "x")).shell())
                .isEqualTo("A=x B='1 2' 'a b' 'it'\\''s' '' '$x' plain-1.0");
    }

    @Test
    void theShellReadsBackEveryWord() throws Exception {
        List<String> words = List.of("a b", "it's", "", "$HOME", "`x`", "\\", "a\"b", "é*");
        List<String> argv = new java.util.ArrayList<>(List.of("printf", "%s|"));
        argv.addAll(words);
        Process shell = new ProcessBuilder("sh", "-c", new Command(argv, Map.of("X", "y z")).shell()).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(String.join("|", words) + "|");
        assertThat(shell.waitFor()).isZero();
    }
}
