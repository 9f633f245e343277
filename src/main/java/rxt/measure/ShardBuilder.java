package rxt.measure;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rxt.kernel.Check;
import rxt.kernel.Work;
import rxt.record.Breakdown;
import rxt.record.Build;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.LaunchSpec;
import rxt.record.RankRow;
import rxt.record.SampleRow;
import rxt.record.SlurmJob;
import rxt.record.StepWork;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;
import rxt.spmd.Transport;

/** Rank 0's last act: turns the end records of all ranks into the shard of this launch and commits it. */
final class ShardBuilder {
    private final LaunchSpec spec;
    private final Transport transport;
    private final Optional<Instant> started;

    /**
     * What the launch brought.
     *
     * @param ends end record of every rank
     * @param stepSeconds slowest rank's time of each step
     * @param check the answer
     * @param oversubscribed whether the placement audit says so
     * @param work what a step does
     */
    record Outcome(List<EndRecord> ends, double[] stepSeconds, Check check, boolean oversubscribed, Work work) {}

    ShardBuilder(LaunchSpec spec, Transport transport, Optional<Instant> started) {
        this.spec = spec;
        this.transport = transport;
        this.started = started;
    }

    void commit(Outcome outcome) {
        if (outcome.ends().size() != spec.cell().ranks()) {
            throw new IllegalStateException(
                    outcome.ends().size() + " end records of " + spec.cell().ranks() + " ranks");
        }
        List<SampleRow> samples = new ArrayList<>();
        for (int step = 0; step < outcome.stepSeconds().length; step++) {
            samples.add(new SampleRow(0, step, outcome.stepSeconds()[step], step >= spec.warmup()));
        }
        List<RankRow> ranks = outcome.ends().stream().map(EndRecord::row).toList();
        Build build = Build.current();
        Instant now = Instant.now();
        StudyFile shard = new StudyFile(
                new StudyFile.Header(
                        spec.key(),
                        now.truncatedTo(ChronoUnit.SECONDS).toString(),
                        build.version(),
                        build.commit(),
                        ""),
                List.of(cell(outcome.check())),
                List.of(launch(outcome, now)),
                samples,
                ranks,
                List.of(EnvironmentProbe.environment(transport)),
                Breakdown.join(outcome.ends().stream().map(EndRecord::breakdown).toList()));
        StudyFileWriter.commit(shard, Path.of(spec.shard()));
    }

    private CellRow cell(Check check) {
        return check.valid()
                ? new CellRow(0, spec.cell(), CellStatus.MEASURED, "")
                : new CellRow(0, spec.cell(), CellStatus.INVALID, reason(check));
    }

    private LaunchRow launch(Outcome outcome, Instant now) {
        Check check = outcome.check();
        LaunchRow row = new LaunchRow(
                spec.launch(),
                0,
                spec.attempt(),
                started.orElse(now).toString(),
                ProcessStart.seconds(started, now),
                outcome.ends().stream()
                        .mapToDouble(EndRecord::coldSeconds)
                        .max()
                        .orElseThrow(),
                outcome.stepSeconds()[0],
                check.valid(),
                check.name(),
                check.expected(),
                check.actual(),
                check.digest(),
                0,
                outcome.oversubscribed(),
                transport.sharedJvm(),
                0);
        Work work = outcome.work();
        return row.doing(new StepWork(work.flops(), work.bytes(), work.messages()))
                .in(SlurmJob.number());
    }

    static String reason(Check check) {
        return check.name() + ": expected " + check.expected() + ", computed " + check.actual();
    }
}
