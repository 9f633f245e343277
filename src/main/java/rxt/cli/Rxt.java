package rxt.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import rxt.kernel.KernelProvider;
import rxt.record.Build;

/**
 * The command line {@code rxt}, started by {@code jobs/rxt}: one class per subcommand, and one place where an
 * exception becomes one message and an exit code ({@link Diagnosis}).
 */
@Command(
        name = "rxt",
        versionProvider = Rxt.Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is well.",
            "1:Something failed or is invalid.",
            "2:Bad input; nothing was changed.",
            "75:The job's time was too short; the same job, submitted again, goes on.",
            "130:Interrupted; the same command goes on."
        },
        description = "Measures how an SPMD program scales over ranks × threads, and finds the best split.",
        subcommands = {
            RunCommand.class,
            MergeCommand.class,
            SubmitCommand.class,
            StatusCommand.class,
            ResubmitCommand.class,
            AnalyzeCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ClaimsCommand.class,
            ExplainCommand.class,
            ListCommand.class,
            VersusCommand.class,
            DoctorCommand.class,
            ScriptCommands.Setup.class,
            ScriptCommands.Inputs.class,
            ScriptCommands.Test.class,
            ScriptCommands.Dist.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Example, from a fresh machine to a table of the best splits:",
            "  jobs/rxt run jobs/laptop.yaml",
            "  jobs/rxt analyze outputs/laptop.h5",
            "  jobs/rxt report outputs/laptop.h5"
        })
public final class Rxt {
    private static final String PROVIDERS = "META-INF/services/" + KernelProvider.class.getName();

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where an error came from, as RXT_DEBUG=1 in the environment does.")
    private boolean debug = "1".equals(System.getenv("RXT_DEBUG"));

    /** They are on the class path already, and in RXT_KERNELS: jobs/rxt sees to that, for the ranks, too. */
    @Option(
            names = "--kernels",
            split = "[,:]",
            paramLabel = "JAR",
            scope = ScopeType.INHERIT,
            description = "Add the kernels of that jar of yours, as RXT_KERNELS in the environment does.")
    void kernels(List<Path> jars) {}

    public static void main(String[] args) {
        // Without picocli, whose classes are too old for the JDK's AOT cache: half the time.
        if (List.of(args).equals(List.of("--version"))) {
            System.out.println(version());
            return;
        }
        System.exit(commandLine().execute(args));
    }

    /** The command line with all subcommands and RxT's treatment of errors. */
    static CommandLine commandLine() {
        Rxt rxt = new Rxt();
        return new CommandLine(rxt)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Rxt::explainUsage)
                .setExecutionStrategy(Rxt::execute)
                .setExecutionExceptionHandler((exception, command, _) -> rxt.explain(exception, command));
    }

    private static int execute(ParseResult parsed) {
        CommandLine command = parsed.commandSpec().commandLine();
        for (String jar : System.getenv().getOrDefault("RXT_KERNELS", "").split(":", -1)) {
            if (!jar.isEmpty()) {
                refuseWithoutKernels(jar, command);
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void refuseWithoutKernels(String jar, CommandLine command) {
        String named = "the jar of kernels " + jar + " (--kernels or RXT_KERNELS) ";
        try (JarFile file = new JarFile(jar)) {
            if (file.getEntry(PROVIDERS) == null) {
                throw new ParameterException(command, named + "has no " + PROVIDERS + ", which names its kernels");
            }
        } catch (IOException e) {
            throw new ParameterException(command, named + "is no jar that can be read", e);
        }
    }

    private static String version() {
        Build build = Build.current();
        return "rxt " + build.version() + " (commit " + build.commit() + ")";
    }

    private static int explainUsage(ParameterException exception, String... arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("rxt: " + exception.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println(
                    "rxt: " + allowed(exception) + "'" + launcherName(command) + " --help' shows what may stand here");
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** What there is in place of an option or subcommand that there is not; otherwise the message says it. */
    private static String allowed(ParameterException exception) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        if (!(exception instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        if (unmatched.isUnknownOption()) {
            return "there are " + String.join(", ", optionNames(command)) + "; ";
        }
        return command.subcommands().isEmpty()
                ? ""
                : "there are " + String.join(", ", command.subcommands().keySet()) + "; ";
    }

    private static List<String> optionNames(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .sorted()
                .toList();
    }

    private static String launcherName(CommandLine command) {
        return "jobs/" + command.getCommandSpec().qualifiedName();
    }

    private int explain(Exception exception, CommandLine command) {
        Diagnosis diagnosis = Diagnosis.of(exception);
        PrintWriter err = command.getErr();
        err.println("rxt: " + diagnosis.message());
        if (debug) {
            exception.printStackTrace(err);
        } else if (diagnosis.exitCode() != CommandLine.ExitCode.USAGE) {
            err.println("rxt: RXT_DEBUG=1 shows where");
        }
        return diagnosis.exitCode();
    }

    /** Version and commit of this build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {version()};
        }
    }
}
