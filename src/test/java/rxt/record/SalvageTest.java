package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hdf.hdf5lib.H5;
import hdf.hdf5lib.HDF5Constants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalvageTest {
    private static final long DEFAULT = Hdf5.DEFAULT;

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void writeAFile() {
        path = folder.resolve("study.h5");
        StudyFileWriter.commit(Examples.large(4, 50), path);
    }

    @Test
    void aWholeFileHasNoFaults() {
        Salvage salvage = Salvage.read(path);
        assertThat(salvage.faults()).isEmpty();
        assertThat(salvage.file()).isEqualTo(StudyFileReader.read(path));
    }

    @Test
    void aMissingGroupLeavesTheOthers() {
        edit(file -> H5.H5Ldelete(file, "ranks", DEFAULT));
        Salvage salvage = Salvage.read(path);
        assertThat(salvage.faults()).containsExactly("the group 'ranks' is lost: group 'ranks' is missing");
        assertThat(salvage.file().samples())
                .hasSize(Examples.large(4, 50).samples().size());
        assertThat(salvage.file().ranks()).isEmpty();
    }

    @Test
    void aColumnOfAnotherLengthLosesItsGroupOnly() {
        edit(file -> {
            H5.H5Ldelete(file, "samples/step", DEFAULT);
            try (Handle space = new Handle(H5.H5Screate_simple(1, new long[] {3}, null), H5::H5Sclose)) {
                H5.H5Dclose(H5.H5Dcreate(
                        file, "samples/step", HDF5Constants.H5T_STD_I32LE, space.id(), DEFAULT, DEFAULT, DEFAULT));
            }
        });
        Salvage salvage = Salvage.read(path);
        assertThat(salvage.faults()).singleElement().asString().contains("'samples' is lost", "has 3 rows, its group");
        assertThat(salvage.file().launches()).isNotEmpty();
        assertThat(salvage.file().samples()).isEmpty();
    }

    @Test
    void lostEnvironmentsAreUnknownOnes() {
        edit(file -> H5.H5Ldelete(file, "environments", DEFAULT));
        Salvage salvage = Salvage.read(path);
        assertThat(salvage.file().environments()).singleElement().satisfies(row -> {
            assertThat(row.jvm()).isEqualTo("unknown");
            assertThat(row.environment()).isZero();
        });
    }

    @Test
    void withoutLaunchesThereAreNoTimes() {
        edit(file -> H5.H5Ldelete(file, "launches", DEFAULT));
        Salvage salvage = Salvage.read(path);
        assertThat(salvage.file().cells()).isNotEmpty();
        assertThat(salvage.file().samples()).isEmpty();
    }

    @Test
    void withoutCellsTheFileIsRefused() {
        edit(file -> H5.H5Ldelete(file, "cells", DEFAULT));
        assertThatThrownBy(() -> Salvage.read(path))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("group 'cells' is missing");
    }

    /** At every length the file is refused, or what is read is what was written; and some lengths leave something. */
    @Test
    void aFileCutOffAnywhereGivesWhatIsWholeOrIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        StudyFile written = StudyFileReader.read(path);
        int salvaged = 0;
        for (int part = 1; part < 64; part++) {
            Files.write(path, Arrays.copyOf(whole, Math.toIntExact((long) whole.length * part / 64)));
            try {
                Salvage salvage = Salvage.read(path);
                assertThat(salvage.faults()).isNotEmpty();
                assertThat(salvage.file().cells()).isEqualTo(written.cells());
                assertThat(salvage.file().launches()).isIn(List.of(), written.launches());
                assertThat(salvage.file().samples()).isIn(List.of(), written.samples());
                salvaged++;
            } catch (StudyFileException e) {
                assertThat(e).hasMessageStartingWith(path + ": is cut off or damaged: ");
            }
        }
        assertThat(salvaged).isPositive();
    }

    private void edit(LongConsumer change) {
        try (Handle file = new Handle(H5.H5Fopen(path.toString(), HDF5Constants.H5F_ACC_RDWR, DEFAULT), H5::H5Fclose)) {
            change.accept(file.id());
        }
    }
}
