package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as a shell splits them, held against /bin/sh itself where it has a say. */
class TemplateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            ./a.out -n 8 ! ./a.out/-n/8
            a  'b c'  "d e" ! a/b c/d e
            a b\\ c ! a/b c
            a x'b c'y"d" ! a/xb cyd
            a '' "" ! a//
            a "q\\"r" 's"t' "it's" ! a/q"r/s"t/it's
            a "\\n" ! a/\\n
            """)
    void wordsAreThoseOfAShell(String line, String words) throws Exception {
        List<String> split = Template.parse(line).words();
        assertThat(String.join("/", split)).isEqualTo(words);
        Process shell = new ProcessBuilder("/bin/sh", "-c", "printf '%s\\n' " + line).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(String.join("\n", split) + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            ./a | tee log ! '|' needs a shell
            ./a > log ! '>' needs a shell
            ./a $HOME ! '$' needs a shell
            ./a 'b ! the quote ' is left open
            ./a "b ! the quote " is left open
            `  ` ! the command is empty
            """)
    void whatNeedsAShellIsRefused(String line, String message) {
        assertThatThrownBy(() -> Template.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aValueStaysOneWordAndBracesMayBeMeant() {
        Template template = Template.parse("./a -n {n} {{n}} {} {1..3} x{name}y");
        assertThat(template.placeholders()).containsExactly("n", "name");
        assertThat(template.filled(Map.of("n", "1 2", "name", "$1")))
                .containsExactly("./a", "-n", "1 2", "{n}", "{}", "{1..3}", "x$1y");
    }

    @Test
    void inAnExpressionValuesAreOrdinaryAndOtherBracesItsOwn() {
        String filled = Template.filledExpression("size {n}, \\d{2} \\p{Alpha}", Map.of("n", "1.5"));
        assertThat("size 1.5, 42 x").matches(filled);
        assertThat("size 1x5, 42 x").doesNotMatch(filled);
    }
}
