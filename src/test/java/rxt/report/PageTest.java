package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void paragraphsBreakAtSpacesAndIndent() {
        String text = new Page().paragraph(2, "word ".repeat(20)).toString();
        assertThat(text.lines())
                .containsExactly(
                        "  " + "word ".repeat(15).strip(),
                        "    " + "word ".repeat(5).strip());
    }

    @Test
    void aLineOfExactlyEightyColumnsStaysWhole() {
        assertThat(new Page()
                        .paragraph(0, "x".repeat(40) + " " + "y".repeat(39))
                        .toString())
                .hasSize(81);
    }

    @Test
    void aWordThatFitsOnNoLineIsBroken() {
        String text =
                new Page().paragraph(0, "see " + "/path".repeat(40) + " end").toString();
        assertThat(text.lines()).allMatch(line -> line.length() <= Page.WIDTH);
        assertThat(text.replaceAll("\\s", "")).isEqualTo("see" + "/path".repeat(40) + "end");
    }

    @Test
    void tableColumnsThatDoNotFitFollowBelow() {
        Table table = new Table();
        List<String> wide = List.of("stub", "a".repeat(30), "b".repeat(30), "c".repeat(30));
        table.row("", "1", "2", "3").row(wide);
        Page page = new Page();
        table.print(page);
        assertThat(page.toString().lines().toList())
                .containsExactly(
                        " ".repeat(6 + 2 + 29) + "1" + " ".repeat(2 + 29) + "2",
                        "  stub  " + "a".repeat(30) + "  " + "b".repeat(30),
                        " ".repeat(6 + 2 + 29) + "3",
                        "  stub  " + "c".repeat(30));
    }

    @Test
    void tableCellsMayHaveSeveralLines() {
        Page page = new Page();
        new Table().row("x", "1\n[0, 2]", "3").print(page);
        assertThat(page).hasToString("  x       1  3\n     [0, 2]\n");
    }
}
