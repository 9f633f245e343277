package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One build at a time, whatever became of the process that held the lock: with flock, and without it. */
class ScriptLockIT {
    private static final int SCRIPTS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("long")
    void waitersOnADeadHolderBuildOneAfterTheOther(boolean flock) throws Exception {
        StubMachine machine = machine(flock);
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String holder = "process " + dead.pid() + " on " + hostName();
        slowReadlink(machine);
        machine.file("target/.rxt-lock", holder);
        Files.createSymbolicLink(machine.home().resolve("target/.rxt-lock.link"), Path.of(holder));
        List<Process> scripts = new ArrayList<>(List.of(machine.start(Map.of("READLINK_SECONDS", "1.5"), "list")));
        while (scripts.size() < SCRIPTS) {
            scripts.add(machine.start(Map.of("MVN_SECONDS", "2"), "list"));
        }
        for (Process script : scripts) {
            assertThat(script.waitFor()).isZero();
        }
        List<String> oneByOne = Collections.nCopies(SCRIPTS, List.of("begins", "ends")).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(machine.calls("mvn").stream().map(call -> call.equals("mvn ends") ? "ends" : "begins"))
                .containsExactlyElementsOf(oneByOne);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLockOfAKilledHolderIsFree(boolean flock) throws Exception {
        StubMachine machine = machine(flock);
        kill(holder(machine));
        ProgramRun next = machine.run(Map.of("RXT_PATIENCE", "5"), "list");
        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(machine.home().resolve("target/.rxt-lock.link").toFile()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWaitIsBoundedAndNamesTheHolder(boolean flock) throws Exception {
        StubMachine machine = machine(flock);
        Process holder = holder(machine);
        ProgramRun waiter = machine.run(Map.of("RXT_PATIENCE", "1"), "list");
        kill(holder);
        assertThat(waiter.exitCode()).isEqualTo(2);
        assertThat(waiter.err())
                .contains("waiting for process " + holder.pid() + " on " + hostName(), "waited 1 s", ".rxt-lock*");
        assertThat(machine.calls("mvn")).hasSize(1);
    }

    private StubMachine machine(boolean flock) throws IOException {
        StubMachine machine = new StubMachine(folder.resolve("home"));
        if (flock) {
            SearchPath.of(machine.home().resolve("bin"), List.of("flock"));
        }
        return machine;
    }

    /** With it a waiter acts on a dead holder after another waiter has taken the lock. */
    private static void slowReadlink(StubMachine machine) throws IOException {
        Path readlink = machine.home().resolve("bin/readlink");
        Path real = readlink.toRealPath();
        Files.delete(readlink);
        machine.stub(
                "bin/readlink",
                "'" + real + "' \"$@\"; code=$?\n"
                        + "case $* in *.rxt-lock.link) sleep \"${READLINK_SECONDS:-0}\" ;; esac; exit $code");
    }

    /** A script in the midst of a build that does not end. */
    private static Process holder(StubMachine machine) throws IOException, InterruptedException {
        Process holder = machine.start(Map.of("MVN_SECONDS", "60"), "list");
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (machine.calls("mvn").isEmpty()) {
            assertThat(System.nanoTime()).as("Maven is started").isLessThan(deadline);
            Thread.sleep(20);
        }
        return holder;
    }

    /** As {@code kill -9} does, which leaves no time to clean up. */
    private static void kill(Process script) throws InterruptedException {
        List<ProcessHandle> children = script.descendants().toList();
        script.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
    }

    private static String hostName() throws IOException, InterruptedException {
        return ProgramRun.of(Path.of("."), Map.of(), List.of("uname", "-n"))
                .out()
                .strip();
    }
}
