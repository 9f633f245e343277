package rxt.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that keeps its name only until all who need it have opened it. A process that is killed before leaves it; the
 * next one of that machine that makes such a file in the folder deletes it.
 *
 * <p>Its name says whose it is, by machine as well as by number: only a process of the same name space of the same boot
 * knows that a number belongs to nobody. A lock would tell more, but POSIX takes it from a process that closes any
 * channel of the file, as ranks that are its threads do.
 */
public final class ScratchFile {
    private ScratchFile() {}

    /** A new one, empty, which its maker is to delete. */
    public static Path create(Path folder, String suffix) throws IOException {
        sweep(folder, suffix);
        return Files.createTempFile(folder, prefix(ProcessHandle.current().pid()), suffix);
    }

    /** Beginning of all names that a process of this machine chooses. */
    public static String prefix(long pid) {
        return "rxt-" + ProcessName.machine() + "-" + pid + "-";
    }

    /** Nobody's files, as far as they can be told and deleted: a folder that shows none of its files is as good. */
    private static void sweep(Path folder, String suffix) {
        String machine = ProcessName.machine();
        Pattern name = Pattern.compile("rxt-" + machine + "-(\\d{1,18})-\\d+" + Pattern.quote(suffix));
        try (Stream<Path> files = machine.isEmpty() ? Stream.empty() : Files.list(folder)) {
            files.filter(file -> isAbandoned(name.matcher(file.getFileName().toString())))
                    .forEach(ScratchFile::delete);
        } catch (IOException | UncheckedIOException e) {
            return;
        }
    }

    private static boolean isAbandoned(Matcher name) {
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // another user's, who will delete it
        }
    }
}
