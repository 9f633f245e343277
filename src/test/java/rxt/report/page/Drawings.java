package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a page carries packed: the options of its figures, its rows. */
final class Drawings {
    private static final Map<String, Double> UNITS = Map.of("s", 1.0, "ms", 1e-3, "µs", 1e-6, "ns", 1e-9);

    private Drawings() {}

    /** The element of that name. */
    static JsonNode unpacked(String page, String id) throws IOException {
        Matcher element = Pattern.compile("id=\"" + id + "\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(element.find()).isTrue();
        byte[] bytes = Base64.getDecoder().decode(element.group(1));
        return JsonMapper.shared().readTree(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes());
    }

    /** The options of the figure of that name. */
    static JsonNode figure(String page, String name) throws IOException {
        JsonNode figure = unpacked(page, "drawings").at("/figures/" + name);
        assertThat(figure.isObject()).as(name).isTrue();
        return figure;
    }

    /** Its series of that type and name, such as {@code line} and {@code ideal}; every name where it is "". */
    static List<JsonNode> series(JsonNode figure, String type, String name) {
        return series(
                figure,
                s -> s.get("type").asString().equals(type)
                        && (name.isEmpty() || s.get("name").asString().equals(name)));
    }

    private static List<JsonNode> series(JsonNode figure, Predicate<JsonNode> wanted) {
        List<JsonNode> found = new ArrayList<>();
        figure.get("series").forEach(s -> {
            if (wanted.test(s)) {
                found.add(s);
            }
        });
        return found;
    }

    /** Seconds in a unit of that axis. */
    static double perUnit(JsonNode figure, String axis) {
        String name = figure.at("/" + axis + "/name").asString();
        return UNITS.get(name.substring(name.lastIndexOf(' ') + 1));
    }
}
