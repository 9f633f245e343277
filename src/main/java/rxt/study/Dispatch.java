package rxt.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;
import rxt.record.StudyFile;
import rxt.record.claim.Claims;
import rxt.record.claim.Standing;
import rxt.study.ResultsFolder.Claimed;
import rxt.study.Site.Place;

/**
 * Makes the launches of a run: as many side by side as there are nodes for, each launch and each of its nodes claimed
 * first, so that other runs make others meanwhile. What they made is taken in before each choice.
 */
final class Dispatch {
    private static final long LOOK_MILLIS = 200;
    private static final long LOOKS_BEFORE_UPDATE = 25;

    /** For another run on this machine, which looks more often than that whether it is its turn. */
    private static final long TURN_MILLIS = 2 * LOOK_MILLIS;

    private final Run run;
    private final Starter starter;
    private final Path inputs;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Path, FileTime> seen = new HashMap<>();
    private List<Standing> others = List.of();
    private int underWay;
    private int made;

    /** Starts a launch on hosts and waits for its end; for any thread. */
    interface Starter {
        LaunchProcess.End run(Claimed launch, List<String> hosts) throws IOException, InterruptedException;
    }

    /** A launch that has ended, or could not be begun. */
    private record Ended(Claimed launch, Place place, LaunchProcess.End end, Throwable failure) {}

    /**
     * What a run knows and uses.
     *
     * @param leaves whether it ends while other runs have launches under way, rather than wait for what they show
     */
    record Run(
            ResultsFolder folder,
            Claims claims,
            Site site,
            Tally tally,
            Schedule schedule,
            Progress progress,
            TimeLeft timeLeft,
            Interrupt interrupt,
            boolean leaves) {}

    /**
     * Of a run.
     *
     * @param starter how a launch is made
     * @param inputs folder of input data
     */
    Dispatch(Run run, Starter starter, Path inputs) {
        this.run = run;
        this.starter = starter;
        this.inputs = inputs;
    }

