package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.rule.StepGrowth;

class ShardNameTest {
    private static final Cell CELL = Examples.cell("image-signature", 2, 3);

    @TempDir
    private Path folder;

    private static ShardName name(int launch, int attempt) {
        return ShardName.of(new LaunchSpec(
                CELL, "none", launch, attempt, new StepGrowth(10, 10), 2, 1, false, "/inputs", "/shard"));
    }

    @Test
    void theNameIsReadAsItWasWritten() {
        ShardName name = name(4, 1);
        assertThat(name.fileName()).isEqualTo("image-signature-2x3-local-" + name.key() + ".l4.a1.h5");
        assertThat(name.asFailed().fileName())
                .isEqualTo("image-signature-2x3-local-" + name.key() + ".l4.a1.failed.h5");
        assertThat(ShardName.parse(name.fileName())).contains(name);
        assertThat(ShardName.parse(name.asFailed().fileName())).contains(name.asFailed());
    }

    @Test
    void cellsOnDifferentNodesHaveDifferentNamesAndKeys() {
        Cell two = new Cell("image-signature", CELL.params(), 2, 2, 3, "local", "forkjoin", "none", "strong");
        LaunchSpec spec = new LaunchSpec(two, "none", 4, 1, new StepGrowth(10, 10), 2, 1, false, "/inputs", "/shard");
        ShardName name = ShardName.of(spec);
        assertThat(name.fileName()).isEqualTo("image-signature-2x3-2n-local-" + name.key() + ".l4.a1.h5");
        assertThat(ShardName.parse(name.fileName())).contains(name);
        assertThat(name.key()).isNotEqualTo(name(4, 1).key());
        assertThat(LaunchSpec.parse(spec.arguments())).isEqualTo(spec);
    }

    /** Shards that lie on disks since before there were several nodes are those of cells on one. */
    @Test
    void onOneNodeTheKeyIsThatOfEarlierVersions() {
        assertThat(name(4, 1).key()).isEqualTo("3cce91bf6a3f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "laptop.h5",
                "pi-1x1-local-0123456789ab.h5",
                ".pi-1x1-local-0123456789ab.l0.a0.h5.5d2c.tmp",
                "pi-1x1-local-0123456789ab.l0.a0.h5.tmp",
                "pi-1x1-local-0123456789ab.l0.a0.FAILED.h5",
                "pi-1x1-local-0123456789AB.l0.a0.h5",
                "pi-1x1-local-0123456789ab.l0.a99999999999.h5",
                "pi-ax1-local-0123456789ab.l0.a0.h5"
            })
    void otherNamesAreNoShards(String name) {
        assertThat(ShardName.parse(name)).isEmpty();
    }

    @Test
    void theNextAttemptFollowsTheHighestOneCompleteOrFailed() throws IOException {
        for (ShardName taken : List.of(name(0, 0), name(0, 1).asFailed(), name(1, 7))) {
            Files.createFile(folder.resolve(taken.fileName()));
        }
        Files.createFile(folder.resolve("." + name(0, 5).fileName() + ".x.tmp"));
        List<ShardName> shards = ShardName.in(folder);
        assertThat(shards).containsExactly(name(0, 0), name(0, 1).asFailed(), name(1, 7));
        assertThat(name(0, 0).nextAttempt(shards)).isEqualTo(2);
        assertThat(name(1, 0).nextAttempt(shards)).isEqualTo(8);
        assertThat(name(2, 0).nextAttempt(shards)).isZero();
    }

    @Test
    void aFolderThatIsMissingHoldsNothingAndAFileIsRefused() throws IOException {
        assertThat(ShardName.in(folder.resolve("none"))).isEmpty();
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> ShardName.in(file))
                .isInstanceOf(StudyFileException.class)
                .hasMessageStartingWith(file + ": is not a folder");
    }
}
