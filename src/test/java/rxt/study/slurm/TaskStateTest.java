package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskStateTest {
    private static final Map<Long, String> NAMES = Map.of(17L, "rxt-a-nodes-1", 18L, "rxt-a-merge");

    @Test
    void theQueuesTasksOfTheJobsAskedFor() {
        List<TaskState> tasks = TaskState.queued("""
                17_1|RUNNING|None|9:30|rxt-a-nodes-1
                17_2|PENDING|Resources|10:00|rxt-a-nodes-1
                18|PENDING|Dependency|10:00|rxt-a-merge
                19|RUNNING|None|1-00:00:00|other
                """, NAMES);
        assertThat(tasks)
                .containsExactly(
                        new TaskState(17, 1, "RUNNING", "", 570),
                        new TaskState(17, 2, "PENDING", "Resources", 600),
                        new TaskState(18, -1, "PENDING", "Dependency", 600));
        assertThat(tasks).extracting(TaskState::over).containsExactly(false, false, false);
    }

    @Test
    void aJobOfThatNumberAndAnotherNameIsNotOurs() {
        assertThat(TaskState.queued("17_1|RUNNING|None|9:30|rxt-b-nodes-1\n", NAMES))
                .isEmpty();
    }

    @Test
    void whatTheQueueForgotTheBookRemembers() {
        List<TaskState> queued = TaskState.queued("17_2|RUNNING|None|9:30|rxt-a-nodes-1\n", NAMES);
        List<TaskState> booked = TaskState.booked("""
                17_1|TIMEOUT|rxt-a-nodes-1
                17_2|RUNNING|rxt-a-nodes-1
                18|CANCELLED by 1000|rxt-a-merge
                """, NAMES);
        assertThat(TaskState.merged(queued, booked))
                .extracting(task -> task.job() + "_" + task.task() + " " + task.state() + " " + task.over())
                .containsExactly("17_2 RUNNING false", "17_1 TIMEOUT true", "18_-1 CANCELLED true");
    }

    @Test
    void aRequeuedTaskIsNotOver() {
        assertThat(TaskState.queued("17_1|REQUEUED|BeginTime|9:30|rxt-a-nodes-1\n", NAMES))
                .singleElement()
                .satisfies(task -> assertThat(task.waiting()).isTrue());
    }
}
