package rxt.kernel.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixMarketTest {
    private static final String REAL = "%%MatrixMarket matrix coordinate real ";

    private static SparseRows read(String text) throws IOException {
        return MatrixMarket.read(
                "m.mtx", new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), (_, _) -> {});
    }

    @Test
    void theLowerTriangleIsMirroredAndSorted() throws IOException {
        SparseRows rows =
                read(REAL + "symmetric\n% words\n\n3 3 5\n3 3 4e0\n3 1 -1.5\n1 1 2\r\n 2\t2 .3E+1\n% more\n3 2 7.\n");
        assertThat(rows.start()).containsExactly(0, 2, 4, 7);
        assertThat(rows.columns()).containsExactly(0, 2, 1, 2, 0, 1, 2);
        assertThat(rows.values()).containsExactly(2, -1.5, 3, 7, -1.5, 7, 4);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"real,5 ,5", "integer,-5,-5", "pattern,'',1"})
    void fields(String field, String value, double expected) throws IOException {
        SparseRows rows = read("%%matrixmarket MATRIX Coordinate " + field + " General\n1 1 1\n1 1 " + value + "\n");
        assertThat(rows.values()).containsExactly(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "%%MatrixMarket matrix array real general~1 1~1~|line 1, column 23: 'array' is not allowed here",
                "%%MatrixMarket matrix coordinate complex general~|line 1, column 34: 'complex' is not allowed",
                "%%MatrixMarket matrix coordinate real skew-symmetric~|line 1, column 39: 'skew-symmetric' is not",
                "%%MatrixMarket matrix coordinate real~|line 1, column 38: there must be %%MatrixMarket",
                "%%MatrixMarket matrix coordinate real general x~|line 1, column 47: 'x' is too much",
                "1 1 1~1 1 1~|line 1, column 1: '1' is not allowed here",
                "HEAD|line 2, column 1: the file ends before the line with rows",
                "HEAD2 3 1~1 1 1~|line 2, column 3: the matrix is not square",
                "HEAD0 0 0~|line 2, column 1: '0' cannot be the number of rows",
                "HEAD99999999999 1 1~|line 2, column 1: '99999999999' cannot be the number of rows",
                "HEAD2 2~|line 2, column 4: there must be the number of entries",
                "HEAD2 2 2~1 1 1~|line 4, column 1: the file ends after 1 of 2 entries",
                "HEAD50000 50000 2000000000~1 1 1~|line 4, column 1: the file ends after 1 of 2000000000 entries",
                "HEAD1 1 2000000000~1 1 1~|line 2, column 5: 2000000000 entries are more than the 1 places",
                "SYMM3 3 7~1 1 1~|line 2, column 5: 7 entries are more than the 6 places",
                "SYMM3 3 1~2 1 1~|line 2, column 5: 1 entries leave some of the 3 rows without",
                "HEAD2000000000 2000000000 1~1 1 1~|line 2, column 23: 1 entries leave some of the 2000000000 rows",
                "HEAD1 1 1~1 1 1~1 1 1~|line 4, column 1: there are more than the 1 entries that line 2 tells",
                "HEAD2 2 2~1 1 1~2 3 1~|line 4, column 3: '3' cannot be a column",
                "HEAD2 2 2~1 1 1~0 2 1~|line 4, column 1: '0' cannot be a row",
                "HEAD2 2 2~1 1 1~2.0 2 1~|line 4, column 1: '2.0' cannot be a row",
                "HEAD1 1 1~1 1 NaN~|line 3, column 5: 'NaN' cannot be a value; allowed: a finite decimal number",
                "HEAD1 1 1~1 1 -Infinity~|line 3, column 5: '-Infinity' cannot be",
                "HEAD1 1 1~1 1 1e999~|line 3, column 5: '1e999' cannot be",
                "HEAD1 1 1~1 1 0x1p3~|line 3, column 5: '0x1p3' cannot be",
                "HEAD1 1 1~1 1~|line 3, column 4: there must be a value",
                "HEAD1 1 1~1 1 1 1~|line 3, column 7: '1' is too much on this line",
                "HEAD1 1 1~1 1 1|line 3, column 6: the line has no end",
                "HEAD2 2 2~1 1 1~1 2 1~|line 4, column 1: entry (1, 2) = 1.0 has no equal at (2, 1)",
                "HEAD2 2 3~1 1 1~2 1 1~2 2 1~|line 4, column 1: entry (2, 1) = 1.0 has no equal at (1, 2)",
                "HEAD2 2 4~1 1 1~2 1 1~1 2 3~2 2 1~|has no equal at",
                "HEAD2 2 3~1 1 1~2 2 1~1 1 1~|line 5, column 1: entry (1, 1) is given a second time",
                "HEAD3 3 3~1 1 1~1 2 1~2 1 1~|line 2, column 1: row 3 has no entry",
                "SYMM2 2 2~1 1 1~1 2 1~|line 4, column 3: entry (1, 2) lies above the diagonal"
            })
    void faultsAreNamedWithLineAndColumn(String text, String message) {
        String file = text.replace("HEAD", REAL + "general\n")
                .replace("SYMM", REAL + "symmetric\n")
                .replace('~', '\n');
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("m.mtx, line ")
                .hasMessageContaining(message);
    }

    /** Cut off anywhere, no file is taken for a whole one. */
    @Test
    void everyTruncationIsRefused() throws IOException {
        String whole =
                REAL + "symmetric\n% a comment\n4 4 6\n1 1 4.5\n2 2 4.25\n3 3 4\n4 4 5.125\n3 1 -1.5e-1\n4 3 1\n";
        assertThat(read(whole).rows()).isEqualTo(4);
        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            assertThatThrownBy(() -> read(part))
                    .as(part)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("m.mtx, line ");
        }
    }

    @Test
    void theInputIsWhatItsFormulaGives() throws IOException {
        assertThat(Path.of("inputs/bracket.mtx")).hasContent(BracketMatrix.text());
        SparseRows rows =
                MatrixMarket.read("bracket.mtx", Files.newInputStream(Path.of("inputs/bracket.mtx")), (_, _) -> {});
        assertThat(rows.rows()).isEqualTo(252);
        assertThat(rows.values()).hasSize(2 * 1427 - 252);
    }

    /** To be moved or turned as a whole costs a plate no force, but near where it is clamped. */
    @Test
    void rigidMotionsNeedNoForce() throws IOException {
        SparseRows rows = read(BracketMatrix.text());
        int free = rows.rows() - 2 * 7;
        for (double[] motion : BracketMatrix.rigidMotions()) {
            for (int row = 0; row < free; row++) {
                assertThat(rows.times(motion, row)).isZero();
            }
            assertThat(rows.times(motion, rows.rows() - 1)).isNotZero();
        }
    }
}