    /** Launches until none is left to begin; how many were made here. */
    int makeAll() throws IOException, InterruptedException {
        Throwable first = null;
        try {
            boolean goesOn = true;
            while (goesOn && !run.interrupt().requested()) {
                others = run.tally().update(run.claims(), run.progress());
                run.site().update(others);
                boolean begun = beginWhatFits();
                Optional<List<Standing>> awaited = begun || underWay > 0 ? Optional.of(List.of()) : awaited();
                goesOn = awaited.isPresent();
                if (goesOn) {
                    take(await(awaited.get()));
                }
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            first = e;
            throw e;
        } finally {
            takeTheRest(first);
        }
        return made;
    }

    /**
     * Those that an interrupt ends, or that go on after the error of another: each is waited for, whatever the others
     * do.
     */
    private void takeTheRest(Throwable first) throws IOException, InterruptedException {
        Throwable failure = first;
        while (underWay > 0) {
            try {
                take(Optional.of(ended.take()));
            } catch (SweepException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (first == null && failure instanceof SweepException later) {
            throw later;
        }
    }

    private boolean beginWhatFits() throws IOException {
        boolean begun = false;
        Optional<Schedule.Next> next =
                next(cell -> run.site().hasRoomFor(cell.planned().cell()));
        // Where another run was faster, it is to be looked at again.
        while (next.isPresent() && !run.interrupt().requested() && begin(next.get())) {
            begun = true;
            seen.clear();
            next = next(cell -> run.site().hasRoomFor(cell.planned().cell()));
        }
        return begun;
    }

    private Optional<Schedule.Next> next(Predicate<Launches> room) {
        Instant now = Instant.now();
        return run.schedule().next(cell -> run.timeLeft().suffices(cell, now), room);
    }

    private boolean begin(Schedule.Next next) throws IOException {
        Optional<Place> place = run.site().take(next.planned().cell());
        if (place.isEmpty()) {
            return false;
        }
        Optional<Claimed> claimed = run.folder().claim(next, inputs, run.claims());
        if (claimed.isEmpty()) {
            run.site().leave(place.get());
            return false;
        }
        run.folder().tidy(claimed.get().spec()); // an earlier try with this number must not speak for this one
        run.folder().tell(claimed.get().spec());
        next.of().begin(next.launch());
        underWay++;
        start(claimed.get(), place.get());
        return true;
    }

    /** Where the system refuses the thread or the process, the launch has ended all the same, and tells so. */
    private void start(Claimed launch, Place place) {
        try {
            Thread.ofPlatform().name("rxt-launch").daemon().start(() -> ended.add(made(launch, place)));
        } catch (OutOfMemoryError e) {
            ended.add(new Ended(launch, place, null, e));
        }
    }

    private Ended made(Claimed launch, Place place) {
        try {
            return new Ended(launch, place, starter.run(launch, place.hosts()), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(launch, place, null, e);
        } catch (Throwable e) {
            return new Ended(launch, place, null, e);
        }
    }

    /** Claims of others of which one must go before there is more to do; empty where nothing is left for this run. */
    private Optional<List<Standing>> awaited() {
        Optional<Schedule.Next> blocked = next(_ -> true);
        if (blocked.isPresent()) {
            List<Standing> inTheWay =
                    run.site().inTheWayOf(blocked.get().planned().cell());
            inTheWay.forEach(run.progress()::waitsFor);
            return Optional.of(inTheWay);
        }
        List<Standing> elsewhere = run.schedule().cells().stream()
                .filter(cell -> cell.isUnderWayElsewhere() && !cell.hasEnded())
                .flatMap(cell -> Tally.on(cell, others).stream())
                .toList();
        // One that is left by a run that was killed counts as under way until it is stale.
        List<Standing> living = elsewhere.stream().filter(this::isSeenToLive).toList();
        return elsewhere.isEmpty() || (run.leaves() && living.size() == elsewhere.size())
                ? Optional.empty()
                : Optional.of(elsewhere);
    }

    private boolean isSeenToLive(Standing claim) {
        FileTime first = seen.putIfAbsent(claim.file(), claim.touched());
        return first != null && claim.touched().compareTo(first) > 0;
    }

    /** Waits for the end of a launch or of a claim, or until it is time to look around again. */
    private Optional<Ended> await(List<Standing> awaited) throws InterruptedException {
        boolean looksAround = !run.site().isFull();
        for (int look = 0; look < LOOKS_BEFORE_UPDATE || !looksAround; look++) {
            long jitter = ThreadLocalRandom.current().nextLong(LOOK_MILLIS / 2);
            Ended launch = ended.poll(LOOK_MILLIS / 2 + jitter, TimeUnit.MILLISECONDS);
            boolean isFree = underWay == 0
                    && (awaited.isEmpty() || awaited.stream().anyMatch(claim -> Files.notExists(claim.file())));
            if (launch != null || run.interrupt().requested() || isFree) {
                return Optional.ofNullable(launch);
            }
        }
        return Optional.empty();
    }

    private void take(Optional<Ended> launch) throws IOException, InterruptedException {
        if (launch.isEmpty()) {
            return;
        }
        Claimed claimed = launch.get().launch();
        underWay--;
        claimed.launch().of().over(claimed.launch().launch());
        try {
            if (launch.get().failure() != null) {
                throw new SweepException(
                        claimed.spec().cell().label() + " could not be launched: "
                                + launch.get().failure().getMessage(),
                        launch.get().failure());
            }
            record(claimed, launch.get().end());
        } finally {
            claimed.claim().close();
            run.site().leave(launch.get().place());
        }
        if (!run.interrupt().requested() && run.site().isShared(others)) {
            TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
        }
    }

    private void record(Claimed claimed, LaunchProcess.End end) throws IOException {
        LaunchSpec spec = claimed.spec();
        boolean isCutShort = run.interrupt().requested() || claimed.claim().isLost();
        if (isCutShort && Files.notExists(Path.of(spec.shard()))) {
            return;
        }
        Launches of = claimed.launch().of();
        StudyFile shard = Outcome.of(spec, end);
        CellRow outcome = shard.cells().getFirst();
        of.add(shard);
        made++;
        if (spec.attempt() > 0) {
            run.claims().clear(claimed.claim().resource()); // of earlier holders that were lost
        }
        if (outcome.status() == CellStatus.MEASURED || outcome.status() == CellStatus.SKIPPED) {
            run.folder().tidy(spec);
        }
        if (outcome.status() != CellStatus.MEASURED) {
            of.end();
        }
        run.progress()
                .ended(outcome, end.wallSeconds(), shard.launches().getFirst().wallSeconds());
    }
}
