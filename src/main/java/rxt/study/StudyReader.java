package rxt.study;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;
import rxt.record.ProgramSpec;
import rxt.study.Study.Entry;
import rxt.study.Study.Limits;

/**
 * Reads a study file. Keys that say how to measure ({@code grid}, {@code launcher}, {@code measure} …) stand at the
 * root for all kernels; an entry of {@code kernels} may override them. A list as a parameter's value is an axis.
 */
public final class StudyReader {
    /** What an entry of {@code kernels} may override. */
    private static final List<String> HOW =
            List.of("grid", "scaling", "launcher", "team", "pinning", "measure", "oversubscribe");

    /** What may stand at the root. */
    static final Set<String> ROOT_KEYS = keys(List.of("name", "description", "kernels", "seed", "limits"));

    private static final Set<String> ENTRY_KEYS = keys(List.of("kernel", "params"));
    private static final Set<String> PROGRAM_KEYS = programKeys();
    private static final Set<String> LIMIT_KEYS = new LinkedHashSet<>(List.of("launch_seconds", "stuck_seconds"));
    private static final int MOST_SECONDS = 86_400 * 30;
    private static final List<String> TEAMS = List.of("forkjoin", "spin", "virtual");
    private static final List<String> PINNINGS = List.of("none", "compact", "scatter");
    /** What may stand at {@code launcher}. */
    public static final List<String> LAUNCHERS = List.of("auto", "local", "mpj", "openmpi", "ffm");

    private final int cpus;
    private final OptionalInt nodeCpus;
    private final Path folder;
    private final Map<String, Study.Program> programs = new LinkedHashMap<>();

    private StudyReader(int cpus, OptionalInt nodeCpus, Path folder) {
        this.cpus = cpus;
        this.nodeCpus = nodeCpus;
        this.folder = folder;
    }

    /** Reads and checks a study outside of an allocation. */
    public static Study read(Path file, List<String> settings, int cpus) {
        return read(file, settings, cpus, OptionalInt.empty());
    }

