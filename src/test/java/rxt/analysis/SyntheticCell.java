package rxt.analysis;

import java.util.ArrayList;
import java.util.List;
import rxt.record.Cell;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.Repeated;
import rxt.record.rule.CountedSteps;
import rxt.record.steady.SteadyState.State;

/** A measured cell, made of times alone. */
final class SyntheticCell {
    private SyntheticCell() {}

    /** The cell whose launches have these steady steps. */
    static CellSample of(int number, Cell cell, List<Sample> steps) {
        List<LaunchSample> launches = new ArrayList<>();
        for (Sample sample : steps) {
            launches.add(new LaunchSample(
                    row(launches.size(), number),
                    SyntheticStudy.environment(0, "", "", "", ""),
                    new CountedSteps(State.FLAT, 0, new double[0], 0),
                    sample,
                    false));
        }
        return new CellSample(
                number,
                cell,
                CellStatus.MEASURED,
                "",
                launches,
                List.of(),
                List.of(),
                Steadiness.of(launches, 0, Repeated.NONE));
    }

    private static LaunchRow row(int launch, int cell) {
        return new LaunchRow(launch, cell, 0, "", 1, 1, 1, true, "", "", "", "", 0, false, false, 0);
    }
}
