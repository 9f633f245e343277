package rxt.cli;

import org.junit.jupiter.api.Tag;

/** With {@code --launcher mpj}. */
@Tag("mpj")
@Tag("long")
class LecturesMpjIT extends LecturesContract {
    @Override
    String launcher() {
        return "mpj";
    }
}
