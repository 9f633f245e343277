package rxt.record;

import java.util.Locale;
import java.util.function.Function;

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
}
