package rxt.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.record.ProgramSpec;

/**
 * Reads an entry of {@code kernels} that has {@code command} in place of {@code kernel}: what runs, what it is called,
 * what it computes. With {@code same_as} a kernel that is this kernel's problem, with its parameters and its way to
 * grow; otherwise parameters are free, and {@code grows} names the one that grows with the workers.
 */
final class ProgramReader {
    /** What an entry with a command may have beside what says how it is measured. */
    static final List<String> KEYS = List.of("command", "name", "params", "check", "same_as", "grows", "environment");

    /** What of the keys that say how to measure an entry with a command may override. */
    static final List<String> HOW = List.of("grid", "scaling", "measure", "oversubscribe");

    private static final Set<String> CHECK_KEYS = new LinkedHashSet<>(List.of("output", "exit_code"));
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][\\d_]{0,17}");
    private static final double MOST = 1L << 53;
    private static final int MOST_EXIT_CODE = 255;

    private final Map<String, YamlNode> keys;
    private final YamlNode command;
    private final Template template;
    private final Path folder;

    private ProgramReader(Map<String, YamlNode> keys, Path folder) {
        this.keys = keys;
        this.folder = folder;
        command = keys.get("command");
        template = checked(command, () -> Template.parse(command.text()));
    }

    /**
     * The program of an entry, checked.
     *
     * @param keys of the entry, with those of the root that say how it is measured
     * @param folder where its files are
     * @param before programs of the study that stand before it, by name
     */
    static Study.Program program(Map<String, YamlNode> keys, Path folder, Map<String, Study.Program> before) {
        ProgramReader reader = new ProgramReader(keys, folder);
        String name = reader.name();
        Optional<String> same = reader.sameAs(before.keySet());
        Optional<KernelType> kernel = same.filter(ProgramReader::isKernel).map(Catalogue::named);
        KernelType type = kernel.orElseGet(() -> reader.ownType(same.orElse(name)));
        reader.refuseUnknownPlaceholders(type);
        if (kernel.isEmpty()) {
            reader.refuseUnusedParameters(type);
        }
        reader.refuseWeakWithout(kernel);
        Study.Program program = new Study.Program(name, type, reader.spec(type));
        Study.Program other = before.getOrDefault(name, program);
        if (!other.spec().equals(program.spec())) {
            throw reader.place("name")
                    .refused("the name '" + name + "' stands for another command already; give each a 'name'");
        }
        return program;
    }

    private ProgramSpec spec(KernelType type) {
        Map<String, String> environment = new TreeMap<>();
        Map<String, YamlNode> variables =
                keys.containsKey("environment") ? keys.get("environment").mapping() : Map.of();
        variables.forEach((variable, value) -> {
            if (!VARIABLE.matcher(variable).matches()) {
                throw value.refused("no variable can be called so; allowed: letters, digits and '_'");
            }
            environment.put(variable, value.text());
        });
        Map<String, YamlNode> check =
                keys.containsKey("check") ? keys.get("check").mapping(CHECK_KEYS) : Map.of();
        String program = template.words().getFirst();
        if (Template.placeholders(program).isEmpty()) {
            checked(
                    command,
                    () -> ProgramCommand.find(program, folder, System.getenv().getOrDefault("PATH", "")));
        }
        return new ProgramSpec(
                command.text().strip(),
                environment,
                check.containsKey("output") ? expression(check.get("output"), type) : "",
                check.containsKey("exit_code") ? check.get("exit_code").intNumber(0, MOST_EXIT_CODE) : 0,
                folder.toString());
    }

    /** As it stands there, where it is one with any values in place of its placeholders. */
    private static String expression(YamlNode node, KernelType type) {
        Map<String, String> values = new TreeMap<>();
        known(type).forEach(name -> values.put(name, "1"));
        try {
            Pattern _ = Pattern.compile(Template.filledExpression(node.text(), values));
            return node.text();
        } catch (PatternSyntaxException e) {
            throw new StudyException(
                    node.refused("'" + node.text() + "' is no regular expression of Java: "
                                    + e.getDescription().toLowerCase(Locale.ROOT) + " near index " + e.getIndex()
                                    + "; a backslash before ( ) [ ] { } . * + ? makes it an ordinary character")
                            .getMessage(),
                    e);
        }
    }

    private String name() {
        if (!keys.containsKey("name")) {
            String file = Path.of(template.words().getFirst()).getFileName().toString();
            String name =
                    file.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            return named(command, name, "; give it a 'name'");
        }
        return named(keys.get("name"), keys.get("name").text(), "");
    }

    private static String named(YamlNode node, String name, String cure) {
        if (!NAME.matcher(name).matches()) {
            throw node.refused("'" + name + "' is no name of a program; allowed: lower-case letters, digits and '-',"
                    + " a letter first" + cure);
        }
        if (isKernel(name) || StudyReader.LAUNCHERS.contains(name)) {
            throw node.refused("'" + name + "' is the name of a " + (isKernel(name) ? "kernel" : "transport")
                    + "; call the program otherwise, such as " + name + "-c"
                    + (isKernel(name) ? ", and 'same_as: " + name + "' compares it with the kernel" : "") + cure);
        }
        return name;
    }

    private static boolean isKernel(String name) {
        return Catalogue.types().stream().anyMatch(type -> type.name().equals(name));
    }

    private Optional<String> sameAs(Set<String> before) {
        YamlNode node = keys.get("same_as");
        if (node != null && !isKernel(node.text()) && !before.contains(node.text())) {
            throw node.refused("'" + node.text() + "' is neither a kernel (`jobs/rxt list` shows them) nor a program"
                    + " that stands before this one" + (before.isEmpty() ? "" : ": " + String.join(", ", before)));
        }
        return Optional.ofNullable(node).map(YamlNode::text);
    }

    /** With the parameters that stand there. */
    private KernelType ownType(String name) {
        Map<String, YamlNode> params =
                keys.containsKey("params") ? keys.get("params").mapping() : Map.of();
        List<Parameter> parameters = params.entrySet().stream()
                .map(param -> parameter(param.getKey(), param.getValue()))
                .toList();
        Optional<YamlNode> grows = Optional.ofNullable(keys.get("grows"));
        grows.ifPresent(node -> {
            boolean grown =
                    parameters.stream().anyMatch(p -> p.name().equals(node.text()) && p.defaultValue() instanceof Long);
            if (!grown) {
                throw node.refused("'" + node.text() + "' cannot grow; allowed: a parameter that is a whole number, of "
                        + params.keySet());
            }
        });
        WeakScaling growth = WeakScaling.proportional(grows.map(YamlNode::text).orElse(""));
        return new KernelType(name, "program", "", "", parameters, growth, _ -> {
            throw new IllegalStateException(name + " is a program, which no rank of RxT can make");
        });
    }

    private static Parameter parameter(String name, YamlNode values) {
        if (!VARIABLE.matcher(name).matches() || ProgramCommand.GIVEN.contains(name)) {
            throw values.refused(
                    ProgramCommand.GIVEN.contains(name)
                            ? "{" + name + "} is given by RxT; call the parameter otherwise"
                            : "no parameter can be called so; allowed: letters, digits and '_'");
        }
        List<String> texts = values.list().stream().map(YamlNode::text).toList();
        return texts.stream().allMatch(text -> WHOLE.matcher(text).matches())
                ? Parameter.whole(name, Long.parseLong(texts.getFirst().replace("_", "")), 0, (long) MOST, "")
                : Parameter.choice(name, texts.getFirst(), List.of(), "");
    }

    private void refuseUnknownPlaceholders(KernelType type) {
        Set<String> known = known(type);
        texts().forEach((node, names) -> names.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw node.refused("the placeholder {" + name + "} is unknown; there are {"
                            + String.join("}, {", known) + "}; give 'params' a '" + name + "', or write {{" + name
                            + "}} where the braces are meant");
                }));
    }

    private static Set<String> known(KernelType type) {
        Set<String> known = new LinkedHashSet<>(
                type.parameters().stream().map(Parameter::name).toList());
        known.addAll(ProgramCommand.GIVEN);
        return known;
    }

    /** The placeholders of command and variables. */
    private Map<YamlNode, Set<String>> texts() {
        Map<YamlNode, Set<String>> texts = new LinkedHashMap<>();
        texts.put(command, template.placeholders());
        if (keys.containsKey("environment")) {
            keys.get("environment")
                    .mapping()
                    .values()
                    .forEach(node -> texts.put(node, Template.placeholders(node.text())));
        }
        return texts;
    }

    /** An axis that changes nothing would be measured as if it did. */
    private void refuseUnusedParameters(KernelType type) {
        type.parameters().stream()
                .map(Parameter::name)
                .filter(name -> texts().values().stream().noneMatch(names -> names.contains(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw keys.get("params")
                            .mapping()
                            .get(name)
                            .refused("the program never sees it; write {" + name + "} in 'command' or 'environment'");
                });
    }

    private void refuseWeakWithout(Optional<KernelType> kernel) {
        boolean weak = keys.containsKey("scaling") && keys.get("scaling").text().equals("weak");
        if (kernel.isPresent() && keys.containsKey("grows")) {
            throw keys.get("grows")
                    .refused("it grows as '" + kernel.get().name() + "' does ("
                            + kernel.get().weakScaling().rule() + "); leave it out");
        }
        if (weak && kernel.isEmpty() && !keys.containsKey("grows")) {
            throw command.refused(
                    "weak scaling needs 'grows', the parameter that grows with the workers, such as" + " grows: n");
        }
    }

    private YamlNode place(String key) {
        return keys.getOrDefault(key, command);
    }

    private static <T> T checked(YamlNode node, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new StudyException(node.refused(e.getMessage()).getMessage(), e);
        }
    }
}