    /**
     * Reads and checks a study.
     *
     * @param file path of the YAML
     * @param settings {@code key=value} of {@code --set} over it
     * @param cpus what {@code cores: auto} means
     * @param nodeCpus what {@code fill: node} fills; absent where that is not known
     * @throws StudyException naming file, line, key and what is allowed
     */
    public static Study read(Path file, List<String> settings, int cpus, OptionalInt nodeCpus) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (MalformedInputException e) {
            throw new StudyException(file + ": not a text file in UTF-8", e);
        } catch (IOException e) {
            String why =
                    Files.isDirectory(file) ? "is a folder" : Files.exists(file) ? "cannot be read" : "does not exist";
            throw new StudyException(
                    "study file '" + file + "' " + why + "; give the path of a .yaml such as jobs/laptop.yaml", e);
        }
        YamlNode root = YamlReader.read(file.toString(), yaml);
        return new StudyReader(cpus, nodeCpus, file.toAbsolutePath().getParent())
                .study(Settings.apply(root, settings), settings, yaml);
    }

    private Study study(YamlNode root, List<String> settings, String yaml) {
        Map<String, YamlNode> keys = root.mapping(ROOT_KEYS);
        YamlNode name = required(root, keys, "name");
        if (!name.text().matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
            throw name.refused(
                    "'" + name.text() + "' is no name; allowed: lower-case letters, digits, '-', '_' and '.'");
        }
        List<Entry> entries = new ArrayList<>();
        for (YamlNode entry : required(root, keys, "kernels").list()) {
            entries.addAll(entries(entry, keys));
        }
        long seed = keys.containsKey("seed") ? keys.get("seed").wholeNumber(0, Long.MAX_VALUE) : 1;
        return new Study(
                name.text(),
                keys.containsKey("description") ? keys.get("description").text() : "",
                entries,
                seed,
                limits(keys.get("limits")),
                MeasureReader.whole(keys.get("measure")),
                asRun(yaml, settings, seed));
    }

    /** The text with what else decided the run, so that the results file says it all. */
    private static String asRun(String yaml, List<String> settings, long seed) {
        StringBuilder text = new StringBuilder(yaml.stripTrailing())
                .append("\n# run with seed: ")
                .append(seed);
        settings.forEach(setting -> text.append("\n# run with --set ").append(setting));
        return text.append('\n').toString();
    }

    private List<Entry> entries(YamlNode node, Map<String, YamlNode> root) {
        Map<String, YamlNode> own = entry(node);
        Map<String, YamlNode> keys = new TreeMap<>(own);
        HOW.forEach(key -> {
            if (root.containsKey(key)) {
                keys.putIfAbsent(key, root.get(key));
            }
        });
        Optional<Study.Program> program = program(keys);
        KernelType type = program.map(Study.Program::type).orElseGet(() -> kernel(required(node, keys, "kernel")));
        boolean weak = keys.containsKey("scaling")
                && keys.get("scaling").oneOf(List.of("strong", "weak")).equals("weak");
        List<Split> splits = new Grid(cpus, nodeCpus).splits(required(node, keys, "grid"));
        String team = program.isPresent()
                ? ProgramSpec.TEAM
                : keys.containsKey("team") ? keys.get("team").oneOf(TEAMS) : "forkjoin";
        List<Entry> entries = new ArrayList<>();
        for (Point point : Point.all(type, keys.get("params"))) {
            entries.add(new Entry(
                    type,
                    point.params(),
                    splits,
                    program.map(of -> List.of(of.name())).orElseGet(() -> launchers(keys.get("launcher"))),
                    program.isPresent()
                            ? MeasureReader.ofProgram(root.get("measure"), own.get("measure"))
                            : MeasureReader.measure(root.get("measure"), own.get("measure")),
                    weak,
                    team,
                    program.isPresent() ? "none" : pinning(keys.get("pinning"), team),
                    keys.containsKey("oversubscribe")
                            && keys.get("oversubscribe").flag(),
                    program));
            point.requireSplits(entries.getLast(), keys.getOrDefault("params", node));
        }
        return entries;
    }

    /** The keys of an entry, which has a kernel or a command. */
    private static Map<String, YamlNode> entry(YamlNode node) {
        YamlNode command = node.mapping().get("command");
        if (command != null && node.mapping().containsKey("kernel")) {
            throw command.refused("an entry has either 'kernel' or 'command'; give the program an entry of its own,"
                    + " where 'same_as' names the kernel it is compared with");
        }
        return node.mapping(command == null ? ENTRY_KEYS : PROGRAM_KEYS);
    }

    private Optional<Study.Program> program(Map<String, YamlNode> keys) {
        if (!keys.containsKey("command")) {
            return Optional.empty();
        }
        Study.Program program = ProgramReader.program(keys, folder, programs);
        programs.put(program.name(), program);
        return Optional.of(program);
    }

    private static KernelType kernel(YamlNode node) {
        try {
            return Catalogue.named(node.text());
        } catch (IllegalArgumentException e) {
            throw new StudyException(node.refused(e.getMessage()).getMessage(), e);
        }
    }

    private static List<String> launchers(YamlNode node) {
        return node == null
                ? List.of("auto")
                : node.list().stream()
                        .map(item -> item.oneOf(LAUNCHERS))
                        .distinct()
                        .toList();
    }

    private static String pinning(YamlNode node, String team) {
        String pinning = node == null ? "none" : node.oneOf(PINNINGS);
        if (team.equals("virtual") && !pinning.equals("none")) {
            throw node.refused("virtual threads cannot be pinned; leave it out, or choose team forkjoin or spin");
        }
        return pinning;
    }

    private static Limits limits(YamlNode node) {
        Map<String, YamlNode> keys = node == null ? Map.of() : node.mapping(LIMIT_KEYS);
        return new Limits(
                keys.containsKey("launch_seconds") ? keys.get("launch_seconds").intNumber(1, MOST_SECONDS) : 300,
                keys.containsKey("stuck_seconds") ? keys.get("stuck_seconds").intNumber(1, MOST_SECONDS) : 60);
    }

    private static YamlNode required(YamlNode parent, Map<String, YamlNode> keys, String key) {
        YamlNode node = keys.get(key);
        if (node == null) {
            throw parent.refused("the key '" + key + "' is missing");
        }
        return node;
    }

    private static Set<String> programKeys() {
        Set<String> keys = new LinkedHashSet<>(ProgramReader.KEYS);
        keys.addAll(ProgramReader.HOW);
        return keys;
    }

    private static Set<String> keys(List<String> own) {
        Set<String> keys = new LinkedHashSet<>(own);
        keys.addAll(HOW);
        return keys;
    }
}
