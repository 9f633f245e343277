package rxt.cli;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.claim.Claim;
import rxt.analysis.claim.Claims;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;

/** {@code rxt list}: every kernel of the catalogue with its parameters, or the one that is named. */
@Command(
        name = "list",
        description = "List the kernels and their parameters.",
        footer = {"", "Example: jobs/rxt list pi"})
final class ListCommand implements Callable<Integer> {
    private static final int WIDTH = 80;
    private static final int LEAST_NAMES = 15;
    private static final int VALUES = 17;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; json has one row for each parameter.")
    private TextOrJson format;

    @Parameters(
            arity = "0..1",
            paramLabel = "KERNEL",
            completionCandidates = KernelNames.class,
            description = "Only this one of ${COMPLETION-CANDIDATES}.")
    private String name;

    @Override
    public Integer call() {
        List<KernelType> types = name == null ? Catalogue.types() : List.of(Catalogue.named(name));
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == TextOrJson.json ? json(types) : text(types));
        out.flush();
        return 0;
    }

    /** A block for each kernel: name, family, what it is, its seed, rule to grow, claims and twin, then its parameters. */
    static String text(List<KernelType> types) {
        StringBuilder text = new StringBuilder();
        for (KernelType type : types) {
            text.append(type.name()).append("  (").append(type.family()).append(")\n");
            TextTable lines = Columns.of(2, WIDTH - 2);
            lines.addRowValues("", type.summary());
            lines.addRowValues("", "from " + type.seed());
            lines.addRowValues("", "weak scaling: " + type.weakScaling().rule());
            deciding(type).forEach(claim -> lines.addRowValues("", "decides " + claim.id() + ": " + claim.claim()));
            lines.addRowValues("", "in a study: " + studyLine(type));
            lines.addRowValues("", type.hasTwin() ? "twin in C: src/reference/c/" + type.twin() : "no twin in C");
            text.append(lines);
            int names = type.parameters().stream()
                    .mapToInt(parameter -> parameter.name().length() + 2)
                    .reduce(LEAST_NAMES, Math::max);
            TextTable parameters = Columns.of(4, names, VALUES, WIDTH - 4 - names - VALUES);
            for (Parameter parameter : type.parameters()) {
                parameters.addRowValues(
                        "",
                        parameter.name(),
                        String.valueOf(parameter.defaultValue()),
                        parameter.meaning() + "; " + parameter.allowed());
            }
            text.append(parameters).append('\n');
        }
        return text.toString();
    }

    private static List<Claim.Text> deciding(KernelType type) {
        return Claims.all().stream()
                .map(Claim::text)
                .filter(claim -> claim.kernels().contains(type.name()))
                .toList();
    }

    /** An entry of a study's {@code kernels}, with the first parameter at its default. */
    private static String studyLine(KernelType type) {
        String params = type.parameters().stream()
                .limit(1)
                .map(parameter -> ", params: {" + parameter.name() + ": " + parameter.defaultValue() + "}")
                .collect(Collectors.joining());
        return "- {kernel: " + type.name() + params + "}";
    }

    /** One object with {@code rows}: a flat object for each parameter of each kernel. */
    static String json(List<KernelType> types) {
        return TextOrJson.json(types.stream().flatMap(ListCommand::rows).toList());
    }

    private static Stream<Map<String, Object>> rows(KernelType type) {
        return type.parameters().isEmpty()
                ? Stream.of(kernelColumns(type))
                : type.parameters().stream().map(parameter -> row(type, parameter));
    }

    private static Map<String, Object> kernelColumns(KernelType type) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kernel", type.name());
        row.put("family", type.family());
        row.put("summary", type.summary());
        row.put("seed", type.seed());
        row.put("weak_scaling", type.weakScaling().rule());
        row.put("twin", type.twin());
        row.put("claims", deciding(type).stream().map(Claim.Text::id).collect(Collectors.joining(" ")));
        return row;
    }

    private static Map<String, Object> row(KernelType type, Parameter parameter) {
        Map<String, Object> row = kernelColumns(type);
        row.put("parameter", parameter.name());
        row.put("default", parameter.defaultValue());
        row.put("allowed", parameter.allowed());
        row.put("meaning", parameter.meaning());
        return row;
    }

    /** For help and shell completion, which alone look for them. */
    static final class KernelNames implements Iterable<String> {
        /** None where a jar of kernels cannot be used, which the command itself says when it runs. */
        @Override
        public Iterator<String> iterator() {
            try {
                return Catalogue.types().stream().map(KernelType::name).iterator();
            } catch (IllegalArgumentException _) {
                return Collections.emptyIterator();
            }
        }
    }
}
