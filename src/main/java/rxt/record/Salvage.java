package rxt.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What can still be read of a results file that is cut off or damaged: each group whose columns all match their checksums.
 *
 * <p>HDF5 refuses a file that is shorter than it says; so a copy is filled up with zeros to that length, and the checksums
 * tell what was lost. Groups depend on each other: without {@code cells} there is nothing to report; without
 * {@code launches} there are no times; lost environments are unknown ones.
 *
 * @param file what is whole; lost groups are empty
 * @param faults what is lost, one sentence for each group; none where the file is whole
 */
public record Salvage(StudyFile file, List<String> faults) {
    /** Where the superblock, by its version, says how long the file is: versions 0, 1, then 2, 3. */
    private static final int[] LENGTH_AT = {40, 44, 28, 28};

    private static final int SUPERBLOCK_BYTES = 64;
    private static final int VERSION_AT = 8;

    /** No results file has grown beyond this; a damaged length must not fill the disk. */
    private static final long LONGEST = 1L << 32;

    public Salvage {
        faults = List.copyOf(faults);
    }

    /**
     * Reads what is whole.
     *
     * @throws StudyFileException where the file is none of RxT's, or its cells cannot be read
     */
    public static Salvage read(Path path) {
        try {
            return new Salvage(StudyFileReader.read(path), List.of());
        } catch (StudyFileException e) {
            if (!e.isDamage()) {
                throw e;
            }
            return salvaged(path, e);
        }
    }

    private static Salvage salvaged(Path path, StudyFileException refusal) {
        Path copy = null;
        try {
            copy = filledUp(path);
            return groups(copy == null ? path : copy, path, refusal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(copy);
        }
    }

    private static Salvage groups(Path readable, Path named, StudyFileException refusal) {
        try (Hdf5Reader reader = Hdf5Reader.open(readable, Schema.LAYOUT)) {
            List<String> faults = new ArrayList<>();
            List<CellRow> cells = reader.table(Schema.CELLS);
            List<LaunchRow> launches = table(() -> reader.table(Schema.LAUNCHES), "launches", faults);
            Set<Integer> known = launches.stream().map(LaunchRow::launch).collect(Collectors.toSet());
            List<SampleRow> samples = table(() -> reader.table(Schema.SAMPLES), "samples", faults);
            List<RankRow> ranks = table(() -> reader.table(RankSchema.RANKS), "ranks", faults);
            List<EnvironmentRow> environments =
                    table(() -> reader.table(EnvironmentSchema.ENVIRONMENTS), "environments", faults);
            Breakdown breakdown = breakdown(reader, known, faults);
            List<String> texts = reader.texts();
            StudyFile file = new StudyFile(
                    new StudyFile.Header(texts.get(1), texts.get(2), texts.get(3), texts.get(4), texts.get(5)),
                    cells,
                    launches,
                    samples.stream().filter(row -> known.contains(row.launch())).toList(),
                    ranks.stream().filter(row -> known.contains(row.launch())).toList(),
                    completed(environments, launches),
                    breakdown);
            if (faults.isEmpty()) {
                faults.add("the file is shorter than it says, though each of its groups is whole");
            }
            return new Salvage(file, faults);
        } catch (StudyFileException e) {
            throw readable.equals(named) ? e : refusal;
        }
    }

    private static Breakdown breakdown(Hdf5Reader reader, Set<Integer> launches, List<String> faults) {
        List<CallRow> calls = table(() -> reader.table(RankSchema.CALLS), "calls", faults);
        List<RegionRow> regions = table(() -> reader.table(RankSchema.REGIONS), "regions", faults);
        List<ThreadRow> threads = table(() -> reader.table(RankSchema.THREADS), "threads", faults);
        List<JvmRow> jvm = table(() -> reader.table(RankSchema.JVM), "jvm", faults);
        List<ObservationRow> found = table(() -> reader.table(NoteSchema.OBSERVATIONS), "observations", faults);
        List<SpanRow> spans = table(() -> reader.table(NoteSchema.SPANS), "spans", faults);
        return new Breakdown(calls, regions, threads, jvm, found, spans).only(launches);
    }

    private static <R> List<R> table(Supplier<List<R>> rows, String name, List<String> faults) {
        try {
            return rows.get();
        } catch (StudyFileException e) {
            faults.add("the group '" + name + "' is lost: " + e.what());
            return List.of();
        }
    }

    /** With a row that knows nothing for each environment that launches name and that is lost. */
    private static List<EnvironmentRow> completed(List<EnvironmentRow> environments, List<LaunchRow> launches) {
        Set<Integer> missing = launches.stream()
                .filter(LaunchRow::complete)
                .map(LaunchRow::environment)
                .collect(Collectors.toCollection(TreeSet::new));
        environments.forEach(row -> missing.remove(row.environment()));
        List<EnvironmentRow> all = new ArrayList<>(environments);
        String none = "unknown";
        missing.forEach(number ->
                all.add(new EnvironmentRow(number, none, "", none, none, none, none, 0, 0, none, none, none, none)));
        return all;
    }

    /** A copy as long as the file says it was; null where the file is as long as it says. */
    private static Path filledUp(Path path) throws IOException {
        byte[] start;
        try (var in = Files.newInputStream(path)) {
            start = in.readNBytes(SUPERBLOCK_BYTES);
        }
        if (start.length < SUPERBLOCK_BYTES || start[VERSION_AT] < 0 || start[VERSION_AT] >= LENGTH_AT.length) {
            return null;
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong(LENGTH_AT[start[VERSION_AT]]);
        if (length <= Files.size(path) || length > LONGEST) {
            return null;
        }
        Path copy = Files.createTempFile("rxt-salvage", ".h5");
        Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.setLength(length);
        }
        return copy;
    }

    private static void delete(Path copy) {
        if (copy != null && !copy.toFile().delete()) {
            copy.toFile().deleteOnExit();
        }
    }
}
