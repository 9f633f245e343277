package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFileTest {
    @Test
    void onlyWhatSurelyBelongsToNobodyIsDeleted(@TempDir Path folder) throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();
        String gone = ScratchFile.prefix(ended.pid());
        Path ownDead = Files.createFile(folder.resolve(gone + "17.memory"));
        Path[] kept = {
            Files.createFile(folder.resolve(gone + "17.csv")), // of others who look there for themselves
            Files.createFile(folder.resolve(gone + "17.old.memory")),
            Files.createFile(
                    folder.resolve(ScratchFile.prefix(ProcessHandle.current().pid()) + "17.memory")),
            Files.createFile(folder.resolve(gone.replace("rxt-", "rxt-0") + "17.memory")), // another boot
            Files.createFile(folder.resolve(gone.replaceFirst("-(\\d+-\\d+-)$", "-1$1") + "17.memory")) // a container
        };
        Path made = ScratchFile.create(folder, ".memory");
        assertThat(made).isEmptyFile();
        assertThat(made.getFileName().toString())
                .startsWith(ScratchFile.prefix(ProcessHandle.current().pid()));
        assertThat(ownDead).doesNotExist();
        assertThat(kept).allMatch(Files::exists);
    }

    @Test
    void aProcessHasOneName() {
        assertThat(ProcessName.current())
                .isEqualTo(ProcessName.current())
                .endsWith("-" + ProcessHandle.current().pid());
    }
}
