package rxt.record;

import hdf.hdf5lib.H5;

/** The HDF5 library that RxT carries. */
public final class Hdf5Version {
    private Hdf5Version() {}

    /** Its version, such as {@code 1.14.3}, told by the library itself once loaded. */
    public static String loaded() {
        if (Hdf5.DEFAULT < 0) {
            throw new IllegalStateException("HDF5 has no default property list");
        }
        int[] version = new int[3];
        H5.H5get_libversion(version);
        return version[0] + "." + version[1] + "." + version[2];
    }
}
