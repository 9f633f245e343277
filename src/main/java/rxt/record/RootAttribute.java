package rxt.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** The texts at the root of a results file. */
enum RootAttribute {
    FORMAT("name and version of this schema, " + StudyFile.FORMAT, _ -> StudyFile.FORMAT),
    STUDY("name of the study", StudyFile.Header::study),
    CREATED("when the file was written, ISO 8601 in UTC", StudyFile.Header::created),
    RXT_VERSION("version of RxT that wrote it", StudyFile.Header::rxtVersion),
    COMMIT("commit that version was built from", StudyFile.Header::commit),
    STUDY_YAML("the study file, whole", StudyFile.Header::studyYaml);

    final String description;
    private final Function<StudyFile.Header, String> value;

    RootAttribute(String description, Function<StudyFile.Header, String> value) {
        this.description = description;
        this.value = value;
    }

    /** The name in the file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String of(StudyFile.Header header) {
        return value.apply(header);
    }

    /** CRC-32 of all of them in order, joined by zero bytes. */
    static long checksum(StudyFile.Header header) {
        String all = Arrays.stream(values())
                .map(attribute -> new String(Column.utf8(attribute.of(header)), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\0"));
        CRC32 crc = new CRC32();
        crc.update(all.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
