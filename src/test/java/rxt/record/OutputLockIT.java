package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockIT {
    @TempDir
    private Path folder;

    private Path output;

    /** Takes the lock, says so, and holds it until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (OutputLock lock = OutputLock.acquire(Path.of(args[0]))) {
                System.out.println("held " + lock.getClass().getSimpleName());
                while (System.in.read() >= 0) {}
            } catch (StudyFileException e) {
                System.out.println(e.getMessage());
                System.exit(2);
            }
        }
    }

    @BeforeEach
    void chooseAnOutput() {
        output = folder.resolve("new/laptop.h5");
    }

    private List<String> holder() {
        return ForkedJvm.command(Holder.class, output.toString());
    }

    private Process startedHolder() throws IOException {
        Process holder = ForkedJvm.start(holder());
        assertThat(holder.inputReader().readLine()).isEqualTo("held OutputLock");
        return holder;
    }

    @Test
    void aSecondProcessIsToldWhoHoldsTheOutput() throws Exception {
        try (OutputLock _ = OutputLock.acquire(output)) {
            ForkedJvm.Outcome second = ForkedJvm.run(holder());
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.output())
                    .startsWith(output + ": is held by another run (process "
                            + ProcessHandle.current().pid() + " on ")
                    .contains(" since 2")
                    .endsWith("; wait for it or stop it, or choose another place with --output\n");
        }
        assertThat(ForkedJvm.run(holder())).isEqualTo(new ForkedJvm.Outcome(0, "held OutputLock\n"));
    }

    @Test
    void aSecondRunInTheSameProcessIsRefusedAndDoesNotLoosenTheLock() throws Exception {
        Path sameFile = output.getParent().resolve("../new/laptop.h5");
        try (OutputLock _ = OutputLock.acquire(output)) {
            assertThatThrownBy(() -> OutputLock.acquire(sameFile))
                    .isInstanceOf(StudyFileException.class)
                    .hasMessageContaining("is held by another run (process "
                            + ProcessHandle.current().pid());
            assertThat(ForkedJvm.run(holder()).exitCode()).isEqualTo(2);
        }
        try (OutputLock _ = OutputLock.acquire(sameFile)) {
            assertThat(output).doesNotExist();
        }
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        Process killed = startedHolder();
        try {
            assertThatThrownBy(() -> OutputLock.acquire(output))
                    .isInstanceOf(StudyFileException.class)
                    .hasMessageContaining("is held by another run (process " + killed.pid() + " on ");
        } finally {
            killed.destroyForcibly().waitFor();
        }
        try (OutputLock _ = OutputLock.acquire(output)) {
            assertThat(Files.readString(output.resolveSibling("laptop.h5.lock")))
                    .startsWith("process " + ProcessHandle.current().pid());
        }
        assertThat(output.resolveSibling("laptop.h5.lock")).isEmptyFile();
    }

    @Test
    void aPlaceThatCannotHoldALockIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThatThrownBy(() -> OutputLock.acquire(file.resolve("laptop.h5")))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("laptop.h5: cannot be locked")
                .hasMessageContaining("--output");
    }
}
