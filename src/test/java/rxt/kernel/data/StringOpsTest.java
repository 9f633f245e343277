package rxt.kernel.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelContract;
import rxt.kernel.KernelType;

class StringOpsTest extends KernelContract {
    @Override
    protected KernelType type() {
        return StringOps.TYPE;
    }

    @Override
    protected Map<String, String> params() {
        return Map.of("strings", "1003");
    }

    /** Strips one side only. */
    @Override
    protected Kernel mutant(Context context) {
        return new StringOps(context) {
            @Override
            void apply(StringColumn column, StringOperation operation) {
                super.apply(column, operation == StringOperation.STRIP ? StringOperation.LSTRIP : operation);
            }
        };
    }

    /** The second step's results are those of the first. */
    @Test
    void aStepThatDoesNothingIsCaught() throws Exception {
        run(2, 1, type().params(Map.of("strings", "100")), context -> new StringOps(context) {
                    private int calls;

                    @Override
                    void apply(StringColumn column, StringOperation operation) {
                        if (calls++ != 30) {
                            super.apply(column, operation);
                        }
                    }
                })
                .forEach(check -> assertThat(check.valid()).as(check.toString()).isFalse());
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "3,2", "5,3"})
    void objectsGiveTheSame(int ranks, int threads) throws Exception {
        String digest =
                run(1, 1, type().params(params()), type()::create).element().digest();
        Map<String, String> objects = Map.of("strings", "1003", "layout", "objects");
        for (Check check : run(ranks, threads, type().params(objects), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationOfBothLayoutsIsThatOfPlainJava(StringOperation operation) throws Exception {
        int count = 20_000;
        long expected = 0;
        Function<String, Object> oracle = oracle(operation);
        for (int i = 0; i < count; i++) {
            Object result = oracle.apply(" ".repeat(i % 3) + i + "e" + i % 10 + " ".repeat(i % 2));
            long value = result instanceof String text ? text.length() : 0;
            if (result instanceof String text) {
                for (int j = 0; j < text.length(); j++) {
                    value = 31 * value + text.charAt(j);
                }
            } else {
                value = result instanceof Boolean is ? (is ? 1 : 0) : (Integer) result;
            }
            expected += Digest.term(i, value);
        }
        for (String layout : List.of("packed", "objects")) {
            StringColumn column = StringColumn.of(layout, new StringSource.Numbers(), 0, count);
            column.apply(operation);
            assertThat(column.hash()).isEqualTo(expected);
        }
        Map<String, String> one = Map.of("strings", "103", "operation", operation.word());
        for (Check check : run(2, 1, type().params(one), type()::create)) {
            assertThat(check.valid()).as(check.toString()).isTrue();
        }
    }

    private static Function<String, Object> oracle(StringOperation operation) {
        return switch (operation) {
            case CAPITALIZE -> s -> s.startsWith(" ") ? s : Character.toUpperCase(s.charAt(0)) + s.substring(1);
            case CAT, REPEAT -> s -> s + s;
            case CONTAINS -> s -> s.contains("7e");
            case COUNT -> s -> s.length() - s.replace("1", "").length();
            case ENDSWITH -> s -> s.matches(".*7 ");
            case EQUALS -> "42e2"::equals;
            case FIND -> s -> s.indexOf("7e");
            case ISDIGIT -> s -> s.matches("[0-9]+");
            case LEN -> String::length;
            case LOWER -> s -> s;
            case LSTRIP -> s -> s.replaceFirst("^ +", "");
            case PAD -> s -> "%16s".formatted(s);
            case REPLACE -> s -> s.replace("1", "one");
            case REVERSE -> s -> new StringBuilder(s).reverse().toString();
            case RFIND -> s -> s.lastIndexOf('1');
            case RSTRIP -> s -> s.replaceFirst(" +$", "");
            case SLICE -> s -> s.substring(1, Math.min(4, s.length()));
            case STARTSWITH -> s -> Pattern.compile(" 1").matcher(s).lookingAt();
            case STRIP -> String::strip;
            case TITLE, UPPER -> s -> s.replace('e', 'E');
            case ZFILL -> s -> "0".repeat(Math.max(0, 16 - s.length())) + s;
        };
    }

    /** What decimal strings do not show. */
    @Test
    void lettersAndEmptyStrings() {
        byte[] in = "aBc dE".getBytes(US_ASCII);
        for (StringOperation operation : StringOperation.values()) {
            for (String s : new String[] {"aBc dE", "", "a", "B"}) {
                byte[] bytes = s.getBytes(US_ASCII);
                byte[] out = new byte[64];
                if (operation.givesText()) {
                    int end = operation.byteText.write(bytes, 0, bytes.length, out, 0);
                    assertThat(new String(out, 0, end, US_ASCII))
                            .as(operation + " of " + s)
                            .isEqualTo(operation.text.apply(s));
                } else {
                    assertThat(operation.byteNumber.of(bytes, 0, bytes.length))
                            .as(operation + " of " + s)
                            .isEqualTo(operation.number.applyAsInt(s));
                }
            }
        }
        assertThat(StringBytes.title(in, 0, in.length, in, 0)).isEqualTo(6);
        assertThat(in).asString().isEqualTo("Abc De");
    }

    /** Both layouts, on splits whose parts begin anywhere in the file, which is read several times over. */
    @ParameterizedTest(name = "{0} × {1}, {2}")
    @CsvSource({"1,1,packed", "3,2,packed", "2,3,objects"})
    void theLinesOfAFileServeInTurn(int ranks, int threads, String layout) throws Exception {
        List<String> upper = List.of("ANGSTROM", "IT'S 1", "");
        long expected = 0;
        for (int i = 0; i < 101; i++) {
            String word = upper.get(i % 3);
            long value = word.length();
            for (int j = 0; j < word.length(); j++) {
                value = 31 * value + word.charAt(j);
            }
            expected += Digest.term(i, value);
        }
        StringColumn column = StringColumn.of(layout, source("angstrom\nit's 1\r\n\n"), 0, 101);
        column.apply(StringOperation.UPPER);
        assertThat(column.hash()).isEqualTo(expected);
        String digest = Long.toHexString(Digest.term(0, expected));
        Map<String, String> params = Map.of("strings", "101", "layout", layout, "operation", "upper", "file", "words");
        for (Check check : run(ranks, threads, type().params(params), context -> new StringOps(reading(context)))) {
            assertThat(check.valid()).as(check.toString()).isTrue();
            assertThat(check.digest()).contains(digest);
        }
    }

    private static Context reading(Context context) {
        return new Context(context.world(), context.team(), context.params(), _ -> input("angstrom\nit's 1\r\n\n"));
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    private static StringSource source(String text) {
        return StringSource.of(_ -> input(text), "words");
    }

    @ParameterizedTest
    @CsvSource({"'a\nå\n', 2", "'a\tb', 1", "'', 1", "'a\n\nLONG', 3"})
    void aLineThatIsNoneIsNamed(String text, int line) {
        assertThatThrownBy(() -> source(text.replace("LONG", "x".repeat(65))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("words, line " + line + ": there must be at most 64 printable ASCII");
    }

    @Test
    void aMissingFileIsNamedWithTheCure() {
        assertThatThrownBy(() -> StringSource.of(
                        name -> {
                            throw new FileNotFoundException(name);
                        },
                        "large/words"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll(
                        "'large/words'", "(there is no such file)", "jobs/rxt inputs", "parameter 'file'");
    }

    @Test
    void anotherOperationIsRefused() {
        assertThatThrownBy(() -> type().params(Map.of("operation", "shout")))
                .hasMessageContaining("one of all, capitalize, cat");
    }
}
