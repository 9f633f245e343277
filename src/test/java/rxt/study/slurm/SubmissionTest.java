package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.study.StudyException;
import rxt.study.slurm.Submission.Sent;

class SubmissionTest {
    @TempDir
    private Path folder;

    private StudyPlace place() throws IOException {
        StudyPlace place = new StudyPlace(folder, folder.resolve("a.yaml"), folder.resolve("a.h5"), Map.of());
        Files.createDirectories(place.jobs());
        return place;
    }

    private static Submission submission(int number, String... words) {
        return new Submission(number, "2026-01-02T03:04:05Z", JobOptions.parse(List.of(words)), List.of());
    }

    @Test
    void isReadAsItWasKept() throws IOException {
        Submission first = submission(
                        1, "--partition=main", "--time=01:00:00", "--array=3", "--", "--comment=two words")
                .and(new Sent(17, "nodes-1", 1, 4, "1-3"))
                .and(new Sent(18, "merge", 1, 1, "1"));
        Submission second = submission(2, "--single").and(new Sent(21, "all", 0, 1, "1"));
        first.keep(place());
        second.keep(place());
        assertThat(Submission.of(place())).containsExactly(first, second);
        assertThat(first.merge()).contains(18L);
        assertThat(second.merge()).isEmpty();
    }

    @Test
    void aLaterStateReplacesTheEarlier() throws IOException {
        submission(1).and(new Sent(17, "nodes-1", 1, 1, "1")).keep(place());
        Submission whole = submission(1).and(new Sent(17, "nodes-1", 1, 1, "1")).and(new Sent(18, "merge", 1, 1, "1"));
        whole.keep(place());
        assertThat(Submission.of(place())).containsExactly(whole);
    }

    @Test
    void nothingSentIsNoSubmission() throws IOException {
        assertThat(Submission.of(place())).isEmpty();
    }

    @Test
    void aDamagedFileIsRefusedByName() throws IOException {
        Files.writeString(place().jobs().resolve("jobs"), "submission one\n");
        assertThatThrownBy(() -> Submission.of(place()))
                .isInstanceOf(StudyException.class)
                .hasMessageContainingAll("a.slurm/jobs", "move it away");
    }

    @Test
    void newOptionsStandOverEarlierOnes() {
        JobOptions earlier = JobOptions.parse(List.of("--partition=main", "--time=30", "--single", "--", "--mem=0"));
        JobOptions now = JobOptions.parse(List.of("--time=60", "--array=2"));
        assertThat(now.over(earlier).words())
                .containsExactly("--partition=main", "--time=01:00:00", "--array=2", "--", "--mem=0");
        assertThat(JobOptions.NONE.over(earlier).words())
                .containsExactly("--partition=main", "--time=00:30:00", "--single", "--", "--mem=0");
    }

    @Test
    void sbatchsVariablesAreOptionsToo() {
        assertThat(JobOptions.of(Map.of("SBATCH_ACCOUNT", "p1", "SBATCH_TIMELIMIT", "10", "OTHER", "x"))
                        .words())
                .containsExactly("--account=p1", "--time=00:10:00");
    }
}
