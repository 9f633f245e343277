package rxt.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import rxt.kernel.Check;
import rxt.record.Build;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.LaunchSpec;
import rxt.record.ProgramSpec;
import rxt.record.RankRow;
import rxt.record.SampleRow;
import rxt.record.SlurmJob;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;

/**
 * Turns what a launch of a program brought into its shard and commits it; what only a JVM of RxT can tell is NaN or
 * empty.
 *
 * @param spec the launch
 * @param words how it was started
 * @param started when; empty where the system does not tell
 */
record ProgramShard(LaunchSpec spec, ProgramRun.ProgramWords words, Optional<Instant> started) {

    void commit(List<RankRow> ranks, ProgramTimes times, Check check, boolean oversubscribed) throws IOException {
        List<SampleRow> samples = new ArrayList<>();
        for (int step = 0; step < times.seconds().length; step++) {
            samples.add(new SampleRow(0, step, times.seconds()[step], step >= times.warmup()));
        }
        Instant now = Instant.now();
        Build build = Build.current();
        StudyFile shard = new StudyFile(
                new StudyFile.Header(
                        spec.key(),
                        now.truncatedTo(ChronoUnit.SECONDS).toString(),
                        build.version(),
                        build.commit(),
                        ""),
                List.of(cell(check)),
                List.of(launch(times, check, oversubscribed, now)),
                samples,
                ranks,
                List.of(environment()));
        StudyFileWriter.commit(shard, Path.of(spec.shard()));
    }

    private CellRow cell(Check check) {
        return check.valid()
                ? new CellRow(0, spec.cell(), CellStatus.MEASURED, "")
                : new CellRow(0, spec.cell(), CellStatus.INVALID, ShardBuilder.reason(check));
    }

    private LaunchRow launch(ProgramTimes times, Check check, boolean oversubscribed, Instant now) {
        boolean ofSteps = Double.isNaN(times.emptySeconds());
        return new LaunchRow(
                        spec.launch(),
                        0,
                        spec.attempt(),
                        started.orElse(now).toString(),
                        ProcessStart.seconds(started, now),
                        Double.NaN,
                        ofSteps ? times.seconds()[0] : Double.NaN,
                        check.valid(),
                        check.name(),
                        check.expected(),
                        check.actual(),
                        check.digest(),
                        0,
                        oversubscribed,
                        false,
                        0)
                .without(times.emptySeconds())
                .in(SlurmJob.number());
    }

    private EnvironmentRow environment() throws IOException {
        ProgramSpec program = spec.program().orElseThrow();
        List<String> text = new ArrayList<>(List.of(program.command()));
        for (Path file : words.files()) {
            text.add("SHA-256 of " + file.getFileName() + " " + checksum(file));
        }
        return EnvironmentProbe.environment(words.library(), "").ofProgram(words.library(), String.join("; ", text));
    }

    private static String checksum(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
