package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final Command TELLS = new Command(List.of("sh", "-c", "echo ${CORE-none} ${OTHER-none}"), Map.of());

    @Test
    void aVariableOfTheCallersIsTakenAway() throws Exception {
        assertThat(told(TELLS)).isEqualTo("Haswell here");
        assertThat(told(TELLS.without("CORE"))).isEqualTo("none here");
    }

    private static String told(Command command) throws Exception {
        ProcessBuilder builder = command.process();
        builder.environment().putAll(Map.of("CORE", "Haswell", "OTHER", "here"));
        Process process = builder.start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.readLine();
        } finally {
            process.waitFor();
        }
    }
}
