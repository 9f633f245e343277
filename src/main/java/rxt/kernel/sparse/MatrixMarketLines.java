package rxt.kernel.sparse;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a Matrix Market file, word by word, and what is wrong with one, by file, line and column. */
final class MatrixMarketLines {
    /** The format's own limit. */
    private static final int LONGEST = 1024;

    private static final int COLUMN_BITS = 11;

    private final String name;
    private final InputStream bytes;
    private String line = "";
    private int number;
    private int wordAt;
    private int next;

    /** Lines of a file that is called {@code name} in messages. */
    MatrixMarketLines(String name, InputStream bytes) {
        this.name = name;
        this.bytes = new BufferedInputStream(bytes, 1 << 16);
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the file
     */
    boolean advance() throws IOException {
        StringBuilder text = new StringBuilder(80);
        number++;
        wordAt = 0;
        next = 0;
        int read;
        while ((read = bytes.read()) != '\n') {
            if (read < 0 && text.isEmpty()) {
                line = "";
                return false;
            }
            wordAt = text.length();
            if (read < 0) {
                throw fault("the line has no end, so the file may have been cut off; end it with a line feed");
            }
            if (text.length() == LONGEST) {
                throw fault("the line is longer than the " + LONGEST + " characters of a Matrix Market file");
            }
            text.append((char) read);
        }
        wordAt = 0;
        line = text.toString();
        return true;
    }

    /** As {@link #advance}, over comments and empty lines. */
    boolean advanceToWords() throws IOException {
        boolean found = advance();
        while (found && (line.isBlank() || line.startsWith("%"))) {
            found = advance();
        }
        return found;
    }

    /**
     * The next word of the line.
     *
     * @param meaning what it must be, in words
     */
    String word(String meaning) {
        skipBlanks();
        if (next == line.length()) {
            throw fault("there must be " + meaning);
        }
        while (next < line.length() && !isBlank(line.charAt(next))) {
            next++;
        }
        return line.substring(wordAt, next);
    }

    /** The next word, a whole number from {@code min} to {@code max}. */
    long whole(String meaning, long min, long max) {
        String word = word(meaning);
        long value = min - 1;
        if (word.matches("[+-]?\\d{1,18}")) {
            value = Long.parseLong(word);
        }
        if (value < min || value > max) {
            throw fault("'" + word + "' cannot be " + meaning + "; allowed: a whole number from " + min + " to " + max);
        }
        return value;
    }

    /** The next word, a finite number. */
    double real(String meaning) {
        String word = word(meaning);
        if (word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?")) {
            double value = Double.parseDouble(word);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw fault("'" + word + "' cannot be " + meaning + "; allowed: a finite decimal number");
    }

    /** Refuses further words on this line. */
    void end() {
        skipBlanks();
        if (next < line.length()) {
            throw fault("'" + line.substring(next) + "' is too much on this line");
        }
    }

    private void skipBlanks() {
        while (next < line.length() && isBlank(line.charAt(next))) {
            next++;
        }
        wordAt = next;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /** Where the last word began, for {@link #fault(long, String)}. */
    long place() {
        return ((long) number << COLUMN_BITS) + wordAt;
    }

    /** The line of a {@link #place}. */
    static long line(long place) {
        return place >>> COLUMN_BITS;
    }

    IllegalArgumentException fault(String what) {
        return fault(place(), what);
    }

    IllegalArgumentException fault(long place, String what) {
        return new IllegalArgumentException(
                name + ", line " + line(place) + ", column " + ((place & (1 << COLUMN_BITS) - 1) + 1) + ": " + what);
    }
}
