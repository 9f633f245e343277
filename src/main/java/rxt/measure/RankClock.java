package rxt.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.RegionRow;
import rxt.record.ThreadRow;

/**
 * Where the time of one rank goes: message passing by thread, region and call ({@link Account}), its team's work by
 * region ({@link RegionClock}). In ticks; what reads them out gives the seconds of a tick. The thread that makes it is the
 * rank's main thread, and alone resets and reads.
 */
final class RankClock {
    private final Thread main = Thread.currentThread();
    private final Account mains = new Account();
    private final List<Account> others = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Account> own = ThreadLocal.withInitial(this::open);
    private final List<String> calls = new CopyOnWriteArrayList<>(
            Arrays.stream(Call.values()).map(Call::word).toList());
    private final List<RegionClock> regions = new ArrayList<>();
    private final List<Seats> teams = new ArrayList<>();
    /** The region that the team is in; 0 for none. Written before members begin and after they ended. */
    private int region;

    private Account open() {
        Account account = new Account();
        others.add(account);
        return account;
    }

    /** The calling thread's account. */
    Account account() {
        return Thread.currentThread().equals(main) ? mains : own.get();
    }

    /** Number of the calls of that name. */
    synchronized int call(String name) {
        if (!calls.contains(name)) {
            calls.add(name);
        }
        return calls.indexOf(name);
    }

    /** The region of that name, of a team of so many threads. */
    synchronized RegionClock region(String name, int threads) {
        for (RegionClock known : regions) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        regions.add(new RegionClock(name, regions.size() + 1, threads));
        return regions.getLast();
    }

    int region() {
        return region;
    }

    /** Says that the team enters a region, 0 for leaving it. */
    void enter(int entered) {
        region = entered;
    }

    /** Notes of that team count for its regions, too. */
    void countsBy(Seats team) {
        teams.add(team);
    }

    void reset() {
        settle();
        mains.reset();
        others.forEach(Account::reset);
        regions.forEach(RegionClock::reset);
    }

    /** Brings the regions up to date; the team is idle. */
    void settle() {
        teams.forEach(Seats::read);
    }

    /** Ticks of the main thread in message passing. */
    long messageTicks() {
        long sum = 0;
        for (int at = 0; at <= regions.size(); at++) {
            for (int call = 0; call < calls.size(); call++) {
                sum += mains.ticks(at, call);
            }
        }
        return sum;
    }

    /** Ticks of the main thread in regions, message passing left out. */
    long elapsedTicks() {
        return regions.stream().mapToLong(RegionClock::elapsed).sum();
    }

    /** Ticks of computing in regions, of all threads. */
    long busyTicks() {
        settle();
        return regions.stream().mapToLong(RegionClock::busy).sum();
    }

    /** All of it as rows of a shard. */
    Breakdown breakdown(int rank, double secondsPerTick) {
        settle();
        List<CallRow> callRows = new ArrayList<>();
        for (int at = 0; at <= regions.size(); at++) {
            for (int call = 0; call < calls.size(); call++) {
                CallRow row = row(rank, at, call, secondsPerTick);
                if (row.count() + row.othersCount() > 0) {
                    callRows.add(row);
                }
            }
        }
        List<RegionClock> used = regions.stream().filter(RegionClock::used).toList();
        List<RegionRow> regionRows =
                used.stream().map(clock -> clock.row(rank, secondsPerTick)).toList();
        List<ThreadRow> threadRows = used.stream()
                .flatMap(clock -> clock.threads(rank, secondsPerTick))
                .toList();
        return new Breakdown(callRows, regionRows, threadRows, List.of());
    }

    private CallRow row(int rank, int at, int call, double secondsPerTick) {
        long ticks =
                others.stream().mapToLong(account -> account.ticks(at, call)).sum();
        long count =
                others.stream().mapToLong(account -> account.count(at, call)).sum();
        return new CallRow(
                0,
                rank,
                at == 0 ? "" : regions.get(at - 1).name(),
                calls.get(call),
                mains.count(at, call),
                mains.ticks(at, call) * secondsPerTick,
                count,
                ticks * secondsPerTick);
    }
}
