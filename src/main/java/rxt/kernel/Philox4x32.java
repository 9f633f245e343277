package rxt.kernel;

/**
 * Philox4x32-10, a random number generator without state: four 32-bit words for each 128-bit counter. Any rank and
 * thread computes the words of any counter at once, so that random data do not depend on how work is split.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11. The stream is that of
 * {@code Philox4x32} in Apache Commons RNG, which can only be reached there by a new generator per jump.
 *
 * @param key0 low half of the key
 * @param key1 high half of the key
 */
public record Philox4x32(int key0, int key1) {
    /** Rounds after which the generator passes all of TestU01 with a margin. */
    public static final int ROUNDS = 10;

    /** Multiplier of word 0 in each round. */
    public static final int MULTIPLIER_0 = 0xD2511F53;

    /** Multiplier of word 2 in each round. */
    public static final int MULTIPLIER_1 = 0xCD9E8D57;

    /** Step of the key's low half from round to round: the golden ratio. */
    public static final int KEY_STEP_0 = 0x9E3779B9;

    /** Step of the key's high half from round to round: √3 − 1. */
    public static final int KEY_STEP_1 = 0xBB67AE85;

    /** Fills {@code words} with the four words of the counter whose 64-bit halves are {@code low} and {@code high}. */
    public void words(long low, long high, int[] words) {
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = Integer.toUnsignedLong(c0) * Integer.toUnsignedLong(MULTIPLIER_0);
            long product1 = Integer.toUnsignedLong(c2) * Integer.toUnsignedLong(MULTIPLIER_1);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += KEY_STEP_0;
            k1 += KEY_STEP_1;
        }
        words[0] = c0;
        words[1] = c1;
        words[2] = c2;
        words[3] = c3;
    }
}
