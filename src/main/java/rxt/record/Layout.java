package rxt.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * What a kind of results file holds: texts at its root, the first of which names the format, and tables.
 *
 * @param <F> the record that is the whole file
 * @param format name and version, the value of the first text; files of earlier versions are read too
 * @param texts the root attributes in the order of their checksum
 * @param tables the groups in the order of the documentation
 */
record Layout<F>(String format, List<Text<F>> texts, List<Table<F, ?>> tables) {
    /**
     * A text at the root.
     *
     * @param name name of the attribute
     * @param description one line
     * @param value the file's text
     */
    record Text<F>(String name, String description, Function<F, String> value) {}

    Layout {
        texts = List.copyOf(texts);
        tables = List.copyOf(tables);
    }

    /** The version that a format names; empty where it is not this one or an earlier one of it. */
    OptionalInt version(String other) {
        int slash = format.lastIndexOf('/') + 1;
        return IntStream.rangeClosed(1, Integer.parseInt(format.substring(slash)))
                .filter(version -> other.equals(format.substring(0, slash) + version))
                .findFirst();
    }

    /** CRC-32 of the texts, in the order of {@link #texts}, joined by zero bytes. */
    static long checksum(List<String> texts) {
        String all = texts.stream()
                .map(text -> new String(Column.utf8(text), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\0"));
        CRC32 crc = new CRC32();
        crc.update(all.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** The root texts of {@code file}. */
    List<String> values(F file) {
        return texts.stream().map(text -> text.value().apply(file)).toList();
    }
}
