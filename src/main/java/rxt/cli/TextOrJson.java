package rxt.cli;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** How a command prints: text for people, or JSON, one object with {@code rows}, a list of flat objects. */
enum TextOrJson {
    text,
    json;

    static String json(List<Map<String, Object>> rows) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("rows", rows)) + "\n";
    }
}
