package rxt.kernel.messages;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import rxt.kernel.ScratchFile;

/**
 * Memory that processes of one host find by a name, as POSIX's {@code shm_open}: a file of the system's folder for it, or
 * of the one for temporary files where there is none with room. Unlinked as soon as all have opened it, it is gone with
 * the last of them, however that ends; what a process leaves that is killed before, the next one deletes.
 */
final class NamedMemory {
    private NamedMemory() {}

    /** Where to look for room, best first. */
    static List<Path> folders() {
        return List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * New memory, zero at first.
     *
     * @throws IOException where no folder has room for it
     */
    static Path create(long bytes) throws IOException {
        for (Path folder : folders()) {
            if (Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() > bytes) {
                Path file = ScratchFile.create(folder, ".memory");
                enlarge(file, bytes);
                return file;
            }
        }
        throw new IOException("no room for " + bytes + " bytes in any of " + folders());
    }

    /** Or deletes it, whatever fails: nobody else knows its name. */
    private static void enlarge(Path file, long bytes) throws IOException {
        boolean large = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), bytes - 1);
            large = true;
        } finally {
            if (!large) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** That memory, until the arena is closed. */
    static MemorySegment open(Path name, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
        }
    }
}
