package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RxtTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return Rxt.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    static List<CommandLine> subcommands() {
        return List.copyOf(Rxt.commandLine().getSubcommands().values());
    }

    @ParameterizedTest
    @MethodSource("subcommands")
    void everySubcommandsHelpHasAnExample(CommandLine command) {
        assertThat(execute(command.getCommandName(), "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: rxt " + command.getCommandName(), "Example", "Exit codes:")
                .doesNotContain("%n");
    }

    @Test
    void noRoundsOfVersusAreRefusedByTheOption() {
        assertThat(execute("versus", "kernels", "--rounds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--rounds 0: give 1 or more");
    }

    @Test
    void helpListsWhatTheScriptCarriesOut() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .contains("setup", "run", "analyze", "list", "doctor", "completion", "inputs", "test", "dist");
    }

    @Test
    void aMisspeltSubcommandIsRefusedWithTheOneMeant() {
        assertThat(execute("doktor")).isEqualTo(2);
        assertThat(err.toString()).contains("'doktor'").contains("doctor");
    }

    @Test
    void whatIsLikeNothingIsRefusedWithAllThereIs() {
        assertThat(execute("zzz")).isEqualTo(2);
        assertThat(err.toString()).contains("'zzz'", "there are run, ", "doctor");
        assertThat(execute("analyze", "x.h5", "--qqq")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--qqq'", "there are --debug, --details, --forecast, --format, --help, --kernels, --only, ");
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        assertThat(execute("list", "nosuch")).isEqualTo(2);
        assertThat(err.toString()).contains("no kernel 'nosuch'").doesNotContain("\tat ");
        assertThat(execute("list", "nosuch", "--debug")).isEqualTo(2);
        assertThat(err.toString()).contains("\tat rxt.");
    }

    @Test
    void whatTheScriptCarriesOutIsRefusedHere() {
        assertThat(execute("setup")).isEqualTo(2);
        assertThat(err.toString()).contains("jobs/rxt setup");
    }
}
