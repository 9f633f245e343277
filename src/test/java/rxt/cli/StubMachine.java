package rxt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine for the real {@code jobs/rxt} whose JDK, Maven and package tools only note that they were called, and where
 * nothing is installed: Maven builds nothing in MVN_SECONDS, apt-get fails.
 */
final class StubMachine {
    private static final List<String> TOOLS = List.of(
            "sh",
            "awk",
            "cat",
            "cp",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "id",
            "ln",
            "mkdir",
            "mktemp",
            "mv",
            "ps",
            "readlink",
            "rm",
            "sed",
            "sha256sum",
            "sleep",
            "tail",
            "touch",
            "uname");
    private static final Path JOBS = Path.of("jobs").toAbsolutePath();

    private final Path home;

    StubMachine(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("jobs"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("target"));
        Files.createFile(home.resolve("pom.xml"));
        for (String file : List.of("rxt", "setup.sh", "inputs.sh")) {
            Files.copy(JOBS.resolve(file), home.resolve("jobs").resolve(file));
        }
        script("jobs/rxt", Files.readString(JOBS.resolve("rxt")));
        SearchPath.of(home.resolve("bin"), TOOLS);
        stub("jdk/bin/java", "");
        stub("jdk/bin/javac", "");
        file("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        stub("bin/mvn", "sleep \"${MVN_SECONDS:-0.2}\"; echo mvn ends >>\"$CALLS\"");
        stub("bin/apt-get", "echo E: no network; exit 100");
        stub("bin/sudo", "shift; exec \"$@\"");
        stub("bin/dpkg-query", "exit 1");
    }

    Path home() {
        return home;
    }

    /** A program that notes its call and then does {@code body}. */
    void stub(String path, String body) throws IOException {
        script(path, "#!/bin/sh\necho \"${0##*/} $*\" >>\"$CALLS\"\n" + body + "\n");
    }

    void file(String path, String content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void script(String path, String content) throws IOException {
        file(path, content);
        Files.setPosixFilePermissions(home.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    ProgramRun run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return ProgramRun.of(home, variables(environment), command(arguments));
    }

    /** Does not wait; what is printed goes nowhere. */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .directory(home.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables(environment));
        return builder.start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("jobs/rxt").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH", home.resolve("bin").toString(),
                "JAVA_HOME", home.resolve("jdk").toString(),
                "RXT_DATA", home.resolve("data").toString(),
                "CALLS", home.resolve("calls").toString(),
                "RXT_BUILD", "",
                "SLURM_JOB_ID", ""));
        variables.putAll(environment);
        return variables;
    }

    /** The calls of that program so far, in order, with their arguments. */
    List<String> calls(String program) throws IOException {
        Path calls = home.resolve("calls");
        return Files.exists(calls)
                ? Files.readAllLines(calls).stream()
                        .filter(call -> call.startsWith(program + " "))
                        .toList()
                : List.of();
    }
}
