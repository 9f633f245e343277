package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class ParamsJsonTest {
    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void numbersAndBooleansAreBareAndKeysSorted() {
        Map<String, String> params =
                Map.of("n", "1000", "eps", "-1.5e-9", "on", "true", "file", "a/b.jpg", "id", "007");
        assertThat(ParamsJson.write(params))
                .isEqualTo("{\"eps\": -1.5e-9, \"file\": \"a/b.jpg\", \"id\": \"007\", \"n\": 1000, \"on\": true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-0",
                "00",
                "1.",
                ".5",
                "1.50",
                "1e5",
                "1E+5",
                "0x10",
                "NaN",
                "true",
                "TRUE",
                "null",
                "1_000",
                "\"",
                "\\",
                "a\\nb",
                "a\nb\tc\r\f\b",
                "\u0000\u001f\u007f",
                "/",
                "ü 测试 🚀",
                "</script>",
                "12345678901234567890"
            })
    void everyTextComesBackAndIsJsonToJackson(String text) {
        Map<String, String> params = Map.of("key " + text, text, "other", "1");
        String json = ParamsJson.write(params);
        assertThat(ParamsJson.parse(json)).isEqualTo(params);
        JsonNode tree = JACKSON.readTree(json);
        assertThat(tree.size()).isEqualTo(2);
        JsonNode value = tree.get("key " + text);
        if (value.isNumber()) {
            assertThat(value.decimalValue()).isEqualByComparingTo(text);
        } else {
            assertThat(value.asString()).isEqualTo(text);
        }
    }

    @Test
    void otherPeoplesSpacesAndEscapesAreRead() {
        assertThat(ParamsJson.parse("{ \"\\u00fc\\/\" :\n\"\\ud83d\\uDE80\" ,\t\"b\":false}"))
                .isEqualTo(Map.of("ü/", "🚀", "b", "false"));
        assertThat(ParamsJson.parse("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "[]",
                "null",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1 2}",
                "{\"a\":01}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "{a:1}",
                "{\"a\":\"b}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\",
                "{\"a\":1}}",
                "{\"a\":truely}"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> ParamsJson.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a flat JSON object: ")
                .hasMessageContaining("expected at character");
    }
}
