package rxt.report;

import java.nio.charset.Charset;
import java.util.stream.IntStream;

/** The characters that a terminal can show; both draw every figure without colour. */
public enum Alphabet {
    UNICODE("░▒▓█", " ▁▂▃▄▅▆▇█"),
    ASCII(".-+#", " .:-=+*#@");

    private static final String LETTERS = "×µ–…Δαβγᵣₜ";
    private static final String PLAIN = "xu-.dabgrt";

    private final String shades;
    private final String heights;

    Alphabet(String shades, String heights) {
        this.shades = shades;
        this.heights = heights;
    }

    /** The alphabet of an output in {@code charset}. */
    public static Alphabet of(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode(LETTERS + UNICODE.shades + UNICODE.heights)
                ? UNICODE
                : ASCII;
    }

    /** One of four shades for a share of 0 to 1; the darkest from three quarters on. */
    char shade(double share) {
        return shades.charAt(Math.clamp((int) (share * shades.length()), 0, shades.length() - 1));
    }

    /** A line of columns as high as {@code counts} are against the highest; those of 0 alone are empty. */
    String sparkline(int... counts) {
        int highest = Math.max(1, IntStream.of(counts).max().orElse(0));
        StringBuilder line = new StringBuilder();
        for (int count : counts) {
            line.append(heights.charAt((int) Math.ceil((double) count * (heights.length() - 1) / highest)));
        }
        return line.toString();
    }

    /** What the shades mean, in per cent. */
    String legend() {
        return shades.charAt(3) + " 75 or more, " + shades.charAt(2) + " 50, " + shades.charAt(1) + " 25, "
                + shades.charAt(0) + " less";
    }

    /** {@code text} of ours in these characters, as wide as before. */
    String adapt(String text) {
        if (this == UNICODE) {
            return text;
        }
        String plain = text.replace("≤ ", "<=").replace("≥ ", ">=");
        for (int i = 0; i < LETTERS.length(); i++) {
            plain = plain.replace(LETTERS.charAt(i), PLAIN.charAt(i));
        }
        return plain;
    }
}
