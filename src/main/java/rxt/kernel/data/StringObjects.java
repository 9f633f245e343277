package rxt.kernel.data;

import java.util.Locale;

/** The same operations as {@link StringBytes} on objects, as a programmer writes them with the JDK's own. */
final class StringObjects {
    private StringObjects() {}

    static int contains(String s) {
        return s.contains("7e") ? 1 : 0;
    }

    static int count(String s) {
        int count = 0;
        for (int at = s.indexOf('1'); at >= 0; at = s.indexOf('1', at + 1)) {
            count++;
        }
        return count;
    }

    static int endsWith(String s) {
        return s.endsWith("7 ") ? 1 : 0;
    }

    static int startsWith(String s) {
        return s.startsWith(" 1") ? 1 : 0;
    }

    static int isNumber(String s) {
        return s.equals("42e2") ? 1 : 0;
    }

    static int find(String s) {
        return s.indexOf("7e");
    }

    static int findLast(String s) {
        return s.lastIndexOf('1');
    }

    static int isDigit(String s) {
        return !s.isEmpty() && s.chars().allMatch(Character::isDigit) ? 1 : 0;
    }

    static String upper(String s) {
        return s.toUpperCase(Locale.ROOT);
    }

    static String lower(String s) {
        return s.toLowerCase(Locale.ROOT);
    }

    static String capitalize(String s) {
        return s.isEmpty() ? s : upper(s.substring(0, 1)) + lower(s.substring(1));
    }

    static String title(String s) {
        StringBuilder title = new StringBuilder(s.length());
        boolean inWord = false;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            title.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetter(c);
        }
        return title.toString();
    }

    static String reverse(String s) {
        return new StringBuilder(s).reverse().toString();
    }

    static String cat(String s) {
        return s.concat(s);
    }

    static String repeat(String s) {
        return s.repeat(2);
    }

    static String slice(String s) {
        return s.substring(Math.min(1, s.length()), Math.min(4, s.length()));
    }

    static String replace(String s) {
        return s.replace("1", "one");
    }

    static String pad(String s) {
        return " ".repeat(Math.max(0, StringBytes.WIDTH - s.length())) + s;
    }

    static String zeroFill(String s) {
        return "0".repeat(Math.max(0, StringBytes.WIDTH - s.length())) + s;
    }
}
