package rxt.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rxt.study.Installation;

/** {@code rxt doctor}: each part that RxT uses, found, version and where, or the command that mends it. */
@Command(
        name = "doctor",
        description = {
            "Show each part that RxT uses: its version and place, or the command that mends it.",
            "Exit code 0 when all required parts are there, 1 otherwise."
        },
        footer = {"", "Example: jobs/rxt doctor"})
final class DoctorCommand implements Callable<Integer> {
    private static final String LIBRARY = "RXT_MPI_LIBRARY";

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", defaultValue = "text", description = "One of ${COMPLETION-CANDIDATES}.")
    private TextOrJson format;

    @Override
    public Integer call() {
        List<Part> parts = parts(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                format == TextOrJson.json
                        ? TextOrJson.json(parts.stream().map(Part::row).toList())
                        : text(parts));
        out.flush();
        return parts.stream().anyMatch(Part::isMissed) ? 1 : 0;
    }

    /** The parts; a library of MPI that the environment names and that is of no use is one, and the rest is as without. */
    static List<Part> parts(Map<String, String> environment) {
        try {
            return parts(Installation.find(environment));
        } catch (IllegalArgumentException e) {
            Map<String, String> others = new HashMap<>(environment);
            if (others.remove(LIBRARY) == null) {
                throw e;
            }
            List<Part> parts = new ArrayList<>(List.of(Part.wrong("MPI library", e.getMessage())));
            parts.addAll(parts(Installation.find(others)));
            return parts;
        }
    }

    private static List<Part> parts(Installation installation) {
        return new Inspection(installation, new Programs(installation.path())).parts();
    }

    /** At most 80 columns wide. */
    static String text(List<Part> parts) {
        TextTable table = Columns.of(9, 15, 15, 40);
        for (Part part : parts) {
            table.addRowValues(
                    part.state(),
                    part.name(),
                    part.version().orElse(part.required() ? "" : "(optional)"),
                    part.version().isPresent() ? part.where() : part.cure());
        }
        return table.toString();
    }
}
