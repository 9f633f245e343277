package rxt.analysis.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Threads beyond the permits of a semaphore; requests wait, so that no core is what bounds them. */
final class C19Permits implements Claim {
    private static final Text TEXT = new Text(
            "C19",
            "A semaphore caps concurrency, and throughput saturates there.",
            "S1 S2",
            List.of("semaphore"),
            "throughput with most threads over that with as many as there are permits, for the number of permits "
                    + "where it is largest; with as many threads as permits it has grown with them, and with most "
                    + "threads exactly as many were inside. Requests wait and need no core, so more threads than "
                    + "cores count, too",
            Bound.below(1.2, "saturated is 1; one more inside than 4 permits would make it 1.25, than fewer more"),
            "Who has no permit waits, so throughput grows with the threads up to the permits, and no further. "
                    + "Permits protect what cannot take more: a database, a licence, memory. A launch that let more "
                    + "in than permits is invalid.",
            "jobs/rxt run jobs/lectures.yaml --only kernel=semaphore --set 'semaphore.micros=[200,5000]'"
                    + " --output outputs/c19.h5");

    private static final Bound GROWS = Bound.above(0.75, "all permits in use make it 1, half of them 0.5");
    private static final Bound LASTS = Bound.above(0.75, "those who wait for a permit take nothing from those inside");

    /** One number of permits: a thread alone, as many as there are permits, and the most beyond. */
    private record Server(int permits, Witness alone, Witness full, Witness crowd) {
        /** Of all witnesses, by permits and threads; empty where one of the three is missing. */
        static Optional<Server> of(List<Witness> all, int permits) {
            List<Witness> curve =
                    all.stream().filter(witness -> allowed(witness) == permits).toList();
            return at(1, curve)
                    .flatMap(alone -> at(permits, curve).map(full -> new Server(permits, alone, full, curve.getLast())))
                    .filter(server -> threads(server.crowd) > permits);
        }

        private static Optional<Witness> at(int threads, List<Witness> curve) {
            return curve.stream().filter(witness -> threads(witness) == threads).findFirst();
        }

        Evidence.Pair beyond() {
            return new Evidence.Pair(full, crowd);
        }

        double gain() {
            return full.seconds() / crowd.seconds();
        }

        /** The same finding, where this server fills up and lets in as many as it may. */
        Finding of(Finding finding) {
            String with = "with " + permits + (permits == 1 ? " permit " : " permits ");
            Evidence.Pair growth = new Evidence.Pair(alone, full);
            Finding grown = permits == 1
                    ? finding
                    : finding.and(
                            Finding.of(growth.ratio(1.0 / permits), GROWS, List.of()),
                            with + "as many threads have the throughput of " + permits);
            return grown.and(Finding.of(beyond().ratio(1), LASTS, List.of()), with + "more threads keep the throughput")
                    .onlyIf(
                            crowd.observed("most inside", Witness.Over.LARGEST),
                            most -> most == permits,
                            with + "as many were inside, and no more");
        }
    }

    @Override
    public Text text() {
        return TEXT;
    }

    @Override
    public Finding decide(Evidence evidence) {
        Wanted waits = Wanted.of("semaphore")
                .with("request", "wait")
                .evenOversubscribed()
                .where(cell -> cell.ranks() == 1, "1×1, 1×k and more threads, for k = 2 permits or more");
        List<Witness> all = evidence.groups(waits, "permits").stream().findFirst().orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(C19Permits::allowed).thenComparingInt(C19Permits::threads))
                .toList();
        List<Server> servers = all.stream()
                .map(C19Permits::allowed)
                .distinct()
                .flatMap(permits -> Server.of(all, permits).stream())
                .toList();
        if (servers.stream().noneMatch(server -> server.permits() > 1)) {
            return Finding.notMeasured(waits.words());
        }
        Server widest =
                servers.stream().max(Comparator.comparingDouble(Server::gain)).orElseThrow();
        List<Exhibit> bars =
                all.stream().map(witness -> witness.time("permits")).toList();
        Finding finding = Finding.of(widest.beyond().ratio(1), TEXT.bound(), bars);
        for (Server server : servers) {
            finding = server.of(finding);
        }
        return finding;
    }

    private static int allowed(Witness witness) {
        return (int) witness.number("permits");
    }

    private static int threads(Witness witness) {
        return witness.cell().threads();
    }
}
