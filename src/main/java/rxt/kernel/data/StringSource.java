package rxt.kernel.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import rxt.kernel.Context;

/** Strings by number, of printable ASCII. */
sealed interface StringSource {
    /** In what file there is no file. */
    String NO_FILE = "none";

    byte[] bytes(long number);

    /** The most bytes that one of them has. */
    int longest();

    /** The lines of that file among the inputs, or the numbers where it is {@link #NO_FILE}. */
    static StringSource of(Context.Inputs inputs, String file) {
        return file.equals(NO_FILE) ? new Numbers() : Lines.read(inputs, file);
    }

    /** Decimal numbers with an exponent among up to two blanks before and one behind: 7 is {@code " 7e7 "}. */
    record Numbers() implements StringSource {
        @Override
        public byte[] bytes(long number) {
            String string = " ".repeat((int) (number % 3)) + number + "e" + number % 10 + (number % 2 == 0 ? "" : " ");
            return string.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int longest() {
            return 15;
        }
    }

    /** The lines of a file, again and again. */
    record Lines(List<String> lines) implements StringSource {
        private static final int LONGEST = 64;

        /**
         * Reads a file.
         *
         * @throws IllegalArgumentException naming the line that is too long or no printable ASCII, or where there is none
         * @throws UncheckedIOException where the file cannot be read
         */
        static Lines read(Context.Inputs inputs, String file) {
            List<String> lines;
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(inputs.open(file), StandardCharsets.ISO_8859_1))) {
                lines = reader.lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the text '" + file + "' cannot be read (" + Context.Inputs.why(e)
                                + "); put it in the inputs folder ('jobs/rxt"
                                + " inputs' does so with large/...), or name another with the parameter 'file'",
                        e);
            }
            int bad = IntStream.range(0, lines.size())
                    .filter(i -> !lines.get(i).matches("[ -~]{0," + LONGEST + "}"))
                    .findFirst()
                    .orElse(lines.isEmpty() ? 0 : -1);
            if (bad >= 0) {
                throw new IllegalArgumentException(file + ", line " + (bad + 1) + ": there must be at most " + LONGEST
                        + " printable ASCII characters; leave out such lines, but not all");
            }
            return new Lines(lines);
        }

        @Override
        public byte[] bytes(long number) {
            return lines.get((int) (number % lines.size())).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int longest() {
            return lines.stream().mapToInt(String::length).max().orElseThrow();
        }
    }
}
