package rxt.record;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell's parameters as JSON (RFC 8259): one flat object of texts, numbers and booleans.
 *
 * <p>A value that is spelled like a JSON number or boolean is written as one and read back letter by letter, so that
 * other languages see numbers and RxT sees the text it wrote.
 */
final class ParamsJson {
    private static final Pattern BARE =
            Pattern.compile("true|false|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String json;
    private int at;

    private ParamsJson(String json) {
        this.json = json;
    }

    /** The object, keys in alphabetical order. */
    static String write(Map<String, String> params) {
        StringBuilder out = new StringBuilder("{");
        new TreeMap<>(params).forEach((name, value) -> {
            out.append(out.length() == 1 ? "" : ", ").append(quote(name)).append(": ");
            out.append(BARE.matcher(value).matches() ? value : quote(value));
        });
        return out.append('}').toString();
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = c == '/' ? -1 : ESCAPED.indexOf(c);
            if (escape >= 0) {
                out.append('\\').append(ESCAPES.charAt(escape));
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /**
     * Reads a flat object.
     *
     * @throws IllegalArgumentException with the place where it is not one
     */
    static Map<String, String> parse(String json) {
        ParamsJson parser = new ParamsJson(json);
        Map<String, String> params = parser.object();
        if (parser.at < json.length()) {
            throw parser.unexpected("the end");
        }
        return params;
    }

    private Map<String, String> object() {
        Map<String, String> params = new TreeMap<>();
        expect('{');
        if (!accept('}')) {
            do {
                String name = string();
                expect(':');
                params.put(name, value());
            } while (accept(','));
            expect('}');
        }
        return params;
    }

    private String value() {
        Matcher bare = BARE.matcher(json).region(at, json.length());
        if (!bare.lookingAt()) {
            return string();
        }
        at = bare.end();
        skipSpace();
        return bare.group();
    }

    private String string() {
        if (at >= json.length() || json.charAt(at) != '"') {
            throw unexpected("'\"'");
        }
        StringBuilder text = new StringBuilder();
        for (at++; at < json.length() && json.charAt(at) != '"'; at++) {
            text.append(json.charAt(at) == '\\' ? escaped() : json.charAt(at));
        }
        expect('"');
        return text.toString();
    }

    private char escaped() {
        at++;
        int escape = at < json.length() ? ESCAPES.indexOf(json.charAt(at)) : -1;
        if (escape >= 0) {
            return ESCAPED.charAt(escape);
        }
        String digits = json.substring(Math.min(at + 1, json.length()), Math.min(at + 5, json.length()));
        if (at < json.length() && json.charAt(at) == 'u' && digits.matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }
        throw unexpected("an escape");
    }

    private boolean accept(char wanted) {
        boolean found = at < json.length() && json.charAt(at) == wanted;
        if (found) {
            at++;
            skipSpace();
        }
        return found;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private void skipSpace() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unexpected(String wanted) {
        return new IllegalArgumentException("not a flat JSON object: " + wanted + " expected at character " + at
                + " of " + (json.length() > 80 ? json.substring(0, 80) + "…" : json));
    }
}
