package rxt.cli;

import org.junit.jupiter.api.Tag;

/** With {@code --launcher ffm}. */
@Tag("ffm")
@Tag("long")
class LecturesFfmIT extends LecturesContract {
    @Override
    String launcher() {
        return "ffm";
    }
}
