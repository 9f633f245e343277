package rxt.analysis;

import java.util.ArrayList;
import java.util.List;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.StudyFile;

/** A synthetic study whose launches tell where their time went. */
public final class TimedStudy {
    public final SyntheticStudy study = new SyntheticStudy();
    public final List<CallRow> calls = new ArrayList<>();
    public final List<RegionRow> regions = new ArrayList<>();
    private final List<RankRow> ranks = new ArrayList<>();

    public void rank(int launch, int rank, double elapsed) {
        ranks.add(new RankRow(
                launch, rank, "n", 1, "0", "0", elapsed, 0, 0, 0, 0, 1, new RankRow.Timer(5e-8, 1e-9, "tsc")));
    }

    public StudyFile file() {
        StudyFile file = study.file();
        return new StudyFile(
                file.header(),
                file.cells(),
                file.launches(),
                file.samples(),
                ranks.stream().map(this::summed).toList(),
                file.environments(),
                new Breakdown(calls, regions, List.of(), List.of()));
    }

    /** With the sums over calls and regions that the ranks write beside them. */
    private RankRow summed(RankRow row) {
        double messages = calls.stream()
                .filter(call -> call.launch() == row.launch() && call.rank() == row.rank())
                .mapToDouble(CallRow::seconds)
                .sum();
        double gained = regions.stream()
                .filter(region -> region.launch() == row.launch() && region.rank() == row.rank())
                .mapToDouble(region -> region.busySeconds() - region.elapsedSeconds())
                .sum();
        double elapsed = row.elapsedSeconds();
        return new RankRow(
                row.launch(),
                row.rank(),
                "n",
                1,
                "0",
                "0",
                elapsed,
                messages,
                elapsed - messages + gained,
                0,
                0,
                1,
                row.timer());
    }
}
