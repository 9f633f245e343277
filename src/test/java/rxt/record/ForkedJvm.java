package rxt.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands, and main methods of test classes in a JVM of their own. */
final class ForkedJvm {
    private static final long LIMIT_SECONDS = 120;

    private ForkedJvm() {}

    /** What a command left: its exit code, and its output and errors together. */
    record Outcome(int exitCode, String output) {}

    /** The command of a JVM that runs {@code main} with this one's class path. */
    static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static Outcome run(List<String> command) throws IOException, InterruptedException {
        return await(start(command));
    }

    static Outcome await(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after " + LIMIT_SECONDS + " s: " + output);
        }
        return new Outcome(process.exitValue(), output);
    }
}
