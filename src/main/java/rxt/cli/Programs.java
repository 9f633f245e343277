package rxt.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The programs a user can start.
 *
 * @param searchPath folders, as in the environment variable PATH
 */
record Programs(String searchPath) {
    private static final int PATIENCE_SECONDS = 20;

    /** The file that is run for {@code name}; a name with a slash is itself a path. */
    Optional<String> path(String name) {
        if (name.contains("/")) {
            return Optional.of(name).filter(file -> Files.isExecutable(Path.of(file)));
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(searchPath)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** What the program prints; empty where there is none, or it fails, or does not end. */
    Optional<String> output(String program, String... arguments) {
        return path(program).flatMap(file -> run(file, List.of(arguments)));
    }

    private static Optional<String> run(String file, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(file));
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("rxt-doctor", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                return endedWell(process)
                        ? Optional.of(Files.readString(output, StandardCharsets.ISO_8859_1))
                        : Optional.empty();
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean endedWell(Process process) {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
