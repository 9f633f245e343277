package rxt.record;

import hdf.hdf5lib.H5;
import hdf.hdf5lib.HDF5Constants;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Writes a results file so that it is there whole or not at all.
 *
 * <p>The file is built in memory, written under a temporary name beside its place, synced, read back and verified, and
 * only then renamed. Texts have a fixed length: their bytes lie in the column itself, where its checksum covers them,
 * and no reader has to follow pointers into HDF5's global heap, which has no checksum. (HDF5 Java would also write those
 * of variable length as modified UTF-8, which no other language reads.)
 */
final class Hdf5Writer {
    private static final long UNUSED = Hdf5.DEFAULT;
    /** More columns than a group has: all its links stay in its header, which has a checksum. */
    private static final int COMPACT_LINKS = 64;

    private Hdf5Writer() {}

    /**
     * Puts {@code file} at {@code path}, replacing what is there; makes the folder where it is missing.
     *
     * @throws StudyFileException where it cannot be written, as on a full disk, or reads back differently; then what was
     *     at {@code path} is untouched and nothing is left beside it
     */
    static <F> void commit(Layout<F> layout, F file, Path path) {
        Path place = path.toAbsolutePath();
        Path temporary = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
        byte[] image = image(layout, file);
        try {
            Files.createDirectories(place.getParent());
            writeSynced(temporary, image);
            verify(layout, file, temporary);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(place.getParent());
        } catch (IOException e) {
            throw new StudyFileException(
                    path,
                    "cannot be written: " + reason(e),
                    "make room or choose another place with --output, then run again; earlier results are untouched",
                    e);
        } finally {
            discard(temporary);
        }
    }

    private static void writeSynced(Path path, byte[] image) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(image);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Makes the rename itself last. */
    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static <F> void verify(Layout<F> layout, F written, Path path) {
        try (Hdf5Reader reader = Hdf5Reader.open(path, layout)) {
            for (Table<F, ?> table : layout.tables()) {
                int rows = table.rows().apply(written).size();
                if (reader.table(table).size() != rows) {
                    throw new StudyFileException(
                            path,
                            "group '" + table.name() + "' does not read back with " + rows + " rows",
                            "run again");
                }
            }
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The failure that led here matters more, and a temporary name never counts as a result.
        }
    }

    /** What the operating system says, without the file's name where it is said apart. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getClass() == IOException.class && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    /** The bytes of the file. */
    static <F> byte[] image(Layout<F> layout, F content) {
        try (Handle file = Hdf5.create()) {
            for (Layout.Text<F> text : layout.texts()) {
                writeText(file, text.name(), text.value().apply(content));
            }
            writeChecksum(file, Layout.checksum(layout.values(content)));
            for (Table<F, ?> table : layout.tables()) {
                writeTable(file, table, content);
            }
            return Hdf5.image(file);
        }
    }

    private static <F, R> void writeTable(Handle file, Table<F, R> table, F content) {
        List<R> rows = table.rows().apply(content);
        try (Handle creation = new Handle(H5.H5Pcreate(HDF5Constants.H5P_GROUP_CREATE), H5::H5Pclose)) {
            H5.H5Pset_link_phase_change(creation.id(), COMPACT_LINKS, 0);
            H5.H5Pset_link_creation_order(
                    creation.id(), HDF5Constants.H5P_CRT_ORDER_TRACKED | HDF5Constants.H5P_CRT_ORDER_INDEXED);
            try (Handle group =
                    new Handle(H5.H5Gcreate(file.id(), table.name(), UNUSED, creation.id(), UNUSED), H5::H5Gclose)) {
                writeText(group, "description", table.description());
                writeRows(group, rows.size());
                for (Column<R> column : table.columns()) {
                    writeColumn(group, column, column.encode(rows), rows.size());
                }
            }
        }
    }

    private static void writeColumn(Handle group, Column<?> column, ColumnBytes cells, int rows) {
        try (Handle type = Hdf5.type(column.type(), cells.width);
                Handle space = new Handle(H5.H5Screate_simple(1, new long[] {rows}, null), H5::H5Sclose);
                Handle dataset = new Handle(
                        H5.H5Dcreate(group.id(), column.name(), type.id(), space.id(), UNUSED, UNUSED, UNUSED),
                        H5::H5Dclose)) {
            if (rows > 0) {
                long all = HDF5Constants.H5S_ALL;
                H5.H5Dwrite(dataset.id(), type.id(), all, all, UNUSED, cells.bytes, false);
            }
            writeText(dataset, "description", column.description());
            if (!column.units().isEmpty()) {
                writeText(dataset, "units", column.units());
            }
            writeChecksum(dataset, cells.checksum());
        }
    }

    private static void writeText(Handle object, String name, String text) {
        byte[] value = Column.utf8(text);
        int width = Math.max(1, value.length);
        try (Handle type = Hdf5.type(Column.Type.TEXT, width);
                Handle space = new Handle(H5.H5Screate(HDF5Constants.H5S_SCALAR), H5::H5Sclose);
                Handle attribute = new Handle(
                        H5.H5Acreate(object.id(), name, type.id(), space.id(), UNUSED, UNUSED), H5::H5Aclose)) {
            H5.H5Awrite(attribute.id(), type.id(), Arrays.copyOf(value, width), false);
        }
    }

    private static void writeRows(Handle group, long rows) {
        writeNumber(
                group,
                "rows",
                HDF5Constants.H5T_STD_I64LE,
                littleEndian(Long.BYTES).putLong(rows));
    }

    private static void writeChecksum(Handle object, long checksum) {
        ByteBuffer bytes = littleEndian(Integer.BYTES).putInt((int) checksum);
        writeNumber(object, "crc32", HDF5Constants.H5T_STD_U32LE, bytes);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** As bytes: H5Awrite_long of HDF5 1.14.3 loses some 590 bytes of native memory in each call. */
    private static void writeNumber(Handle object, String name, long type, ByteBuffer bytes) {
        byte[] value = new byte[bytes.capacity()];
        bytes.get(0, value);
        try (Handle space = new Handle(H5.H5Screate(HDF5Constants.H5S_SCALAR), H5::H5Sclose);
                Handle attribute =
                        new Handle(H5.H5Acreate(object.id(), name, type, space.id(), UNUSED, UNUSED), H5::H5Aclose)) {
            H5.H5Awrite(attribute.id(), type, value, false);
        }
    }
}
