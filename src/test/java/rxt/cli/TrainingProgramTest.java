package rxt.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** A command that failed half-way would leave a cache without the rest, and nobody would see why RxT starts slowly. */
class TrainingProgramTest {
    @Test
    void everyCommandRunsToItsEnd() {
        assertThatCode(() -> TrainingProgram.main(new String[0])).doesNotThrowAnyException();
    }
}
