package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hdf.hdf5lib.H5;
import hdf.hdf5lib.HDF5Constants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFileRefusalTest {
    private static final long DEFAULT = Hdf5.DEFAULT;

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void writeAValidFile() {
        path = folder.resolve("study.h5");
        StudyFileWriter.commit(Examples.full(), path);
    }

    /** Changes the file as another HDF5 program would. */
    private void edit(LongConsumer change) {
        try (Handle file = new Handle(H5.H5Fopen(path.toString(), HDF5Constants.H5F_ACC_RDWR, DEFAULT), H5::H5Fclose)) {
            change.accept(file.id());
        }
    }

    /** Puts a column of numbers of that type and length in the place of another, without attributes. */
    private static void replaceColumn(long file, String name, long type, int rows) {
        H5.H5Ldelete(file, name, DEFAULT);
        try (Handle space = new Handle(H5.H5Screate_simple(1, new long[] {rows}, null), H5::H5Sclose)) {
            H5.H5Dclose(H5.H5Dcreate(file, name, type, space.id(), DEFAULT, DEFAULT, DEFAULT));
        }
    }

    private static void overwriteText(long file, String attribute, String text) {
        try (Handle open = new Handle(H5.H5Aopen(file, attribute, DEFAULT), H5::H5Aclose);
                Handle type = new Handle(H5.H5Aget_type(open.id()), H5::H5Tclose)) {
            byte[] bytes = Arrays.copyOf(Column.utf8(text), Math.toIntExact(H5.H5Tget_size(type.id())));
            H5.H5Awrite(open.id(), type.id(), bytes, false);
        }
    }

    private void assertRefused(String what) {
        assertThatThrownBy(() -> StudyFileReader.read(path))
                .isInstanceOf(StudyFileException.class)
                .hasMessageStartingWith(path + ": ")
                .hasMessageContaining(what)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aMissingFile() throws IOException {
        Files.delete(path);
        assertRefused("does not exist; correct the name, or run the study first");
    }

    @Test
    void aFolder() {
        path = folder;
        assertRefused("is a folder");
    }

    @Test
    void aFileThatIsNotHdf5() throws IOException {
        Files.writeString(path, "name: laptop\n");
        assertRefused("is not an HDF5 file; give a results file of RxT");
    }

    @Test
    void anEmptyFile() throws IOException {
        Files.write(path, new byte[0]);
        assertRefused("is not an HDF5 file");
    }

    @Test
    void anHdf5FileOfSomebodyElse() {
        edit(file -> H5.H5Adelete(file, "format"));
        assertRefused("is HDF5, but not a results file of RxT: it has no attribute 'format'");
    }

    @Test
    void anotherFormat() {
        edit(file -> overwriteText(file, "format", "rxt-study/7"));
        assertRefused("has the format 'rxt-study/7'; this command reads 'rxt-study/6' and earlier ones");
    }

    @Test
    void aMissingAttribute() {
        edit(file -> H5.H5Adelete(file, "study_yaml"));
        assertRefused("attribute 'study_yaml' is missing");
    }

    @Test
    void aChangedAttribute() {
        edit(file -> overwriteText(file, "study", "another"));
        assertRefused("the attributes of the root do not match their checksum");
    }

    @Test
    void aMissingGroup() {
        edit(file -> H5.H5Ldelete(file, "ranks", DEFAULT));
        assertRefused("group 'ranks' is missing");
    }

    @Test
    void aMissingColumn() {
        edit(file -> H5.H5Ldelete(file, "samples/seconds", DEFAULT));
        assertRefused("column 'samples/seconds' is missing");
    }

    @Test
    void aShorterColumn() {
        edit(file -> replaceColumn(file, "samples/step", HDF5Constants.H5T_STD_I32LE, 4));
        assertRefused("column 'samples/step' has 4 rows, its group 5");
    }

    @Test
    void aColumnOfAnotherType() {
        edit(file -> replaceColumn(file, "samples/step", HDF5Constants.H5T_STD_I64LE, 5));
        assertRefused("column 'samples/step' is not of type int32");
    }

    @Test
    void aColumnWithoutChecksum() {
        edit(file -> replaceColumn(file, "samples/step", HDF5Constants.H5T_STD_I32LE, 5));
        assertRefused("column 'samples/step' has no attribute 'crc32'");
    }

    @Test
    void aColumnThatClaimsMoreThanTheFile() {
        edit(file -> {
            replaceColumn(file, "samples/launch", HDF5Constants.H5T_STD_I32LE, Integer.MAX_VALUE);
            long group = H5.H5Gopen(file, "samples", DEFAULT);
            long rows = H5.H5Aopen(group, "rows", DEFAULT);
            long[] claim = {Integer.MAX_VALUE};
            H5.H5Awrite_long(rows, HDF5Constants.H5T_NATIVE_INT64, claim, false);
            H5.H5Aclose(rows);
            H5.H5Gclose(group);
        });
        assertRefused("column 'samples/launch' would be longer than the file");
    }

    @Test
    void aChangedValue() {
        edit(file -> {
            long dataset = H5.H5Dopen(file, "samples/seconds", DEFAULT);
            long all = HDF5Constants.H5S_ALL;
            double[] seconds = {0.5, Double.NaN, 1, 2, 3};
            H5.H5Dwrite_double(dataset, HDF5Constants.H5T_NATIVE_DOUBLE, all, all, DEFAULT, seconds, false);
            H5.H5Dclose(dataset);
        });
        assertRefused("column 'samples/seconds' does not match its checksum");
    }

    @Test
    void aFileCutOffAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int cut = 0; cut < 60; cut++) {
            Files.write(path, Arrays.copyOf(whole, (int) ((long) whole.length * cut / 60)));
            assertRefused(cut == 0 ? "is not an HDF5 file" : "is cut off or damaged");
        }
        Files.write(path, Arrays.copyOf(whole, whole.length - 1));
        assertRefused("is cut off or damaged");
    }

    /** A flipped byte lies in data, in metadata or in a gap: it is found, or it changes nothing. */
    @Test
    void flippedBytesAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(7);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(path, flipped);
            refused += refusedOrUnchanged(
                    () -> assertThat(StudyFileReader.read(path)).isEqualTo(Examples.full()));
        }
        assertThat(refused).isGreaterThan(200);
    }

    private static int refusedOrUnchanged(ThrowingCallable read) {
        try {
            read.call();
            return 0;
        } catch (StudyFileException e) {
            return 1;
        } catch (Throwable e) {
            throw new AssertionError("neither refused nor unchanged", e);
        }
    }
}
