package rxt.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rxt completion}: prints the script that completes subcommands, options and their values in bash and zsh. */
@Command(
        name = "completion",
        description = "Print the completion script for bash and zsh.",
        footer = {"", "Example: source <(jobs/rxt completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash("rxt", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
