package rxt.kernel.data;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Operations of Vaex's string benchmark, each for both layouts: in {@link StringObjects} on a {@link String}, in
 * {@link StringBytes} on the bytes of a column. Those that give a number have no text, and the other way round.
 */
enum StringOperation {
    CAPITALIZE(StringObjects::capitalize, StringBytes::capitalize),
    CAT(StringObjects::cat, StringBytes::repeat),
    CONTAINS(StringObjects::contains, StringBytes::contains),
    COUNT(StringObjects::count, StringBytes::count),
    ENDSWITH(StringObjects::endsWith, StringBytes::endsWith),
    EQUALS(StringObjects::isNumber, StringBytes::isNumber),
    FIND(StringObjects::find, StringBytes::find),
    ISDIGIT(StringObjects::isDigit, StringBytes::isDigit),
    LEN(String::length, StringBytes::length),
    LOWER(StringObjects::lower, StringBytes::lower),
    LSTRIP(String::stripLeading, StringBytes::stripLeading),
    PAD(StringObjects::pad, StringBytes::pad),
    REPEAT(StringObjects::repeat, StringBytes::repeat),
    REPLACE(StringObjects::replace, StringBytes::replace),
    REVERSE(StringObjects::reverse, StringBytes::reverse),
    RFIND(StringObjects::findLast, StringBytes::findLast),
    RSTRIP(String::stripTrailing, StringBytes::stripTrailing),
    SLICE(StringObjects::slice, StringBytes::slice),
    STARTSWITH(StringObjects::startsWith, StringBytes::startsWith),
    STRIP(String::strip, StringBytes::strip),
    TITLE(StringObjects::title, StringBytes::title),
    UPPER(StringObjects::upper, StringBytes::upper),
    ZFILL(StringObjects::zeroFill, StringBytes::zeroFill);

    /** Writes what becomes of the bytes {@code from} to {@code to} at {@code at}; returns where that ends. */
    @FunctionalInterface
    interface ByteText {
        int write(byte[] in, int from, int to, byte[] out, int at);
    }

    /** A number that is found in the bytes {@code from} to {@code to}. */
    @FunctionalInterface
    interface ByteNumber {
        int of(byte[] in, int from, int to);
    }

    final UnaryOperator<String> text;
    final ByteText byteText;
    final ToIntFunction<String> number;
    final ByteNumber byteNumber;

    StringOperation(UnaryOperator<String> text, ByteText byteText) {
        this.text = text;
        this.byteText = byteText;
        this.number = _ -> 0;
        this.byteNumber = (_, _, _) -> 0;
    }

    StringOperation(ToIntFunction<String> number, ByteNumber byteNumber) {
        this.text = null;
        this.byteText = null;
        this.number = number;
        this.byteNumber = byteNumber;
    }

    /** Whether a string comes of it, and not a number. */
    boolean givesText() {
        return text != null;
    }

    /** Whether each byte becomes another on its own, so that a column is one long string to it. */
    boolean isBytewise() {
        return this == LOWER || this == UPPER;
    }

    /** As in studies. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Stream.of(values()).map(StringOperation::word).toList();
    }
}
