package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job's number, whatever a site's sbatch says beside it. */
class SlurmTest {
    @ParameterizedTest
    @CsvSource({
        "'42', 42",
        "'42\n', 42",
        "'42;cluster', 42",
        "'Checking your quota ...\n1234567\n', 1234567",
        "'77\nThank you for using Eagle 2.\n', 77"
    })
    void theNumberIsALineOfItsOwn(String answer, long number) {
        assertThat(Slurm.number(answer)).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource({"''", "'Submitted batch job 5'", "'12 13'"})
    void noOtherNumberIsTakenForIt(String answer) {
        assertThat(Slurm.number(answer)).isEmpty();
    }
}
