package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {
    /** pom.xml sets it for the tests. */
    private static final String INHERITED = "RXT_TEST_INHERITED";

    private static final Command TELLS =
            new Command(List.of("sh", "-c", "echo ${" + INHERITED + "+there} $RXT_A"), Map.of("RXT_A", "set too"));

    @Test
    void aVariableOfTheCallersIsTakenAway() throws Exception {
        assertThat(told(TELLS.process())).isEqualTo("there set too");
        assertThat(told(TELLS.without(INHERITED).process())).isEqualTo("set too");
    }

    @Test
    void aShellIsToldToTakeItAway() throws Exception {
        assertThat(told(new ProcessBuilder("sh", "-c", TELLS.shell()))).isEqualTo("there set too");
        assertThat(told(new ProcessBuilder("sh", "-c", TELLS.without(INHERITED).shell())))
                .isEqualTo("set too");
    }

    private static String told(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.readLine();
        } finally {
            process.waitFor();
        }
    }
}
