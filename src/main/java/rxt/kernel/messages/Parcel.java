package rxt.kernel.messages;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import rxt.kernel.Digest;

/** An object of objects, numbered; all of one length have equally many bytes when serialised. */
final class Parcel implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long number;
    private final double[] values;
    private String label;

    Parcel(long number, int length) {
        this.number = number;
        values = new double[length];
        Arrays.setAll(values, i -> (double) number + i);
        label = label(number);
    }

    private static String label(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    long number() {
        return number;
    }

    /** Deeply: whether it is as it was made, and of that length. */
    boolean isIntact(int length) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != (double) number + i) {
                return false;
            }
        }
        return values.length == length && label.equals(label(number));
    }

    /** Its label and one of its values. */
    void change() {
        label = "changed";
        values[values.length - 1] = -1;
    }

    /** Whether somebody did. */
    boolean isChanged() {
        return label.equals("changed") && values[values.length - 1] == -1;
    }

    long hash() {
        long hash = label.hashCode();
        for (double value : values) {
            hash = 31 * hash + Double.doubleToLongBits(value);
        }
        return Digest.term(number, hash);
    }
}
