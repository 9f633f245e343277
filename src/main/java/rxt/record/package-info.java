/**
 * What RxT remembers: the records of a study (schema {@code rxt-study/6}) and of a comparison with C (schema
 * {@code rxt-versus/2}), both documented in {@code outputs/README.md}, their HDF5 readers and writers, and
 * {@link rxt.record.LaunchSpec}, the whole configuration handed to the ranks.
 *
 * <p>May import the JDK and HDF5 Java.
 */
package rxt.record;
