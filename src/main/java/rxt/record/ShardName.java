package rxt.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file name of a shard, {@code gemm-2x1-mpj-0123456789ab.l0.a0.h5}, on several nodes
 * {@code gemm-4x2-2n-ffm-0123456789ab.l0.a0.h5}, and {@code ….failed.h5} for a failed attempt.
 *
 * @param kernel name of the kernel, for people
 * @param ranks number of ranks, for people
 * @param threads threads of each rank, for people
 * @param nodes number of nodes, for people
 * @param transport transport, for people
 * @param key {@link LaunchSpec#key}: the cell and how it is measured
 * @param launch repetition of the cell, from 0
 * @param attempt try at this launch, from 0
 * @param failed whether it records a failure
 */
public record ShardName(
        String kernel,
        int ranks,
        int threads,
        int nodes,
        String transport,
        String key,
        int launch,
        int attempt,
        boolean failed) {
    private static final Pattern FORM =
            Pattern.compile("(?<kernel>[a-z][a-z0-9-]*)-(?<ranks>\\d{1,9})x(?<threads>\\d{1,9})"
                    + "(-(?<nodes>\\d{1,9})n)?-(?<transport>[a-z][a-z0-9-]*)-(?<key>[0-9a-f]{12})\\.l(?<launch>\\d{1,9})\\.a(?<attempt>\\d{1,9})"
                    + "(?<failed>\\.failed)?\\.h5");

    /** The name of a complete launch. */
    public static ShardName of(LaunchSpec spec) {
        Cell cell = spec.cell();
        return new ShardName(
                cell.kernel(),
                cell.ranks(),
                cell.threads(),
                cell.nodes(),
                cell.transport(),
                spec.key(),
                spec.launch(),
                spec.attempt(),
                false);
    }

    /** The parts of a file name; empty where it is no shard's, as of a temporary file. */
    public static Optional<ShardName> parse(String fileName) {
        Matcher form = FORM.matcher(fileName);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ShardName(
                form.group("kernel"),
                Integer.parseInt(form.group("ranks")),
                Integer.parseInt(form.group("threads")),
                form.group("nodes") == null ? 1 : Integer.parseInt(form.group("nodes")),
                form.group("transport"),
                form.group("key"),
                Integer.parseInt(form.group("launch")),
                Integer.parseInt(form.group("attempt")),
                form.group("failed") != null));
    }

    /**
     * The shards in a folder, in alphabetical order; none where there is no such folder.
     *
     * @throws StudyFileException where it cannot be listed
     */
    public static List<ShardName> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .flatMap(name -> parse(name).stream())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (NotDirectoryException e) {
            throw new StudyFileException(folder, "is not a folder", "move it away: the shards belong there", e);
        } catch (IOException e) {
            throw new StudyFileException(folder, "cannot be listed (" + e + ")", "make it readable", e);
        }
    }

    /** The name of the launch without the attempt, {@code gemm-2x1-mpj-0123456789ab.l0}. */
    public String launchName() {
        return fileName().replaceFirst("\\.a\\d+(\\.failed)?\\.h5$", "");
    }

    /** Of the first attempt at the launch of that {@link #launchName}; empty where it is none. */
    public static Optional<ShardName> ofLaunch(String launchName) {
        return parse(launchName + ".a0.h5");
    }

    /** The lowest attempt that no shard of this launch in {@code shards} has taken, complete or failed. */
    public int nextAttempt(List<ShardName> shards) {
        return shards.stream()
                .filter(shard -> shard.key.equals(key) && shard.launch == launch)
                .mapToInt(shard -> shard.attempt + 1)
                .max()
                .orElse(0);
    }

    /** The name under which a failure of this attempt is recorded. */
    public ShardName asFailed() {
        return new ShardName(kernel, ranks, threads, nodes, transport, key, launch, attempt, true);
    }

    /** The name. */
    public String fileName() {
        return kernel + "-" + ranks + "x" + threads + (nodes == 1 ? "" : "-" + nodes + "n") + "-" + transport + "-"
                + key + ".l" + launch + ".a" + attempt + (failed ? ".failed" : "") + ".h5";
    }
}
