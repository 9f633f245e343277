package rxt.kernel.data;

/** Operations on strings that lie packed in an array of bytes: on the bytes {@code from} (inclusive) to {@code to}. */
final class StringBytes {
    /** Width that {@code pad} and {@code zfill} fill up to. */
    static final int WIDTH = 16;

    private static final int CASE = 'a' - 'A';

    private StringBytes() {}

    static int length(byte[] in, int from, int to) {
        return to - from;
    }

    static int contains(byte[] in, int from, int to) {
        return find(in, from, to) < 0 ? 0 : 1;
    }

    /** How often there is a 1. */
    static int count(byte[] in, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += in[i] == '1' ? 1 : 0;
        }
        return count;
    }

    /** With {@code 7 }. */
    static int endsWith(byte[] in, int from, int to) {
        return to - from >= 2 && in[to - 2] == '7' && in[to - 1] == ' ' ? 1 : 0;
    }

    /** With {@code  1}. */
    static int startsWith(byte[] in, int from, int to) {
        return to - from >= 2 && in[from] == ' ' && in[from + 1] == '1' ? 1 : 0;
    }

    /** Whether it is {@code 42e2}. */
    static int isNumber(byte[] in, int from, int to) {
        return to - from == 4 && in[from] == '4' && in[from + 1] == '2' && in[from + 2] == 'e' && in[from + 3] == '2'
                ? 1
                : 0;
    }

    /** Where {@code 7e} first is, or −1. */
    static int find(byte[] in, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (in[i] == '7' && in[i + 1] == 'e') {
                return i - from;
            }
        }
        return -1;
    }

    /** Where a 1 last is, or −1. */
    static int findLast(byte[] in, int from, int to) {
        int i = to - 1;
        while (i >= from && in[i] != '1') {
            i--;
        }
        return i < from ? -1 : i - from;
    }

    static int isDigit(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (in[i] < '0' || in[i] > '9') {
                return 0;
            }
        }
        return to > from ? 1 : 0;
    }

    static int upper(byte[] in, int from, int to, byte[] out, int at) {
        for (int i = from; i < to; i++) {
            byte b = in[i];
            out[at + i - from] = (byte) (b - CASE * isIn('a', b, 'z'));
        }
        return at + to - from;
    }

    static int lower(byte[] in, int from, int to, byte[] out, int at) {
        for (int i = from; i < to; i++) {
            byte b = in[i];
            out[at + i - from] = (byte) (b + CASE * isIn('A', b, 'Z'));
        }
        return at + to - from;
    }

    static int capitalize(byte[] in, int from, int to, byte[] out, int at) {
        int first = Math.min(from + 1, to);
        return lower(in, first, to, out, upper(in, from, first, out, at));
    }

    /** Letters after what is no letter become large, others small. */
    static int title(byte[] in, int from, int to, byte[] out, int at) {
        boolean inWord = false;
        for (int i = from; i < to; i++) {
            if (inWord) {
                lower(in, i, i + 1, out, at + i - from);
            } else {
                upper(in, i, i + 1, out, at + i - from);
            }
            inWord = isLetter(in[i]);
        }
        return at + to - from;
    }

    /** 1 or 0, by signs: without a branch, so that loops over many bytes can be vectors. */
    private static int isIn(char first, byte b, char last) {
        return ((first - 1 - b) & (b - last - 1)) >>> (Integer.SIZE - 1);
    }

    private static boolean isLetter(byte b) {
        return isIn('a', b, 'z') + isIn('A', b, 'Z') > 0;
    }

    static int reverse(byte[] in, int from, int to, byte[] out, int at) {
        for (int i = from; i < to; i++) {
            out[at + to - 1 - i] = in[i];
        }
        return at + to - from;
    }

    /** Twice. */
    static int repeat(byte[] in, int from, int to, byte[] out, int at) {
        return copy(in, from, to, out, copy(in, from, to, out, at));
    }

    /** The second to the fourth. */
    static int slice(byte[] in, int from, int to, byte[] out, int at) {
        return copy(in, Math.min(from + 1, to), Math.min(from + 4, to), out, at);
    }

    /** Every 1 becomes {@code one}. */
    static int replace(byte[] in, int from, int to, byte[] out, int at) {
        int end = at;
        for (int i = from; i < to; i++) {
            if (in[i] == '1') {
                out[end++] = 'o';
                out[end++] = 'n';
                out[end++] = 'e';
            } else {
                out[end++] = in[i];
            }
        }
        return end;
    }

    static int stripLeading(byte[] in, int from, int to, byte[] out, int at) {
        return copy(in, firstOf(in, from, to), to, out, at);
    }

    static int stripTrailing(byte[] in, int from, int to, byte[] out, int at) {
        return copy(in, from, lastOf(in, from, to), out, at);
    }

    static int strip(byte[] in, int from, int to, byte[] out, int at) {
        int first = firstOf(in, from, to);
        return copy(in, first, lastOf(in, first, to), out, at);
    }

    private static int firstOf(byte[] in, int from, int to) {
        int first = from;
        while (first < to && in[first] == ' ') {
            first++;
        }
        return first;
    }

    private static int lastOf(byte[] in, int from, int to) {
        int last = to;
        while (last > from && in[last - 1] == ' ') {
            last--;
        }
        return last;
    }

    /** Blanks before it. */
    static int pad(byte[] in, int from, int to, byte[] out, int at) {
        return copy(in, from, to, out, fill(WIDTH - (to - from), ' ', out, at));
    }

    /** Zeros before it. */
    static int zeroFill(byte[] in, int from, int to, byte[] out, int at) {
        return copy(in, from, to, out, fill(WIDTH - (to - from), '0', out, at));
    }

    private static int fill(int count, char with, byte[] out, int at) {
        int end = at;
        while (end - at < count) {
            out[end++] = (byte) with;
        }
        return end;
    }

    /** A loop: strings are short, and a call of arraycopy costs more. */
    private static int copy(byte[] in, int from, int to, byte[] out, int at) {
        int end = at;
        for (int i = from; i < to; i++) {
            out[end++] = in[i];
        }
        return end;
    }
}
