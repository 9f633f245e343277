package rxt.record;

import hdf.hdf5lib.H5;
import hdf.hdf5lib.HDF5Constants;
import hdf.hdf5lib.exceptions.HDF5Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a results file and refuses one that is not whole: every column is held against its type, its group's number of
 * rows and its checksum.
 */
final class Hdf5Reader implements AutoCloseable {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("894844460d0a1a0a");
    private static final long UNUSED = Hdf5.DEFAULT;
    private static final String CHECKSUM = "crc32";

    private final Path path;
    private final long fileBytes;

    private final Handle file;
    private final List<String> texts;
    private final int version;

    private Hdf5Reader(Path path, Layout<?> layout) {
        this.path = path;
        this.fileBytes = requireHdf5();
        this.file = opened();
        try {
            this.texts = texts(layout);
            this.version = layout.version(texts.getFirst()).orElseThrow();
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The file, its root attributes verified.
     *
     * @throws StudyFileException where it is missing, not HDF5, of another format, cut off or damaged
     */
    static Hdf5Reader open(Path path, Layout<?> layout) {
        return new Hdf5Reader(path, layout);
    }

    /** The root texts in the order of the layout, the format first. */
    List<String> texts() {
        return texts;
    }

    /**
     * The rows of that table, verified.
     *
     * @throws StudyFileException where it is missing, cut off or damaged
     */
    <R> List<R> table(Table<?, R> table) {
        try {
            return rows(table);
        } catch (HDF5Exception e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    private Handle opened() {
        try {
            return Hdf5.open(path);
        } catch (HDF5Exception e) {
            throw unreadable(e);
        }
    }

    private StudyFileException unreadable(HDF5Exception e) {
        return damaged("HDF5 cannot read it", e);
    }

    /** Looks before HDF5 does, whose own message names neither the file nor what is wrong. */
    private long requireHdf5() {
        try (InputStream in = Files.newInputStream(path)) {
            if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
                throw new StudyFileException(
                        path, "is not an HDF5 file", "give a results file of RxT, such as outputs/laptop.h5");
            }
            return Files.size(path);
        } catch (NoSuchFileException e) {
            throw new StudyFileException(path, "does not exist", "correct the name, or run the study first", e);
        } catch (IOException e) {
            String what = Files.isDirectory(path) ? "is a folder" : "cannot be read (" + e + ")";
            throw new StudyFileException(path, what, "give a results file of RxT that you may read", e);
        }
    }

    private List<String> texts(Layout<?> layout) {
        try {
            String name = layout.texts().getFirst().name();
            if (!H5.H5Aexists(file.id(), name)) {
                throw new StudyFileException(
                        path,
                        "is HDF5, but not a results file of RxT: it has no attribute '" + name + "'",
                        "give a file that RxT wrote");
            }
            requireFormat(text(name), layout);
            List<String> read =
                    layout.texts().stream().map(text -> text(text.name())).toList();
            if (number(file, CHECKSUM, "the root") != Layout.checksum(read)) {
                throw damaged("the attributes of the root do not match their checksum");
            }
            return read;
        } catch (HDF5Exception e) {
            throw unreadable(e);
        }
    }

    private void requireFormat(String format, Layout<?> layout) {
        if (layout.version(format).isEmpty()) {
            throw new StudyFileException(
                    path,
                    "has the format '" + format + "'; this command reads '" + layout.format() + "' and earlier ones",
                    "rxt-study is read by 'rxt analyze', rxt-versus by 'rxt versus show', another version by the RxT"
                            + " that wrote it");
        }
    }

    private <R> List<R> rows(Table<?, R> table) {
        if (version < table.since()) {
            return List.of();
        }
        String name = "group '" + table.name() + "'";
        if (!H5.H5Lexists(file.id(), table.name(), UNUSED)) {
            throw damaged(name + " is missing");
        }
        try (Handle group = new Handle(H5.H5Gopen(file.id(), table.name(), UNUSED), H5::H5Gclose)) {
            long rows = number(group, "rows", name);
            List<ColumnBytes> cells = new ArrayList<>();
            for (Column<R> column : table.columns()) {
                if (version < column.since()) {
                    cells.add(column.encodeBefore(Math.toIntExact(rows)));
                    continue;
                }
                String where = "column '" + table.name() + "/" + column.name() + "'";
                if (!H5.H5Lexists(group.id(), column.name(), UNUSED)) {
                    throw damaged(where + " is missing");
                }
                cells.add(column(group, column, rows, where));
            }
            return table.decode(cells, Math.toIntExact(rows));
        } catch (IllegalArgumentException e) {
            throw damaged(name + " holds what RxT never writes: " + e.getMessage(), e);
        }
    }

    private ColumnBytes column(Handle group, Column<?> column, long rows, String where) {
        try (Handle dataset = new Handle(H5.H5Dopen(group.id(), column.name(), UNUSED), H5::H5Dclose)) {
            requireRows(dataset, rows, where);
            int width = width(dataset, column, where);
            ColumnBytes cells = new ColumnBytes(new byte[bounded(rows, width, where)], width);
            if (rows > 0) {
                try (Handle type = Hdf5.type(column.type(), width)) {
                    long all = HDF5Constants.H5S_ALL;
                    H5.H5Dread(dataset.id(), type.id(), all, all, UNUSED, cells.bytes, false);
                }
            }
            if (number(dataset, CHECKSUM, where) != cells.checksum()) {
                throw damaged(where + " does not match its checksum");
            }
            return cells;
        }
    }

    private void requireRows(Handle dataset, long rows, String where) {
        try (Handle space = new Handle(H5.H5Dget_space(dataset.id()), H5::H5Sclose)) {
            long[] size = new long[1];
            if (H5.H5Sget_simple_extent_ndims(space.id()) != 1) {
                throw damaged(where + " is not one-dimensional");
            }
            H5.H5Sget_simple_extent_dims(space.id(), size, null);
            if (size[0] != rows) {
                throw damaged(where + " has " + size[0] + " rows, its group " + rows);
            }
        }
    }

    /** Bytes of a value of the column, which must be of its type exactly: HDF5 would silently convert another. */
    private int width(Handle dataset, Column<?> column, String where) {
        try (Handle stored = new Handle(H5.H5Dget_type(dataset.id()), H5::H5Tclose)) {
            long size = H5.H5Tget_size(stored.id());
            int width = column.type() == Column.Type.TEXT ? bounded(1, size, where) : column.type().bytes;
            try (Handle expected = Hdf5.type(column.type(), width)) {
                if (!H5.H5Tequal(stored.id(), expected.id())) {
                    throw damaged(where + " is not of type " + column.type().word());
                }
            }
            return width;
        }
    }

    /** The product, refused where the file cannot hold so many bytes: a damaged length must not exhaust the heap. */
    private int bounded(long count, long width, String where) {
        if (count < 0 || width < 1 || count > fileBytes / width) {
            throw damaged(where + " would be longer than the file");
        }
        return Math.toIntExact(count * width);
    }

    private String text(String name) {
        String where = "attribute '" + name + "'";
        if (!H5.H5Aexists(file.id(), name)) {
            throw damaged(where + " is missing");
        }
        try (Handle attribute = new Handle(H5.H5Aopen(file.id(), name, UNUSED), H5::H5Aclose);
                Handle stored = new Handle(H5.H5Aget_type(attribute.id()), H5::H5Tclose)) {
            int width = bounded(1, H5.H5Tget_size(stored.id()), where);
            try (Handle expected = Hdf5.type(Column.Type.TEXT, width)) {
                if (!H5.H5Tequal(stored.id(), expected.id())) {
                    throw damaged(where + " is not of type text");
                }
                byte[] bytes = new byte[width];
                H5.H5Aread(attribute.id(), expected.id(), bytes, false);
                return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
            }
        }
    }

    private long number(Handle object, String name, String where) {
        if (!H5.H5Aexists(object.id(), name)) {
            throw damaged(where + " has no attribute '" + name + "'");
        }
        try (Handle attribute = new Handle(H5.H5Aopen(object.id(), name, UNUSED), H5::H5Aclose)) {
            long[] number = new long[1];
            H5.H5Aread_long(attribute.id(), HDF5Constants.H5T_NATIVE_INT64, number, false);
            return number[0];
        }
    }

    private StudyFileException damaged(String what) {
        return damaged(what, null);
    }

    private StudyFileException damaged(String what, Throwable cause) {
        return StudyFileException.damaged(
                path, what, "delete it and run the study again; only what is lost is measured again", cause);
    }
}
