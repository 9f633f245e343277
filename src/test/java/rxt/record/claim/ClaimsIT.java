package rxt.record.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads of many processes claim few things again and again; two within at once leave a mark. */
@Timeout(240)
class ClaimsIT {
    private static final int PROCESSES = 4;
    private static final int THREADS = 6;
    private static final int RESOURCES = 3;
    private static final long SECONDS = 6;

    @TempDir
    private Path folder;

    /** A way to claim, and to let go by closing. */
    interface Way {
        Optional<AutoCloseable> take(String resource) throws IOException;
    }

    /** The program of each process: arguments folder, and {@code naive} for the mutant. */
    static final class Contender {
        private Contender() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            List<Thread> threads = new ArrayList<>();
            AtomicInteger taken = new AtomicInteger();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            for (int i = 0; i < THREADS; i++) {
                threads.add(Thread.ofPlatform().start(() -> contend(folder, args.length > 1, end, taken)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            System.out.println("taken " + taken.get());
        }

        private static void contend(Path folder, boolean naive, long end, AtomicInteger taken) {
            try (Claims claims = Claims.join(folder.resolve("claims"), Holder.self("", "test"), Pace.NORMAL)) {
                Way way = naive
                        ? resource -> naive(folder, resource)
                        : resource -> claims.take(resource).map(c -> c);
                while (System.nanoTime() - end < 0) {
                    String resource = "r" + ThreadLocalRandom.current().nextInt(RESOURCES);
                    Optional<AutoCloseable> claim = way.take(resource);
                    if (claim.isPresent()) {
                        alone(folder, resource);
                        taken.incrementAndGet();
                        claim.get().close();
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(500_000));
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** A check and a create that are two steps. */
        private static Optional<AutoCloseable> naive(Path folder, String resource) throws IOException {
            Path file = folder.resolve(resource + ".naive");
            if (Files.exists(file)) {
                return Optional.empty();
            }
            Files.writeString(file, "");
            return Optional.of(() -> Files.deleteIfExists(file));
        }

        private static void alone(Path folder, String resource) throws IOException {
            Path within = folder.resolve(resource + ".within");
            try {
                Files.createFile(within);
                LockSupport.parkNanos(100_000);
                Files.delete(within);
            } catch (FileAlreadyExistsException | java.nio.file.NoSuchFileException e) {
                Files.writeString(Files.createTempFile(folder, resource, ".violation"), String.valueOf(e));
            }
        }
    }

    @Test
    void noTwoHoldTheSame() throws Exception {
        int taken = contend();
        assertThat(violations()).isZero();
        assertThat(taken).as("claims taken").isGreaterThan(PROCESSES * THREADS * 5);
        assertThat(folder.resolve("claims")).isEmptyDirectory();
    }

    @Test
    @Tag("long")
    void whoOnlyLooksFirstIsCaught() throws Exception {
        contend("naive");
        assertThat(violations()).isPositive();
    }

    private long violations() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".violation")).count();
        }
    }

    private int contend(String... mutant) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Contender.class.getName(),
                    folder.toString()));
            command.addAll(List.of(mutant));
            processes.add(new ProcessBuilder(command).redirectErrorStream(true).start());
        }
        int taken = 0;
        for (Process process : processes) {
            String told = process.inputReader().readLine();
            assertThat(told).startsWith("taken ");
            taken += Integer.parseInt(told.substring("taken ".length()));
            assertThat(process.waitFor()).isZero();
        }
        return taken;
    }
}
