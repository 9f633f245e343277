package rxt.report;

import java.nio.charset.Charset;

/** The characters that a terminal can show; both draw every figure without colour. */
public enum Alphabet {
    UNICODE("░▒▓█"),
    ASCII(".-+#");

    private final String shades;

    Alphabet(String shades) {
        this.shades = shades;
    }

    /** The alphabet of an output in {@code charset}. */
    public static Alphabet of(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("×µ" + UNICODE.shades) ? UNICODE : ASCII;
    }

    /** One of four shades for a share of 0 to 1; the darkest from three quarters on. */
    char shade(double share) {
        return shades.charAt(Math.clamp((int) (share * shades.length()), 0, shades.length() - 1));
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
        return text.replace('×', 'x').replace('µ', 'u').replace("≤ ", "<=").replace("≥ ", ">=");
    }
}
