package rxt.study.versus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rxt.record.CoreCase;
import rxt.record.CoreSpec;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;
import rxt.study.Mpi;

/**
 * A suite on one transport, and what it is held against.
 *
 * @param suite what is measured
 * @param transport RxT's transport, or its team where there is one rank
 * @param library {@code openmpi}, {@code mpich}, … or {@code libgomp}: what the C twin is built with
 * @param mpi the MPI of that name; empty for libgomp, or where it is not installed
 * @param missing why RxT cannot run it, or ""
 */
record CorePair(Suite suite, String transport, String library, Optional<Mpi> mpi, String missing) implements Pair {
    /** Threads of ranks that wait for each other on shared cores. */
    private static final String RANK_TEAM = "spin";

    /** Every suite on every transport, in the order of the report. */
    static List<Pair> all(Installation installation) {
        List<Pair> pairs = new ArrayList<>();
        for (Mpi.Family family : List.of(Mpi.Family.OPEN_MPI, Mpi.Family.MPICH, Mpi.Family.INTEL)) {
            Optional<Mpi> mpi = Pair.mpi(installation, family);
            if (mpi.isPresent() || family != Mpi.Family.INTEL) {
                pairs.addAll(byMpi("ffm", family, mpi, installation));
            }
        }
        Optional<Mpi> openmpi = Pair.mpi(installation, Mpi.Family.OPEN_MPI);
        pairs.addAll(byMpi("openmpi", Mpi.Family.OPEN_MPI, openmpi, installation));
        Optional<Mpi> yardstick = openmpi.or(() -> Pair.mpi(installation, Mpi.Family.MPICH));
        Mpi.Family family = yardstick.map(Mpi::family).orElse(Mpi.Family.OPEN_MPI);
        pairs.addAll(byMpi("local", family, yardstick, installation));
        pairs.add(byMpi("mpj", family, yardstick, installation).getFirst());
        for (String team : List.of("spin", "forkjoin")) {
            pairs.add(new CorePair(Suite.TEAM, team, LIBGOMP, Optional.empty(), ""));
        }
        return pairs;
    }

    private static List<Pair> byMpi(String transport, Mpi.Family family, Optional<Mpi> mpi, Installation installation) {
        String missing = mpi.isEmpty()
                ? Pair.noLauncher(family)
                : Pair.first(installation, mpi).missing(transport).orElse("");
        return Stream.of(Suite.MESSAGES, Suite.RATE, Suite.CROWD)
                .<Pair>map(suite -> new CorePair(suite, transport, family.word(), mpi, missing))
                .toList();
    }

    /** Rounds of it among {@code rounds}; transports that no bar is set for have half of them. */
    @Override
    public int rounds(int rounds) {
        boolean halved = transport.equals("mpj") || transport.equals("forkjoin");
        return halved ? suite.withShare(2).rounds(rounds) : suite.rounds(rounds);
    }

    @Override
    public Pair with(List<CoreCase> chosen) {
        return new CorePair(suite.with(chosen), transport, library, mpi, missing);
    }

    @Override
    public String source() {
        return isTeam() ? "syncbench.c" : "core.c";
    }

    @Override
    public String paramText() {
        return "";
    }

    private boolean isTeam() {
        return library.equals(LIBGOMP);
    }

    /** What a launch of either side is told. */
    private CoreSpec spec(int batches, Path shard) {
        return new CoreSpec(
                isTeam() ? "local" : transport,
                suite.ranks(),
                isTeam() ? transport : RANK_TEAM,
                suite.level(),
                batches,
                suite.cases(),
                shard.toString());
    }

    @Override
    public String launcher() {
        return isTeam() ? "local" : transport;
    }

    @Override
    public Command java(int samples, Path shard, Installation installation) {
        return Launcher.command(
                "rxt.measure.core.CoreProgram",
                spec(samples, shard).arguments(),
                shape(installation),
                Pair.first(installation, mpi));
    }

    @Override
    public List<String> words(int samples, Path shard) {
        return spec(samples, shard).twinArguments();
    }

    @Override
    public TwinOutput output(boolean java, Path shard) throws IOException {
        return TwinOutput.read(shard);
    }

    @Override
    public String label() {
        return suite.name() + " " + transport + (transport.equals("ffm") ? "/" + library : "");
    }
}
