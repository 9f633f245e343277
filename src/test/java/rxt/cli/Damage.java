package rxt.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Damages a file as a bad disk would: one byte is another. */
final class Damage {
    private Damage() {}

    /** Changes the first byte of {@code text} in the file, which must hold it. */
    static void of(Path file, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
            at++;
        }
        bytes[at] = '#';
        Files.write(file, bytes);
    }
}
