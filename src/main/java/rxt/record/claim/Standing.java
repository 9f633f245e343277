package rxt.record.claim;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A claim as another process finds it.
 *
 * @param file where it stands
 * @param resource what is claimed
 * @param attempt the how manieth claim of it, from 0
 * @param holder by whom; empty where that is not written yet
 * @param touched when it was last touched, by the clock of the file system
 * @param live whether it holds: it was touched of late, and its process is not known to have ended
 */
public record Standing(
        Path file, String resource, int attempt, Optional<Holder> holder, FileTime touched, boolean live) {
    /** Who holds it, for people. */
    public String who() {
        return holder.map(Holder::toString).orElse("another process");
    }
}
