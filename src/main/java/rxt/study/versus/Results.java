package rxt.study.versus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rxt.record.Build;
import rxt.record.CoreCase;
import rxt.record.VersusFile;
import rxt.record.VersusFile.Contest;
import rxt.record.VersusFile.TwinEnvironment;
import rxt.record.VersusFile.TwinLaunch;
import rxt.record.VersusFile.TwinMeasured;
import rxt.record.VersusFile.TwinSample;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.LaunchProcess;

/** Gathers the launches of a run into a file. */
final class Results {
    private static final List<String> MACHINE = List.of("cpu_model", "cores", "memory_bytes", "governor", "kernel");

    private final List<Contest> contests = new ArrayList<>();
    private final Map<String, Integer> firstContest = new HashMap<>();
    private final List<Launch> launches = new ArrayList<>();
    private final List<TwinOutput> outputs = new ArrayList<>();
    private final Map<String, String> machine = new HashMap<>();

    /** A launch that has ended. */
    record Launch(Pair pair, int round, boolean java, Command command, LaunchProcess.End end, String problem) {}

    Results(List<Pair> pairs, Installation installation) {
        for (Pair pair : pairs) {
            firstContest.put(pair.label(), contests.size());
            for (CoreCase what : pair.suite().cases()) {
                contests.add(new Contest(
                        contests.size(),
                        what,
                        pair.suite().name(),
                        pair.transport(),
                        pair.library(),
                        pair.suite().ranks(),
                        pair.oversubscribed(installation),
                        pair.missing(),
                        pair.paramText()));
            }
        }
    }

    /** Adds a launch with the samples that it left. */
    void add(Launch launch, Path shard) throws IOException {
        TwinOutput output = launch.problem().isEmpty()
                ? launch.pair().output(launch.java(), shard)
                : new TwinOutput(Map.of(), List.of(), List.of());
        if (launch.java()) {
            MACHINE.stream()
                    .filter(output.info()::containsKey)
                    .forEach(name -> machine.put(name, output.info().get(name)));
        }
        launches.add(launch);
        outputs.add(output);
    }

    VersusFile file(long seed, int rounds) {
        List<TwinLaunch> rows = new ArrayList<>();
        List<TwinMeasured> measured = new ArrayList<>();
        List<TwinSample> samples = new ArrayList<>();
        List<TwinEnvironment> environments = new ArrayList<>();
        for (int n = 0; n < launches.size(); n++) {
            int number = n;
            TwinOutput output = outputs.get(n);
            int first = firstContest.get(launches.get(n).pair().label());
            rows.add(row(number, launches.get(n), environment(output, environments)));
            output.measured()
                    .forEach(m -> measured.add(new TwinMeasured(
                            number,
                            first + m.contest(),
                            m.operations(),
                            m.warmupOperations(),
                            m.jitSeconds(),
                            m.problem().isEmpty() ? otherAnswer(number) : m.problem())));
            output.samples()
                    .forEach(s -> samples.add(
                            new TwinSample(number, first + s.contest(), s.seconds(), s.referenceSeconds())));
        }
        Build build = Build.current();
        VersusFile.Header header = new VersusFile.Header(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                build.version(),
                build.commit(),
                String.valueOf(seed),
                String.valueOf(rounds));
        return new VersusFile(header, contests, rows, measured, samples, environments);
    }

    /** What another launch of the same pair tells otherwise, though each finds its own answer right; "" where none does. */
    private String otherAnswer(int number) {
        for (int n = 0; n < launches.size(); n++) {
            if (!launches.get(n).pair().equals(launches.get(number).pair())) {
                continue;
            }
            for (String what : TwinOutput.COMPARED) {
                String own = outputs.get(number).told(what);
                String other = outputs.get(n).told(what);
                if (!own.isEmpty() && !other.isEmpty() && !other.equals(own)) {
                    return "its answer has the " + what + " " + own + ", that of launch " + n + " " + other;
                }
            }
        }
        return "";
    }

    private int environment(TwinOutput output, List<TwinEnvironment> environments) {
        if (output.info().isEmpty()) {
            return -1;
        }
        for (TwinEnvironment known : environments) {
            if (output.environment(machine, known.environment()).equals(known)) {
                return known.environment();
            }
        }
        environments.add(output.environment(machine, environments.size()));
        return environments.size() - 1;
    }

    private static TwinLaunch row(int number, Launch launch, int environment) {
        return new TwinLaunch(
                number,
                launch.round(),
                launch.java() ? "rxt" : "c",
                launch.pair().suite().name(),
                launch.pair().transport(),
                launch.pair().library(),
                launch.end().started().toString(),
                launch.end().wallSeconds(),
                launch.problem(),
                launch.command().shell(),
                environment);
    }
}
