package rxt.record.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.StudyFileException;

/** Who holds what, when it no longer holds, and what a holder notices that was stopped. */
class ClaimsTest {
    /** Touched never while a test runs, and stale by then. */
    private static final Pace SLOW = new Pace(Duration.ofSeconds(100), Duration.ofSeconds(300));

    private static final Pace QUICK = new Pace(Duration.ofMillis(100), Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private Claims join(Pace pace) {
        return Claims.join(folder, Holder.self("7", "a study"), pace);
    }

    @Test
    void oneHoldsIsNamedAndLetsGo() {
        try (Claims first = join(SLOW);
                Claims second = join(SLOW)) {
            Claim held = first.take("x.l0").orElseThrow();
            assertThat(held.attempt()).isZero();
            assertThat(second.take("x.l0")).isEmpty();
            assertThat(first.take("x.l0")).as("not twice either").isEmpty();
            assertThat(second.take("x.l1")).as("another resource").isPresent();
            assertThat(second.others())
                    .filteredOn(claim -> claim.resource().equals("x.l0"))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.who())
                            .startsWith("process " + ProcessHandle.current().pid() + " on ")
                            .contains(" (job 7) since 2"));
            held.close();
            assertThat(second.take("x.l0").orElseThrow().attempt())
                    .as("nobody else can be at it")
                    .isZero();
        }
        assertThat(folder).as("what is let go leaves nothing").isEmptyDirectory();
    }

    @Test
    void theAttemptIsNotBelowTheLowest() {
        try (Claims claims = join(SLOW)) {
            assertThat(claims.take("x.l0", 4).orElseThrow().attempt()).isEqualTo(4);
        }
    }

    @Test
    void oneThatNobodyTouchesIsTakenOverWithAHigherAttemptByTheClockOfTheFileSystem() throws IOException {
        try (Claims claims = join(SLOW)) {
            Path lost = leftBy(Holder.self("", "").text().replaceFirst("machine=.*", "machine="));
            touch(lost, Duration.ofSeconds(290));
            assertThat(claims.take("x.l0")).as("not yet").isEmpty();
            touch(lost, Duration.ofSeconds(310));
            Claim taken = claims.take("x.l0").orElseThrow();
            assertThat(taken.attempt()).isEqualTo(1);
            assertThat(lost).as("stays, so that its number is not given twice").exists();
            claims.clear("x.l0");
            assertThat(lost).doesNotExist();
            assertThat(taken.isLost()).isFalse();
        }
    }

    /** A clock of this machine that is an hour off makes no difference: both times are the file system's. */
    @Test
    void theTimeIsThatOfTheFolder() throws IOException {
        try (Claims claims = join(SLOW)) {
            Path other = leftBy(Holder.self("", "").text().replaceFirst("machine=.*", "machine="));
            touch(other, Duration.ofHours(-1));
            assertThat(claims.take("x.l0"))
                    .as("from the future, as of a server that is ahead")
                    .isEmpty();
        }
    }

    @Test
    void thatOfAProcessThatIsGoneIsTakenOverAtOnce() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        leftBy(Holder.self("", "").text().replaceFirst("pid=\\d+", "pid=" + gone.pid()));
        try (Claims claims = join(SLOW)) {
            assertThat(claims.take("x.l0").orElseThrow().attempt()).isEqualTo(1);
        }
    }

    @Test
    void whatIsHalfWrittenHoldsUntilItIsStale() throws IOException {
        Path half = leftBy("#\nhost=");
        try (Claims claims = join(SLOW)) {
            assertThat(claims.take("x.l0")).isEmpty();
            touch(half, Duration.ofSeconds(310));
            assertThat(claims.take("x.l0")).isPresent();
        }
    }

    @Test
    void aHolderThatWasStoppedForTooLongNoticesAndKeepsNothing() throws Exception {
        try (Claims claims = join(QUICK)) {
            Claim held = claims.take("x.l0").orElseThrow();
            Thread.sleep(1500);
            assertThat(held.isLost()).as("touched").isFalse();
            boolean[] told = {false};
            held.ifLost(() -> told[0] = true);
            touch(folder.resolve("x.l0.a0.claim"), Duration.ofSeconds(10)); // as after a suspend of 10 s
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!held.isLost() && System.nanoTime() - end < 0) {
                Thread.sleep(10);
            }
            assertThat(held.isLost()).isTrue();
            assertThat(told[0]).isTrue();
            assertThat(claims.take("x.l0").orElseThrow().attempt()).isEqualTo(1);
            held.close();
            assertThat(folder.resolve("x.l0.a1.claim")).as("the next one's").exists();
        }
    }

    @Test
    void whatProcessesLeftThatWereKilledIsCleared() throws IOException {
        Path gone = Files.writeString(folder.resolve("run-node1-1-0a0a0a0a.a0.claim"), "#\n");
        touch(gone, Duration.ofSeconds(310));
        try (Claims claims = join(SLOW);
                Claims other = join(SLOW)) {
            assertThat(claims.otherRuns()).hasSize(1);
            claims.clearRuns();
            assertThat(gone).doesNotExist();
            assertThat(other.otherRuns()).as("those that live stay").hasSize(1);
        }
    }

    @Test
    void whoWaitsForTooLongIsToldForWhom() {
        try (Claims first = join(SLOW);
                Claims second = join(SLOW)) {
            assertThat(first.take("output")).isPresent();
            assertThatThrownBy(() -> second.await("output", Duration.ofMillis(100)))
                    .isInstanceOf(StudyFileException.class)
                    .hasMessageContaining("is held by another run (process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void aPlaceThatCannotHoldClaimsIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThatThrownBy(() -> Claims.join(file.resolve("o.parts"), Holder.self("", ""), SLOW))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("o.parts: cannot hold claims", "--output");
    }

    private Path leftBy(String holder) throws IOException {
        return Files.writeString(folder.resolve("x.l0.a0.claim"), holder);
    }

    private static void touch(Path file, Duration ago) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }
}
