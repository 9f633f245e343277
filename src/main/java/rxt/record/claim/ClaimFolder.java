package rxt.record.claim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of all claims in a folder.
 *
 * @param path the folder
 * @param mine whether a file is a claim of the one who asks, which holds whatever the time
 * @param clock tells the time of the file system; asked only where there are claims of others
 * @param stale after so long untouched a claim does not hold
 */
record ClaimFolder(Path path, Predicate<Path> mine, Clock clock, Duration stale) {
    /** Of every claim; touching writes it again. */
    static final byte FIRST_BYTE = '#';

    private static final Pattern FORM =
            Pattern.compile("(?<resource>[A-Za-z0-9_][A-Za-z0-9_.-]*)\\.a(?<attempt>\\d{1,9})\\.claim");

    /** Tells the time, and that at the cost of a file operation. */
    interface Clock {
        FileTime now() throws IOException;
    }

    /** Makes the file of a claim; false where it is there already. */
    boolean create(Path file, Holder holder) throws IOException {
        String text = (char) FIRST_BYTE + "\n" + holder.text();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                return true;
            } catch (IOException e) {
                Files.deleteIfExists(file); // the disk is full
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    Path file(String resource, int attempt) {
        return path.resolve(resource + ".a" + attempt + ".claim");
    }

    /** The claims on resources of such names, those too that no longer hold. */
    List<Standing> standing(Predicate<String> resources) throws IOException {
        List<Standing> standing = new ArrayList<>();
        FileTime now = null;
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher form = FORM.matcher(file.getFileName().toString());
                if (form.matches() && resources.test(form.group("resource"))) {
                    boolean own = mine.test(file); // asked once: a claim may be lost meanwhile
                    now = now == null && !own ? clock.now() : now;
                    read(file, form, own, now).ifPresent(standing::add);
                }
            }
        }
        return standing;
    }

    /** Opened before its time is asked for, which NFS then takes from the server. */
    private Optional<Standing> read(Path file, Matcher form, boolean own, FileTime now) throws IOException {
        try {
            Optional<Holder> holder = Holder.parse(Files.readString(file));
            FileTime touched = Files.getLastModifiedTime(file);
            boolean live = own || isLive(holder, touched.toInstant(), now.toInstant());
            int attempt = Integer.parseInt(form.group("attempt"));
            return Optional.of(new Standing(file, form.group("resource"), attempt, holder, touched, live));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // let go since it was listed
        }
    }

    private boolean isLive(Optional<Holder> holder, Instant touched, Instant now) {
        return holder.filter(Holder::isGone).isEmpty() && now.isBefore(touched.plus(stale));
    }
}
