package rxt.kernel.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;
import rxt.kernel.Philox4x32;

class RandomStringsTest extends KernelContract {
    private static final int[] WORDS = new int[RandomStringsText.SCRATCH];

    @Override
    protected KernelType type() {
        return RandomStrings.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("strings", "17", "length", "1003");
    }

    /** One string is made as another: random characters all the same. */
    @Override
    protected Kernel mutant(Context context) {
        return new RandomStrings(context) {
            @Override
            long write(long string, MemorySegment into, long at, int[] scratch) {
                return super.write(string == 3 ? 2 : string, into, at, scratch);
            }
        };
    }

    /** Makes nothing in the second step: the strings of the first are still there. */
    @Test
    void aStepThatDoesNothingIsCaught() throws Exception {
        run(2, 1, type().params(params()), context -> new RandomStrings(context) {
                    private int steps;

                    @Override
                    public void step() {
                        steps++;
                        super.step();
                    }

                    @Override
                    long write(long string, MemorySegment into, long at, int[] scratch) {
                        return steps > 1 ? 0 : super.write(string, into, at, scratch);
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} × {1}: {2} strings of {3}")
    @CsvSource({"5,3,3,5", "1,1,1,1", "2,2,5,64", "3,1,4,65", "1,2,2,10007"})
    void fewAndShortOnes(int ranks, int threads, String strings, String length) throws Exception {
        for (Check check :
                run(ranks, threads, type().params(Map.of("strings", strings, "length", length)), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    @Test
    void variantsMakeTheSame() throws Exception {
        String digest =
                run(1, 2, type().params(params()), type()::create).element().digest();
        Map<String, String> scalar = Map.of("strings", "17", "length", "1003", "variant", "scalar");
        assertThat(run(2, 1, type().params(scalar), type()::create))
                .extracting(Check::digest)
                .containsOnly(digest);
    }

    @Test
    void vectorsWriteAsScalarsDo() {
        RandomStringsText text = new RandomStringsText(new Philox4x32(7, 0));
        for (long string : new long[] {0, 1, (1L << 32) + 5}) {
            for (int length = 1; length < 300; length++) {
                byte[] one = new byte[304];
                byte[] other = new byte[304];
                assertThat(text.write(string, length, MemorySegment.ofArray(one), 0, WORDS))
                        .isEqualTo(text.writeOneByOne(string, 0, length, MemorySegment.ofArray(other), 0, WORDS));
                assertThat(one).isEqualTo(other);
                assertThat(new String(one, 0, length, StandardCharsets.US_ASCII))
                        .matches("[a-zA-Z0-9]{" + length + "}");
                assertThat(one[length]).isZero();
            }
        }
    }

    /** 20,000 expected of each; a deviation is about 140. */
    @Test
    void allSymbolsComeEquallyOften() {
        int each = 20_000;
        int length = each * RandomStringsText.SYMBOLS.length();
        byte[] bytes = new byte[length + 8];
        new RandomStringsText(new Philox4x32(1, 0)).write(0, length, MemorySegment.ofArray(bytes), 0, WORDS);
        int[] counts = new int[128];
        for (int j = 0; j < length; j++) {
            counts[bytes[j]]++;
        }
        RandomStringsText.SYMBOLS
                .chars()
                .forEach(symbol -> assertThat(counts[symbol]).isBetween(each - 700, each + 700));
    }
}
