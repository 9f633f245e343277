package rxt.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.TextTable;
import rxt.study.Progress;
import rxt.study.Standing;
import rxt.study.slurm.StudyStatus;
import rxt.study.slurm.StudyStatus.Word;
import rxt.study.slurm.TaskState;

/** A study's status for people, at most 80 columns wide, and as rows for programs. */
final class StatusText {
    private static final int MOST_CELLS = 20;

    private StatusText() {}

    static String of(StudyStatus status) {
        StringBuilder text = new StringBuilder(summary(status)).append('\n');
        int made = status.cells().stream().mapToInt(Standing::made).sum();
        text.append("  ")
                .append(made)
                .append(" launches made, ")
                .append(toCome(status))
                .append(" to come");
        String left = left(status);
        text.append(left.isEmpty() ? "" : ", " + left).append('\n');
        text.append(jobs(status));
        cells(text, "Running", status.cells(Word.RUNNING));
        cells(text, "Failed", status.cells(Word.FAILED));
        cells(text, "Missing", status.cells(Word.MISSING));
        cells(text, "Left out", status.cells(Word.SKIPPED));
        return text.toString();
    }

    /** Such as {@code Study cluster: 12 cells, 5 measured, 2 running, 5 missing, 0 failed}. */
    static String summary(StudyStatus status) {
        int skipped = status.cells(Word.SKIPPED).size();
        return "Study " + status.study() + ": " + status.cells().size() + " cells, "
                + List.of(Word.MEASURED, Word.RUNNING, Word.MISSING, Word.FAILED).stream()
                        .map(word -> status.cells(word).size() + " " + word.word())
                        .collect(Collectors.joining(", "))
                + (skipped == 0 ? "" : ", " + skipped + " left out");
    }

    private static String toCome(StudyStatus status) {
        int fewest = status.cells().stream().mapToInt(Standing::fewestToCome).sum();
        int most = status.cells().stream().mapToInt(Standing::mostToCome).sum();
        return fewest == most ? "" + fewest : fewest + " to " + most;
    }

    /** Such as {@code about 40 s to 2 min 5 s left}; empty where that is not known, or nothing runs. */
    static String left(StudyStatus status) {
        double fewest = status.secondsLeft(false);
        double most = status.secondsLeft(true);
        if (!status.underWay() || Double.isNaN(most) || most == 0) {
            return "";
        }
        String low = Progress.duration(fewest);
        String high = Progress.duration(most);
        return "about " + (low.equals(high) ? low : low + " to " + high) + " left";
    }

    private static String jobs(StudyStatus status) {
        if (status.submission().isEmpty()) {
            return "Never submitted\n";
        }
        TextTable table = Columns.of(10, 12, 58);
        for (StudyStatus.Job job : status.jobs()) {
            table.addRowValues("  " + job.sent().job(), job.sent().name(), tasks(job));
        }
        return "Jobs, submission " + status.submission().get().number() + " of "
                + status.submission().get().sent() + "\n" + table;
    }

    /** Such as {@code 2 running, 1 pending (Resources), 1 completed}. */
    static String tasks(StudyStatus.Job job) {
        if (job.tasks().isEmpty()) {
            return "ended; Slurm has forgotten it";
        }
        Map<String, Long> counts = job.tasks().stream()
                .collect(Collectors.groupingBy(StatusText::state, LinkedHashMap::new, Collectors.counting()));
        int forgotten = job.sent().tasks() - job.tasks().size();
        if (forgotten > 0) {
            counts.put("ended and forgotten by Slurm", (long) forgotten);
        }
        boolean one = job.sent().tasks() == 1;
        return counts.entrySet().stream()
                .map(count -> one ? count.getKey() : count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String state(TaskState task) {
        return task.state().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + (task.waiting() && !task.reason().isEmpty() ? " (" + task.reason() + ")" : "");
    }

    /** Those with one reason together, the reason below them. */
    private static void cells(StringBuilder text, String title, List<Standing> cells) {
        if (cells.isEmpty()) {
            return;
        }
        text.append(title).append('\n');
        new TreeMap<>(cells.stream().collect(Collectors.groupingBy(Standing::reason))).forEach((reason, of) -> {
            TextTable table = Columns.of(2, 50, 28);
            of.stream().limit(MOST_CELLS).forEach(cell -> table.addRowValues("", name(cell), progress(cell)));
            if (of.size() > MOST_CELLS) {
                table.addRowValues("", "and " + (of.size() - MOST_CELLS) + " more", "");
            }
            text.append(table);
            if (!reason.isEmpty()) {
                TextTable said = Columns.of(4, 76);
                said.addRowValues("", reason);
                text.append(said);
            }
        });
    }

    private static String name(Standing cell) {
        return cell.planned().cell().label() + "  "
                + cell.planned().cell().params().entrySet().stream()
                        .map(param -> param.getKey() + "=" + param.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String progress(Standing cell) {
        int least = cell.made() + cell.fewestToCome();
        int most = cell.made() + cell.mostToCome();
        return most == cell.made()
                ? cell.made() + " launches"
                : cell.made() + " of " + (least == most ? "" + most : least + " to " + most) + " launches";
    }

    /** One object: {@code rows}, one for each cell, {@code jobs}, one for each job, and what holds for all. */
    static Map<String, Object> json(StudyStatus status) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("study", status.study());
        all.put("complete", status.complete());
        all.put("under_way", status.underWay());
        all.put("seconds_left_fewest", number(status.secondsLeft(false)));
        all.put("seconds_left_most", number(status.secondsLeft(true)));
        all.put("rows", status.cells().stream().map(cell -> row(status, cell)).toList());
        all.put("jobs", status.jobs().stream().map(StatusText::row).toList());
        return all;
    }

    private static Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static Map<String, Object> row(StudyStatus status, Standing cell) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kernel", cell.planned().cell().kernel());
        row.put("nodes", cell.planned().cell().nodes());
        row.put("ranks", cell.planned().cell().ranks());
        row.put("threads", cell.planned().cell().threads());
        row.put("transport", cell.planned().cell().transport());
        row.put("params", cell.planned().cell().params());
        row.put("state", status.word(cell).word());
        row.put("reason", cell.reason());
        row.put("launches_made", cell.made());
        row.put("launches_to_come_fewest", cell.fewestToCome());
        row.put("launches_to_come_most", cell.mostToCome());
        return row;
    }

    private static Map<String, Object> row(StudyStatus.Job job) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("job", job.sent().job());
        row.put("name", job.sent().name());
        row.put("nodes", job.sent().nodes());
        row.put("over", job.over());
        row.put(
                "tasks",
                job.tasks().stream()
                        .map(task -> {
                            Map<String, Object> of = new LinkedHashMap<>();
                            of.put("task", task.task() < 0 ? null : task.task());
                            of.put("state", task.state());
                            of.put("reason", task.reason());
                            return of;
                        })
                        .toList());
        return row;
    }
}
