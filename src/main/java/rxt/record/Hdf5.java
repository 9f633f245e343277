package rxt.record;

import hdf.hdf5lib.H5;
import hdf.hdf5lib.HDF5Constants;
import hdf.hdf5lib.exceptions.HDF5LibraryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/**
 * The HDF5 library: loads it once, opens files and makes types.
 *
 * <p>{@link #create} and {@link #image} give the bytes of a new file without touching a disk: HDF5 cannot close a file
 * whose disk is full and may crash the process later, so disks are left to {@code java.nio}. {@link #open} does without
 * HDF5's file locks, so that read-only and network file systems work.
 */
final class Hdf5 {
    private static final String LIBRARY_PROPERTY = "hdf.hdf5lib.H5.hdf5lib";
    private static final long MEMORY_INCREMENT_BYTES = 1 << 20;
    private static final Hdf5Functions FUNCTIONS = new Hdf5Functions(load());
    /** The default property list. First touched through this class, HDF5's constants find their library. */
    static final long DEFAULT = HDF5Constants.H5P_DEFAULT;

    private Hdf5() {}

    /**
     * A new, empty file in memory, to be written and then taken with {@link #image}.
     *
     * <p>The format is that of HDF5 1.8, which every reader in use knows and which has checksums on all its metadata.
     */
    static Handle create() {
        try (Handle access = access()) {
            H5.H5Pset_fapl_core(access.id(), MEMORY_INCREMENT_BYTES, false);
            H5.H5Pset_libver_bounds(access.id(), HDF5Constants.H5F_LIBVER_V18, HDF5Constants.H5F_LIBVER_V18);
            return new Handle(
                    H5.H5Fcreate("in memory", HDF5Constants.H5F_ACC_TRUNC, DEFAULT, access.id()), H5::H5Fclose);
        }
    }

    /**
     * An existing file, to be read.
     *
     * @throws HDF5LibraryException where HDF5 refuses it
     */
    static Handle open(Path path) {
        try (Handle access = access();
                Arena arena = Arena.ofConfined()) {
            H5.H5Pset_file_locking(access.id(), false, true);
            // H5.H5Fopen would pass modified UTF-8, which finds no file whose name has an emoji.
            MemorySegment name = arena.allocateFrom(path.toString());
            long id = FUNCTIONS.open(name, HDF5Constants.H5F_ACC_RDONLY, access.id());
            if (id < 0) {
                throw new HDF5LibraryException("H5Fopen refuses it");
            }
            return new Handle(id, H5::H5Fclose);
        }
    }

    /** The bytes of a file made by {@link #create}, as they belong on disk. */
    static byte[] image(Handle file) {
        H5.H5Fflush(file.id(), HDF5Constants.H5F_SCOPE_LOCAL);
        try (Arena arena = Arena.ofConfined()) {
            long size = FUNCTIONS.image(file.id(), MemorySegment.NULL, 0);
            MemorySegment buffer = arena.allocate(Math.max(size, 1));
            long taken = FUNCTIONS.image(file.id(), buffer, size);
            if (size <= 0 || taken != size) {
                throw new HDF5LibraryException("H5Fget_file_image gave " + taken + " of " + size + " bytes");
            }
            byte[] image = buffer.toArray(ValueLayout.JAVA_BYTE);
            Superblock.seal(image);
            return image;
        }
    }

    /** The HDF5 type of a column, in the file and in memory alike. */
    static Handle type(Column.Type type, int width) {
        if (type == Column.Type.BOOL) {
            long id = H5.H5Tenum_create(HDF5Constants.H5T_STD_I8LE);
            H5.H5Tenum_insert(id, "FALSE", new byte[] {0});
            H5.H5Tenum_insert(id, "TRUE", new byte[] {1});
            return new Handle(id, H5::H5Tclose);
        }
        long id = H5.H5Tcopy(
                switch (type) {
                    case INT32 -> HDF5Constants.H5T_STD_I32LE;
                    case INT64 -> HDF5Constants.H5T_STD_I64LE;
                    case FLOAT64 -> HDF5Constants.H5T_IEEE_F64LE;
                    case BOOL, TEXT -> HDF5Constants.H5T_C_S1;
                });
        if (type == Column.Type.TEXT) {
            H5.H5Tset_size(id, width);
            H5.H5Tset_cset(id, HDF5Constants.H5T_CSET_UTF8);
            H5.H5Tset_strpad(id, HDF5Constants.H5T_STR_NULLPAD);
        }
        return new Handle(id, H5::H5Tclose);
    }

    /** How to open files: closing one closes all that was left open in it. */
    private static Handle access() {
        Handle access = new Handle(H5.H5Pcreate(HDF5Constants.H5P_FILE_ACCESS), H5::H5Pclose);
        H5.H5Pset_fclose_degree(access.id(), HDF5Constants.H5F_CLOSE_STRONG);
        return access;
    }

    private static Path load() {
        try {
            Loader.load(org.bytedeco.hdf5.global.hdf5.class);
            String name = "/org/bytedeco/hdf5/" + Loader.getPlatform() + "/" + System.mapLibraryName("hdf5_java");
            String library = Loader.cacheResource(name).getPath();
            System.setProperty(LIBRARY_PROPERTY, library);
            H5.H5open();
            return Path.of(library);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the HDF5 library", e);
        }
    }
}
