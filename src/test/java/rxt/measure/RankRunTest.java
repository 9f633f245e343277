package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.LaunchSpec;
import rxt.record.ObservationRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.SampleRow;
import rxt.record.SpanRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.record.rule.StepGrowth;
import rxt.spmd.Transport;

/** Whole launches in this process, on the machine's own masks; needs two CPUs, as all that this project measures. */
class RankRunTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"compact", "scatter"})
    void ranksOfOneProcessAreMeasuredOnCpusOfTheirOwn(String pinning) throws Exception {
        Path shard = folder.resolve("s.h5");
        String words = "transport=local mpi=none ranks=2 threads=1 team=spin pinning=" + pinning
                + " kernel=pi param.darts=10000 param.seed=1 scaling=strong launch=0 attempt=0 steps=2"
                + " max_steps=2 warmup=1 seed=1 oversubscribe=false inputs=" + folder + " shard=" + shard;
        LaunchSpec spec = LaunchSpec.parse(List.of(words.split(" ")));
        Transport local = Transport.named("local");
        local.run(new String[0], 2, (world, _) -> new RankRun(spec, world, local).run());
        List<RankRow> ranks = StudyFileReader.read(shard).ranks();
        assertThat(ranks).hasSize(2).extracting(RankRow::threadCpus).doesNotHaveDuplicates();
        assertThat(ranks)
                .allSatisfy(
                        rank -> assertThat(Placement.parse(rank.threadCpus()).cardinality())
                                .isEqualTo(1));
    }

    /** The label of oversubscription is from the masks, that of a shared heap from the transport. */
    @ParameterizedTest
    @CsvSource({"1, false", "64, true"})
    void theRecordSaysWhatMustNotBeFitted(int threads, boolean oversubscribed) throws Exception {
        Path shard = folder.resolve("s.h5");
        String words = "transport=local mpi=none ranks=1 threads=" + threads + " team=forkjoin pinning=none kernel=pi"
                + " param.darts=10000 param.seed=1 scaling=strong launch=0 attempt=0 steps=2 max_steps=2 warmup=1 seed=1"
                + " oversubscribe=true inputs=" + folder + " shard=" + shard;
        LaunchSpec spec = LaunchSpec.parse(List.of(words.split(" ")));
        Transport local = Transport.named("local");
        local.run(new String[0], 1, (world, _) -> new RankRun(spec, world, local).run());
        StudyFile file = StudyFileReader.read(shard);
        BitSet mask = Placement.parse(file.ranks().getFirst().cpusAllowed());
        assertThat(mask.cardinality() < threads).isEqualTo(oversubscribed);
        assertThat(file.launches().getFirst().oversubscribed()).isEqualTo(oversubscribed);
        assertThat(file.launches().getFirst().sharedJvm()).isTrue();
        assertThat(file.breakdown().regions())
                .extracting(RegionRow::region, RegionRow::count)
                .containsExactly(tuple("pi", 2L));
        assertThat(file.breakdown().threads()).hasSize(threads);
        assertThat(file.breakdown().jvm()).allSatisfy(row -> {
            assertThat(row.step()).isBetween(0, 2);
            assertThat(row.gcSeconds() + row.jitSeconds()).isPositive();
        });
    }

    /** The recorded steps are as many as the rule, asked again with them, would have made. */
    @ParameterizedTest
    @CsvSource({"unsettled, 10, 80", "even, 10, 80", "unsettled, 10, 10"})
    void stepsThatDifferWidelyAreRepeatedUpToTheMost(String pace, int first, int most) throws Exception {
        Path shard = folder.resolve("s.h5");
        String words = "transport=local mpi=none ranks=2 threads=1 team=forkjoin pinning=none kernel=faulty"
                + " param.fault=none param.pace=" + pace
                + " param.rank=0 param.n=1000 scaling=strong launch=0 attempt=0"
                + " steps=" + first + " max_steps=" + most + " warmup=2 seed=1 oversubscribe=true inputs=" + folder
                + " shard=" + shard;
        LaunchSpec spec = LaunchSpec.parse(List.of(words.split(" ")));
        Transport local = Transport.named("local");
        local.run(new String[0], 2, (world, _) -> new RankRun(spec, world, local).run());
        double[] steps = StudyFileReader.read(shard).samples().stream()
                .filter(SampleRow::warm)
                .mapToDouble(SampleRow::seconds)
                .toArray();
        StepGrowth rule = new StepGrowth(first, most);
        int made = first;
        for (int more = rule.further(Arrays.copyOf(steps, made)); more > 0; ) {
            made += more;
            more = rule.further(Arrays.copyOf(steps, made));
        }
        assertThat(steps).hasSize(made);
        if (pace.equals("unsettled")) {
            assertThat(steps).hasSize(most);
        }
    }

    @Test
    void whatTheKernelNotesIsOnRecordAndSpansAreOfTheLastStepOnly() throws Exception {
        Path shard = folder.resolve("s.h5");
        String words = "transport=local mpi=none ranks=2 threads=1 team=forkjoin pinning=none kernel=faulty"
                + " param.fault=none param.pace=even param.rank=0 param.n=1000 scaling=strong launch=0 attempt=0"
                + " steps=3 max_steps=3 warmup=2 seed=1 oversubscribe=true inputs=" + folder + " shard=" + shard;
        LaunchSpec spec = LaunchSpec.parse(List.of(words.split(" ")));
        Transport local = Transport.named("local");
        local.run(new String[0], 2, (world, _) -> new RankRun(spec, world, local).run());
        StudyFile file = StudyFileReader.read(shard);
        assertThat(file.breakdown().observations())
                .extracting(ObservationRow::rank, ObservationRow::name, ObservationRow::value)
                .containsExactly(
                        tuple(0, "steps", 5.0), tuple(0, "rank", 0.0), tuple(1, "steps", 5.0), tuple(1, "rank", 1.0));
        assertThat(file.breakdown().spans()).extracting(SpanRow::what).containsExactly("pause 5", "pause 5");
        assertThat(file.breakdown().spans()).allSatisfy(span -> {
            assertThat(span.beginSeconds()).isNotNegative();
            assertThat(span.endSeconds()).isGreaterThanOrEqualTo(span.beginSeconds() + 0.002);
        });
    }

    @Test
    void aCellOfTwoNodesDoesNotRunOnOne() throws Exception {
        Path shard = folder.resolve("s.h5");
        String words = "transport=local mpi=none nodes=2 ranks=2 threads=1 team=spin pinning=none"
                + " kernel=pi param.darts=10000 param.seed=1 scaling=strong launch=0 attempt=0 steps=2"
                + " max_steps=2 warmup=1 seed=1 oversubscribe=false inputs=" + folder + " shard=" + shard;
        LaunchSpec spec = LaunchSpec.parse(List.of(words.split(" ")));
        Transport local = Transport.named("local");
        List<String> refusals = new CopyOnWriteArrayList<>();
        local.run(new String[0], 2, (world, _) -> {
            try {
                new RankRun(spec, world, local).run();
            } catch (RefusedLaunchException refused) {
                refusals.add(refused.getMessage());
            }
        });
        assertThat(refusals)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal)
                        .startsWith("placed wrongly: 2 ranks were asked for on 2 nodes, equally many on each,"));
        assertThat(shard).doesNotExist();
    }

    /** What a rank is told must be what all are told: the cell, how it is measured, and which launch it is. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "param.darts=2000",
                "seed=2",
                "steps=1",
                "max_steps=3",
                "warmup=2",
                "launch=1",
                "attempt=1",
                "team=spin",
                "scaling=weak",
                "oversubscribe=false",
                "mpi=mpich",
                "pinning=compact",
                "kernel=triad"
            })
    void ranksThatWereToldOtherwiseDoNotMix(String word) throws Exception {
        String words = "transport=local mpi=none ranks=2 threads=1 team=forkjoin pinning=none kernel=pi"
                + " param.darts=1000 param.seed=1 scaling=strong launch=0 attempt=0 steps=2 max_steps=2 warmup=1 seed=1"
                + " oversubscribe=true inputs=" + folder + " shard=" + folder.resolve("s.h5");
        String other = words.replaceFirst("(?<= )" + word.replaceFirst("=.*", "=[^ ]*"), word);
        assertThat(other).isNotEqualTo(words);
        Transport local = Transport.named("local");
        List<String> refusals = new CopyOnWriteArrayList<>();
        local.run(new String[0], 2, (world, _) -> {
            LaunchSpec spec = LaunchSpec.parse(List.of((world.rank() == 0 ? words : other).split(" ")));
            try {
                new RankRun(spec, world, local).run();
            } catch (RefusedLaunchException refused) {
                refusals.add(refused.getMessage());
            }
        });
        assertThat(refusals)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal).startsWith("worlds are mixed: "));
        assertThat(folder.resolve("s.h5")).doesNotExist();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new RefusedLaunchException("2 threads"), "2 threads"),
                Arguments.of(new IllegalArgumentException("n\n is 0"), "n is 0"),
                Arguments.of(
                        catchThrowable(() -> new ArrayList<String>(-1)),
                        "IllegalArgumentException: Illegal Capacity: -1"),
                Arguments.of(new IllegalArgumentException(), "IllegalArgumentException"),
                Arguments.of(new UncheckedIOException("no index", new IOException("x")), "no index"),
                Arguments.of(
                        new UncheckedIOException(new IOException("x")), "UncheckedIOException: java.io.IOException: x"),
                Arguments.of(new NumberFormatException("an x"), "NumberFormatException: an x"),
                Arguments.of(new IllegalStateException("2 threads"), "IllegalStateException: 2 threads"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aNoteNamesTheClassOfWhatIsNoRefusal(Throwable failure, String firstLine) throws Exception {
        FailureNote.write(folder.resolve("s.h5").toString(), 1, failure);
        assertThat(Files.readAllLines(folder.resolve("s.h5.rank1.failed")))
                .startsWith(firstLine)
                .anyMatch(line -> line.contains("at rxt.measure.RankRunTest"));
    }
}
