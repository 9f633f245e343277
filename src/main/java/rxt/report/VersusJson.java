package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.analysis.Interval;
import rxt.analysis.versus.Bar;
import rxt.analysis.versus.Caveat;
import rxt.analysis.versus.ContestResult;
import rxt.analysis.versus.ContestResult.Figures;
import rxt.analysis.versus.ContestResult.Verdict;
import rxt.record.CoreCase;
import rxt.record.VersusFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of {@code versus core} or {@code versus kernels} for programs: one object with {@code rows}, the same
 * columns in each, null where there is no value.
 */
public final class VersusJson {
    private VersusJson() {}

    /** The JSON text, numbers with all their digits. */
    public static String of(VersusFile file, List<ContestResult> results) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rxt_version", file.header().rxtVersion());
        report.put("commit", file.header().commit());
        report.put("created", file.header().created());
        report.put("seed", file.header().seed());
        report.put("rounds", file.header().rounds());
        report.put(
                "statistic",
                "ratio RxT to C, of times, of rates where at_least: median in units of the C median of the same"
                        + " round; low, high: 95 % interval, bootstrap over rounds, then samples; null below 3 rounds");
        report.put("verdict", "pass: by the ratio itself; doubtful: the bar lies in the interval or there is none");
        List<Map<String, Object>> rows = new ArrayList<>();
        results.forEach(result -> rows.add(row(result)));
        report.put("rows", rows);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> row(ContestResult result) {
        Optional<Figures> figures = result.figures();
        Optional<Interval> interval = figures.flatMap(f -> f.ratio().interval());
        Map<String, Object> row = new LinkedHashMap<>();
        CoreCase what = result.contest().what();
        row.put("name", result.contest().isKernel() ? what.operation() : what.name());
        row.put("split", result.contest().split());
        row.put("params", result.contest().params());
        row.put("transport", result.contest().transport());
        row.put("library", result.contest().library());
        row.put("ratio", figures.map(f -> f.ratio().ratio()).orElse(null));
        row.put("low", finite(interval.map(Interval::low)));
        row.put("high", finite(interval.map(Interval::high)));
        row.put("bar", result.bar().map(Bar::limit).orElse(null));
        row.put("at_least", result.bar().map(Bar::isLeast).orElse(null));
        row.put("pass", result.verdict() == Verdict.NONE ? null : result.verdict() == Verdict.PASS);
        row.put("doubtful", result.bar().isEmpty() ? null : result.isDoubtful());
        row.put("c_seconds", finite(figures.map(Figures::cSeconds)));
        row.put("rxt_seconds", finite(figures.map(Figures::rxtSeconds)));
        row.put("operation", what.operation());
        row.put("message_bytes", what.bytes());
        row.put("buffer", what.buffer());
        row.put("ranks", result.contest().ranks());
        row.put("threads", what.threads());
        row.put("oversubscribed", result.contest().oversubscribed());
        row.put("rounds", figures.map(Figures::rounds).orElse(0));
        row.put("samples", figures.map(Figures::samples).orElse(0));
        row.put("jit_seconds", figures.map(Figures::jitSeconds).orElse(null));
        row.put("whole_times", figures.map(Figures::wholeTimes).orElse(null));
        row.put("note", Caveat.of(result).stream().map(Caveat::text).collect(Collectors.joining(" ")));
        row.put("problem", result.problem());
        return row;
    }

    /** JSON has no infinity, which the end of a very wide interval can be, and no NaN. */
    private static Double finite(Optional<Double> value) {
        return value.filter(Double::isFinite).orElse(null);
    }
}
