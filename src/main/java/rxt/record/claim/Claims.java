package rxt.record.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import rxt.record.StudyFileException;

/**
 * The claims of one process on what is done in a folder that it shares with others, on whatever machines: no lock of the
 * operating system, no server.
 *
 * <p>A claim is the file {@code <resource>.a<attempt>.claim}, made by exclusive create, which is atomic on NFS and Lustre
 * too, and touched every few seconds. One that nobody touched for too long, by the clock of the file system, or whose
 * process on this machine is gone, no longer holds: the next one makes the file of the next attempt. Whoever made a file
 * looks once more, and withdraws it where another holds; of two that claim at once at least one sees the other.
 *
 * <p>One thread claims; any thread may close a claim.
 */
public final class Claims implements AutoCloseable {
    /** How the claim begins by which a process shows that it has joined. */
    public static final String RUN = "run-";

    private static final int LONGEST_PAUSE_MILLIS = 200;

    private final Holder self;
    private final Pace pace;
    private final Map<Path, Claim> held = new ConcurrentHashMap<>();
    private final Thread heart = Thread.ofPlatform().daemon().name("rxt-claims").unstarted(this::beat);
    private final ClaimFolder folder;
    private Claim run;
    private volatile boolean closed;

    private Claims(Path path, Holder self, Pace pace) throws IOException {
        this.self = self;
        this.pace = pace;
        this.folder = new ClaimFolder(Files.createDirectories(path), this::isMine, this::now, pace.stale());
        this.run = createRun();
    }

    private Claim createRun() throws IOException {
        String host = self.host().replaceAll("[^A-Za-z0-9-]", "_");
        String name = RUN + host + "-" + self.pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return create(name, 0).orElseThrow(() -> new IOException(name + " is there already"));
    }

    /** One that was lost is another's to judge, and may be stale. */
    private boolean isMine(Path file) {
        Claim claim = held.get(file);
        return claim != null && !claim.isLost();
    }

    /** The time of the file system. */
    private synchronized FileTime now() throws IOException {
        try {
            return run.touch();
        } catch (NoSuchFileException e) {
            held.remove(run.file()); // cleared while this process was stopped
            run = createRun();
            return run.touch();
        }
    }

    /**
     * Begins to work in a folder, which is made where it is missing: from now on {@link #otherRuns} of others show it.
     *
     * @throws StudyFileException where it cannot be written
     */
    public static Claims join(Path folder, Holder self, Pace pace) {
        try {
            Claims claims = new Claims(folder, self, pace);
            claims.heart.start();
            return claims;
        } catch (IOException e) {
            throw refused(folder, e);
        }
    }

    private static StudyFileException refused(Path folder, IOException e) {
        return new StudyFileException(
                folder,
                "cannot hold claims (" + e + ")",
                "make room, or choose a place you may write, with --output",
                e);
    }

    /** Claims {@code resource}; empty where another holds it. */
    public Optional<Claim> take(String resource) {
        return take(resource, 0);
    }

    /**
     * Claims {@code resource}; empty where another holds it, or just tries to.
     *
     * @param lowest the lowest attempt that the claim may be
     */
    public Optional<Claim> take(String resource, int lowest) {
        List<Standing> earlier = standing(resource::equals);
        if (earlier.stream().anyMatch(Standing::live)) {
            return Optional.empty();
        }
        int attempt = earlier.stream().mapToInt(claim -> claim.attempt() + 1).reduce(lowest, Math::max);
        try {
            Optional<Claim> made = create(resource, attempt);
            if (made.isPresent() && standing(resource::equals).stream().anyMatch(other -> isRival(other, attempt))) {
                made.get().close();
                return Optional.empty();
            }
            return made;
        } catch (IOException e) {
            throw refused(folder.path(), e);
        }
    }

    private static boolean isRival(Standing other, int attempt) {
        return other.live() && other.attempt() != attempt;
    }

    /**
     * Claims {@code resource}, for which it waits.
     *
     * @throws StudyFileException where another holds it all the time, naming that one
     */
    public Claim await(String resource, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Claim> claim = take(resource);
            if (claim.isPresent()) {
                return claim.get();
            }
            if (System.nanoTime() - end > 0) {
                String holder = others().stream()
                        .filter(other -> other.resource().equals(resource))
                        .map(Standing::who)
                        .findFirst()
                        .orElse("another process");
                throw heldBy(holder);
            }
            TimeUnit.MILLISECONDS.sleep(1 + ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS));
        }
    }

    /** Another run holds what this one needs. */
    public StudyFileException heldBy(String holder) {
        return new StudyFileException(
                folder.path(),
                "is held by another run (" + holder + ")",
                "wait for it or stop it, or choose another place with --output",
                null);
    }

    /** The claims of others that hold. */
    public List<Standing> others() {
        return standing(_ -> true).stream()
                .filter(claim -> claim.live() && !isMine(claim.file()))
                .toList();
    }

    /** The others that have joined, by one claim each. */
    public List<Standing> otherRuns() {
        return others().stream()
                .filter(claim -> claim.resource().startsWith(RUN))
                .toList();
    }

    /** Removes what is left of the claims on {@code resource} that no longer hold; for its holder only. */
    public void clear(String resource) {
        clear(resource::equals);
    }

    /** Removes what processes left that ended without leaving. */
    public void clearRuns() {
        clear(resource -> resource.startsWith(RUN));
    }

    private void clear(Predicate<String> resources) {
        for (Standing claim : standing(resources)) {
            if (!claim.live()) {
                delete(claim.file());
            }
        }
    }

    private List<Standing> standing(Predicate<String> resources) {
        try {
            return folder.standing(resources);
        } catch (IOException e) {
            throw refused(folder.path(), e);
        }
    }

    private Optional<Claim> create(String resource, int attempt) throws IOException {
        Claim claim = new Claim(this, folder.file(resource, attempt), resource, attempt);
        if (!folder.create(claim.file(), self)) {
            return Optional.empty();
        }
        held.put(claim.file(), claim);
        return Optional.of(claim);
    }

    void release(Claim claim) {
        // That of one that was lost may be another's by now.
        if (held.remove(claim.file(), claim) && !claim.isLost()) {
            delete(claim.file());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It does not hold once nobody touches it.
            return;
        }
    }

    private void beat() {
        try {
            while (!closed) {
                TimeUnit.NANOSECONDS.sleep(pace.beat().toNanos());
                keepAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void keepAll() {
        try {
            FileTime now = now();
            for (Claim claim : held.values()) {
                if (!claim.isLost()) {
                    claim.keep(now, pace.stale());
                }
            }
        } catch (IOException e) {
            // The file system is away or full: the next touch shows whether it was for too long.
            return;
        }
    }

    /** Lets all go. */
    @Override
    public void close() {
        closed = true;
        heart.interrupt();
        held.values().forEach(this::release);
    }
}
