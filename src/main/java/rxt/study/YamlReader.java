package rxt.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML into {@link YamlNode}s. Jackson parses; its own tree would forget the lines. */
final class YamlReader {
    private final String file;
    private final JsonParser parser;

    private YamlReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * The root of a document.
     *
     * @param file name for messages
     * @throws StudyException with line and column where the text is no YAML
     */
    static YamlNode read(String file, String yaml) {
        try (JsonParser parser = YAMLMapper.shared().createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw new StudyException(file + ": the file is empty; a study needs name, kernels and grid");
            }
            YamlReader reader = new YamlReader(file, parser);
            YamlNode root = reader.node("");
            if (parser.nextToken() != null) {
                throw new StudyException(reader.place() + ": a second document begins; a study is one document");
            }
            return root;
        } catch (JacksonException e) {
            throw notYaml(file, e);
        }
    }

    /** Where the fault is and what, of which the parser's first line tells neither, but what it was about to read. */
    private static StudyException notYaml(String file, JacksonException e) {
        if (e.getCause() instanceof MarkedYamlEngineException fault
                && fault.getProblemMark().isPresent()) {
            Mark mark = fault.getProblemMark().get();
            String where = file + ":" + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
            return new StudyException(where + ": not YAML: " + fault.getProblem(), e);
        }
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        String[] words = e.getOriginalMessage().strip().split("\n", 2);
        return new StudyException(file + ":" + line + ": not YAML: " + words[0], e);
    }

    private YamlNode node(String path) {
        String place = place();
        Object value = switch (parser.currentToken()) {
            case START_OBJECT -> mapping(path);
            case START_ARRAY -> list(path);
            case VALUE_NULL -> "";
            default -> parser.getString();
        };
        return new YamlNode(place, path, value);
    }

    private SequencedMap<String, YamlNode> mapping(String path) {
        SequencedMap<String, YamlNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String place = place();
            parser.nextToken();
            String keyPath = path.isEmpty() ? key : path + "." + key;
            YamlNode entry = new YamlNode(place, keyPath, node(keyPath).value());
            if (entries.put(key, entry) != null) {
                throw entry.refused("the key stands twice");
            }
        }
        return entries;
    }

    private List<YamlNode> list(String path) {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + (items.size() + 1) + "]"));
        }
        return items;
    }

    private String place() {
        return file + ":" + parser.currentTokenLocation().getLineNr();
    }
}
