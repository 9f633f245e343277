package rxt.kernel.vectorised;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The instructions of methods that C2 compiled, from what a JVM prints with {@code -XX:CompileCommand=print}: without a
 * disassembler of its own it prints bytes, which {@code objdump} takes apart.
 */
final class MachineCode {
    /** Without the mark % of code that is entered in the middle of a loop. */
    private static final Pattern BY_C2 = Pattern.compile("Compiled method \\(c2\\) +\\d+ +\\d+ +[^%]*");

    private static final String BEGIN = "[MachCode]";
    private static final String END = "[/MachCode]";
    private static final Pattern BYTES = Pattern.compile("  0x[0-9a-f]+: ([0-9a-f |]+)");
    /** Address, and what is done to what. */
    private static final Pattern INSTRUCTION = Pattern.compile(" *[0-9a-f]+:\\t(.*)");

    private MachineCode() {}

    /** Reads until C2 has made code of a method, and answers its bytes; empty if the output ends before. */
    static byte[] byC2(BufferedReader output) throws IOException {
        boolean byC2 = false;
        StringBuilder hex = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Compiled method")) {
                byC2 = BY_C2.matcher(line).lookingAt() && !line.contains(" % ");
            } else if (line.startsWith(BEGIN)) {
                hex.setLength(0);
            } else if (line.startsWith(END) && byC2) {
                return HexFormat.of().parseHex(hex);
            } else {
                Matcher bytes = BYTES.matcher(line);
                if (bytes.matches()) {
                    hex.append(bytes.group(1).replaceAll("[ |]", ""));
                }
            }
        }
        return new byte[0];
    }

    /** Instructions as objdump writes them, without addresses, each with its operands. */
    static List<String> instructions(byte[] code, Path folder) throws IOException, InterruptedException {
        Path file = Files.write(Files.createTempFile(folder, "code", ".bin"), code);
        Process objdump = new ProcessBuilder(
                        "objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "--no-show-raw-insn", file.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = objdump.inputReader(StandardCharsets.UTF_8)) {
            List<String> found = new ArrayList<>();
            String all = lines.lines().peek(line -> add(line, found)).collect(Collectors.joining("\n"));
            if (!objdump.waitFor(1, TimeUnit.MINUTES) || objdump.exitValue() != 0) {
                throw new IOException("objdump, of binutils, fails: " + all);
            }
            return found;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            objdump.destroyForcibly();
        }
    }

    private static void add(String line, List<String> found) {
        Matcher instruction = INSTRUCTION.matcher(line);
        if (instruction.matches()) {
            found.add(instruction.group(1));
        }
    }
}
