/**
 * What RxT remembers: the records of a study, their HDF5 reader and writer (schema {@code rxt-study/2}, documented in
 * {@code outputs/README.md}), and {@link rxt.record.LaunchSpec}, the whole configuration handed to the ranks.
 *
 * <p>May import the JDK and HDF5 Java.
 */
package rxt.record;
