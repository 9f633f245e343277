package rxt.report.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rxt.analysis.LaunchSample;
import rxt.record.SampleRow;
import rxt.record.StudyFile;

/**
 * The steps of each launch, warm-up included, as they were recorded.
 *
 * @param byLaunch steps in their order, by the number of the launch
 */
record StepLog(Map<Integer, List<SampleRow>> byLaunch) {
    /** The steps of {@code file}, whose samples are grouped by launch. */
    static StepLog of(StudyFile file) {
        Map<Integer, List<SampleRow>> byLaunch = new HashMap<>();
        List<SampleRow> rows = file.samples();
        int from = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || rows.get(i).launch() != rows.get(from).launch()) {
                byLaunch.put(rows.get(from).launch(), rows.subList(from, i));
                from = i;
            }
        }
        return new StepLog(byLaunch);
    }

    /** The steps of that launch; none where it has none. */
    List<SampleRow> steps(int launch) {
        return byLaunch.getOrDefault(launch, List.of());
    }

    /** The first step of a launch that counts: those of the study's warm-up and those before it settled do not. */
    int begin(LaunchSample launch) {
        return steps(launch.launch().launch()).stream()
                .filter(SampleRow::warm)
                .skip(launch.counted().leftOut())
                .mapToInt(SampleRow::step)
                .findFirst()
                .orElse(0);
    }
}
