package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTimesTest {
    @TempDir
    private Path folder;

    private ProgramOutput printed(int rank, String text) throws IOException {
        ProgramOutput output = new ProgramOutput(
                Files.writeString(folder.resolve(rank + ".out"), text), Pattern.compile("answer (\\d+)"));
        output.end();
        return output;
    }

    @Test
    void aStepTakesAsLongAsTheSlowestOfTheRanksThatTellIt() throws IOException {
        ProgramTimes times = ProgramTimes.ofSteps(
                List.of(
                        printed(0, "rxt step 0.0010\nhello\n  rxt step 2.50e-3\r\nanswer 41\nanswer 42"),
                        printed(1, "nothing"),
                        printed(2, "rxt step 0.0020\nrxt step 0.0004\n")),
                1);
        assertThat(times.seconds()).containsExactly(0.0020, 0.0025);
        assertThat(times.resolution()).isEqualTo(0.0001);
        assertThat(times.refusal()).isEmpty();
    }

    @Test
    void theLastAnswerCountsAndALineIsReadWhenItIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("0.out"), "answer 1\nanswer 2");
        ProgramOutput output = new ProgramOutput(file, Pattern.compile("answer (\\d+)"));
        assertThat(output.read()).isTrue();
        assertThat(output.captured()).isEqualTo("1");
        assertThat(output.read()).isFalse();
        Files.writeString(file, "3\n", StandardOpenOption.APPEND);
        assertThat(output.read()).isTrue();
        assertThat(output.matched()).contains("answer 23");
    }

    @Test
    void linesThatTellNoTimeAreRefused() throws IOException {
        assertThatThrownBy(() -> printed(0, "rxt step fast\n"))
                .isInstanceOf(RefusedLaunchException.class)
                .hasMessageContaining("a line 'rxt step fast' is no time");
        ProgramOutput two = printed(0, "rxt step 1\nrxt step 1\n");
        ProgramOutput one = printed(1, "rxt step 1\n");
        assertThatThrownBy(() -> ProgramTimes.ofSteps(List.of(two, one), 0))
                .hasMessageContaining("ranks 0 and 1 printed 2 and 1 lines 'rxt step'");
        assertThatThrownBy(() -> ProgramTimes.ofSteps(List.of(two), 2))
                .hasMessageContaining("the program printed 2 lines 'rxt step', and measure.warmup leaves out 2");
    }

    @Test
    void digitsMustTellTheStep() throws IOException {
        assertThat(ProgramTimes.ofSteps(List.of(printed(0, "rxt step 0.001\n")), 0)
                        .refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("too short to be timed"));
        assertThat(ProgramTimes.ofSteps(List.of(printed(0, "rxt step 0.000\n")), 0)
                        .refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("print more digits"));
        assertThat(ProgramTimes.ofSteps(List.of(printed(0, "rxt step 0.010\n")), 0)
                        .refusal())
                .isEmpty();
    }

    @Test
    void anEmptyLaunchIsTakenOffAndMustBeShort() {
        ProgramTimes times = ProgramTimes.ofLaunch(10, new double[] {5, 0.5, 0.4});
        assertThat(times.seconds()).containsExactly(9.5);
        assertThat(times.emptySeconds()).isEqualTo(0.5);
        assertThat(times.refusal()).isEmpty();
        assertThat(ProgramTimes.ofLaunch(2.4, new double[] {0.5, 0.5, 0.5}).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("the launch took 2.40 s, an empty one 0.500 s"));
    }
}
