package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import rxt.study.StudyException;

class DiagnosisTest {
    @Test
    void whatARoomRefusesIsBadInput() {
        assertThat(Diagnosis.of(new StudyException("x.yaml:3: no"))).isEqualTo(new Diagnosis(2, "x.yaml:3: no"));
        assertThat(Diagnosis.of(new IllegalArgumentException("n cannot be -1")))
                .isEqualTo(new Diagnosis(2, "n cannot be -1"));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(Diagnosis.of(new UncheckedIOException(new NoSuchFileException("a/b.yaml"))))
                .isEqualTo(new Diagnosis(2, "no such file: a/b.yaml"));
    }

    @Test
    void anythingElseIsAFailureNamedByItsClass() {
        assertThat(Diagnosis.of(new IOException("disk full")))
                .isEqualTo(new Diagnosis(1, "java.io.IOException: disk full"));
        assertThat(Diagnosis.of(new NullPointerException()))
                .isEqualTo(new Diagnosis(1, "java.lang.NullPointerException"));
    }
}
