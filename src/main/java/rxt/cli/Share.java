package rxt.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A share given in per cent, such as {@code 5%}; the sign is asked for, since 0.05 could mean either.
 *
 * @param value 0.05 for 5 %
 * @param text as it was given
 */
record Share(double value, String text) {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?) ?%");

    /** Reads an option's value. */
    static final class Converter implements ITypeConverter<Share> {
        @Override
        public Share convert(String text) {
            Matcher number = PERCENT.matcher(text);
            if (!number.matches()) {
                throw new TypeConversionException("'" + text + "' is no share; write per cent, such as 5% or 2.5%");
            }
            return new Share(Double.parseDouble(number.group(1)) / 100, text);
        }
    }
}
