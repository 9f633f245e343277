package rxt.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * {@code --set key=value} over a study: {@code seed=5} or {@code measure.steps=5} sets a key of the root,
 * {@code gemm.n=300} a parameter of that kernel, or program with a name, wherever it stands. The value is YAML. A key of
 * {@code measure} is set for all: entries that have it too lose theirs.
 */
final class Settings {
    private static final String MEASURE = "measure";

    private Settings() {}

    static YamlNode apply(YamlNode root, List<String> settings) {
        YamlNode changed = root;
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new StudyException("--set " + setting + ": must be key=value, such as --set measure.steps=5");
            }
            String key = setting.substring(0, equals).strip();
            if (setting.substring(equals + 1).isBlank()) {
                throw new StudyException("--set " + setting + ": the value is empty; write key=value");
            }
            YamlNode value = YamlReader.read("--set " + setting, setting.substring(equals + 1) + "\n");
            changed = set(changed, List.of(key.split("\\.", -1)), new YamlNode("--set " + setting, key, value.value()));
        }
        return changed;
    }

    private static YamlNode set(YamlNode root, List<String> path, YamlNode value) {
        Map<String, YamlNode> keys = root.mapping();
        if (path.size() == 2 && !StudyReader.ROOT_KEYS.contains(path.getFirst()) && keys.containsKey("kernels")) {
            YamlNode kernels = keys.get("kernels");
            List<YamlNode> entries = kernels.list().stream()
                    .map(entry -> isKernel(entry, path.getFirst())
                            ? put(entry, List.of("params", path.get(1)), value)
                            : entry)
                    .toList();
            if (kernels.list().stream().noneMatch(entry -> isKernel(entry, path.getFirst()))) {
                throw value.refused("the study has neither the key nor a kernel '" + path.getFirst() + "'");
            }
            return put(root, List.of("kernels"), new YamlNode(kernels.place(), kernels.path(), entries));
        }
        YamlNode everywhere =
                path.size() == 2 && path.getFirst().equals(MEASURE) ? withoutOwn(root, path.get(1)) : root;
        return put(everywhere, path, value);
    }

    private static YamlNode withoutOwn(YamlNode root, String key) {
        YamlNode kernels = root.mapping().get("kernels");
        if (kernels == null) {
            return root;
        }
        List<YamlNode> entries = new ArrayList<>();
        for (YamlNode entry : kernels.list()) {
            YamlNode measure = entry.mapping().get(MEASURE);
            if (measure == null) {
                entries.add(entry);
            } else {
                SequencedMap<String, YamlNode> rest = new LinkedHashMap<>(measure.mapping());
                rest.remove(key);
                entries.add(put(entry, List.of(MEASURE), new YamlNode(measure.place(), measure.path(), rest)));
            }
        }
        return put(root, List.of("kernels"), new YamlNode(kernels.place(), kernels.path(), entries));
    }

    private static boolean isKernel(YamlNode entry, String name) {
        Map<String, YamlNode> keys = entry.mapping();
        YamlNode kernel = keys.containsKey("command") ? keys.get("name") : keys.get("kernel");
        return kernel != null && kernel.text().equals(name);
    }

    private static YamlNode put(YamlNode node, List<String> path, YamlNode value) {
        SequencedMap<String, YamlNode> keys = new LinkedHashMap<>(node.mapping());
        String key = path.getFirst();
        if (path.size() == 1) {
            keys.put(key, value);
        } else {
            YamlNode child = keys.getOrDefault(key, new YamlNode(value.place(), key, new LinkedHashMap<>()));
            keys.put(key, put(child, path.subList(1, path.size()), value));
        }
        return new YamlNode(node.place(), node.path(), keys);
    }
}
