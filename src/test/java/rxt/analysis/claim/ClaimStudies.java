package rxt.analysis.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.StudyFile;

/** For each claim a study in which its figure is what is asked for. */
public final class ClaimStudies {
    static final int LAUNCHES = 6;
    private static final int STEPS = 12;

    private static final int SALADS = 6;
    private static final List<String> SALAD =
            List.of("vegetables", "wash", "cheese", "grate", "chop", "combine", "serve");

    private final SyntheticStudy study = new SyntheticStudy();

    public static final Map<String, DoubleFunction<StudyFile>> BY_ID = new HashMap<>();

    static {
        BY_ID.put("C01", x -> interpreters(x, x));
        BY_ID.put("C02", x -> requests(x, 1, 4));
        BY_ID.put("C03", x -> times("gemm", "variant=team", 1, 1, 2 * x, "", 1, 2, 1));
        BY_ID.put("C04", ClaimStudies::race);
        BY_ID.put("C05", x -> marks(x, 3));
        BY_ID.put("C06", x -> times("amdahl", "serial=0.25", 1, 1, x / (0.25 + 0.75 / 2), "", 1, 2, 1));
        BY_ID.put(
                "C07",
                x -> new ClaimStudies()
                        .cell("chunks", "schedule=dynamic chunk=1000", 1, 2, x)
                        .cell("chunks", "schedule=dynamic chunk=10", 1, 2, 1)
                        .cell("chunks", "schedule=dynamic chunk=1", 1, 2, 3 * x)
                        .file());
        BY_ID.put("C08", ClaimStudies::sums);
        BY_ID.put("C09", x -> times("queue", "n=16 variant=monitor", 2, 1, x, "variant=pipe", 2, 1, 1));
        BY_ID.put("C10", x -> passing(x, 0.6));
        BY_ID.put("C11", x -> times("manager", "access=manager", 2, 1, x, "access=shared", 2, 1, 1));
        BY_ID.put(
                "C12",
                x -> new ClaimStudies()
                        .cell("spawn", "kind=jvm count=2", 1, 1, 2 * x)
                        .cell("spawn", "kind=platform count=50", 1, 1, 50)
                        .file());
        BY_ID.put(
                "C13",
                x -> new ClaimStudies()
                        .cell("footprint", "layout=replicated", 2, 1, 1)
                        .saw("proportional bytes", x * 1e8)
                        .cell("footprint", "layout=replicated", 1, 2, 1)
                        .saw("proportional bytes", 1e8)
                        .file());
        BY_ID.put(
                "C14", x -> times("pool-map", "variant=executor chunk=1", 1, 2, x, "variant=serial chunk=9", 1, 1, 1));
        BY_ID.put(
                "C15",
                x -> new ClaimStudies()
                        .cell("image-signature", "", 1, 1, 3)
                        .cell("image-signature", "", 1, 2, 1)
                        .crowded("image-signature", "", 2, 2, x)
                        .crowded("image-signature", "", 3, 3, 5 * x)
                        .file());
        BY_ID.put(
                "C16",
                x -> new ClaimStudies()
                        .cell("image-signature", "", 1, 1, 3)
                        .cell("image-signature", "", 1, 2, 1)
                        .crowded("image-signature", "", 2, 2, 7)
                        .crowded("image-signature", "", 3, 3, x)
                        .file());
        BY_ID.put(
                "C17",
                x -> times(
                        "gemm", "variant=blas library_threads=2", 1, 2, x, "variant=blas library_threads=1", 1, 2, 1));
        BY_ID.put("C18", x -> kitchen(x, 0.9, 1.5));
        BY_ID.put("C19", x -> permits(x, 1, 2));
        BY_ID.put("C20", x -> waiting(x, 2));
        BY_ID.put("C21", x -> buffers(x > 0 ? -1 : 0, 5));
        BY_ID.put("C22", x -> pipelines(x, x));
        BY_ID.put("C23", x -> slices(x, x, 8));
        BY_ID.put("C24", x -> deadlines(x, 0.5));
        BY_ID.put("C25", x -> copies(x, 3));
        BY_ID.put(
                "C26",
                x -> times(
                        "string-ops", "operation=all layout=objects", 1, 1, x, "operation=all layout=packed", 1, 1, 1));
        BY_ID.put(
                "C27",
                x -> times(
                        "makespan",
                        "jobs=5~2~4~1~5 policy=fifo",
                        1,
                        2,
                        x,
                        "jobs=5~2~4~1~5 policy=longest-first",
                        1,
                        2,
                        1));
        BY_ID.put(
                "C29",
                x -> new ClaimStudies()
                        .cell(new Cell("triad", Map.of(), 1, 1, 2, "ffm", "forkjoin", "none", "strong"), x)
                        .cell(new Cell("triad", Map.of(), 2, 2, 2, "ffm", "forkjoin", "none", "strong"), 1)
                        .file());
        BY_ID.put("C30", x -> streaming(x, 0.8));
    }

    private ClaimStudies() {}

    /** Two cells that take so long; the other's parameters are the one's with {@code changed}. */
    private static StudyFile times(
            String kernel, String params, int p, int t, double seconds, String changed, int q, int u, double others) {
        return new ClaimStudies()
                .cell(kernel, params, p, t, seconds)
                .cell(kernel, params + " " + changed, q, u, others)
                .file();
    }

    private static StudyFile race(double x) {
        return race(x, 5, 0);
    }

    /** What two ranks find of each other, and what two threads do. */
    static StudyFile marks(double ranks, double threads) {
        return new ClaimStudies()
                .cell("isolation", "", 2, 1, 1)
                .saw("marks of other ranks found", ranks)
                .saw("marks of other threads found", 0)
                .cell("isolation", "", 1, 2, 1)
                .saw("marks of other ranks found", 0)
                .saw("marks of other threads found", threads)
                .file();
    }

    static StudyFile race(double x, double lostBare, double lostLocked) {
        return new ClaimStudies()
                .cell("race", "variant=lock", 1, 2, x)
                .saw("lost updates", lostLocked)
                .cell("race", "variant=unprotected", 1, 2, 1)
                .saw("lost updates", lostBare)
                .file();
    }

    private static StudyFile sums(double different) {
        ClaimStudies studies = new ClaimStudies();
        for (int threads = 1; threads <= 3; threads++) {
            studies.cell("ordered-sum", "method=naive", 1, threads, 1).saw("sum", Math.min(threads, different));
        }
        return studies.file();
    }

    static StudyFile interpreters(double threads, double one) {
        String params = "work=compute release=false";
        return new ClaimStudies()
                .cell("gil", params, 1, 1, one)
                .cell("gil", params, 1, 2, threads)
                .cell("gil", params, 2, 1, 1)
                .file();
    }

    static StudyFile requests(double gain, double gainUnderLock, double gainOfMany) {
        return new ClaimStudies()
                .cell("io-wait", "work=wait lock=released", 1, 1, gain)
                .cell("io-wait", "work=wait lock=released", 1, 2, 1)
                .crowded("io-wait", "work=wait lock=released", 1, 16, 1 / gainOfMany)
                .cell("io-wait", "work=wait lock=held", 1, 1, gainUnderLock)
                .cell("io-wait", "work=wait lock=held", 1, 2, 1)
                .file();
    }

    static StudyFile passing(double x, double asMemory) {
        String work = "n=2000000 turns=16";
        return new ClaimStudies()
                .cell("scatter-gather", work + " payload=object", 2, 1, x)
                .cell("scatter-gather", work + " payload=buffer", 2, 1, asMemory)
                .cell("scatter-gather", work + " payload=buffer", 1, 1, 1)
                .file();
    }

    /**
     * Two cooks so many times as fast as one.
     *
     * @param waited part of what they lack of twice as fast that they waited for the pantry
     * @param gainOfPlace by how much a second place makes them faster
     */
    static StudyFile kitchen(double speedup, double waited, double gainOfPlace) {
        double lost = 2 - Math.min(speedup, 1.9);
        return new ClaimStudies()
                .cell("kitchen", "places=1", 1, 1, speedup)
                .cooked(1)
                .cell("kitchen", "places=1", 2, 1, 1)
                .cell("kitchen", "places=2", 1, 2, 1 / gainOfPlace)
                .cell("kitchen", "places=1", 1, 2, 1)
                .saw("waited for the pantry", waited * lost)
                .cooked(2)
                .file();
    }

    /**
     * Pipelines with a stage that is four times as slow, one that is twice as slow on two belts, and one of equal stages.
     *
     * @param four by how much the first one is slower than its slowest worker
     * @param two by how much the second ones are
     */
    static StudyFile pipelines(double four, double two) {
        return new ClaimStudies()
                .pipeline("slowest=1 belt=counter", 9)
                .pipeline("slowest=2 belt=queue", two)
                .pipeline("slowest=4 belt=counter", four)
                .file();
    }

    private ClaimStudies pipeline(String params, double pace) {
        return cell("pipeline", params + " items=64", 1, 2, 1)
                .saw("time between items", 0.001 * pace)
                .saw("slowest worker", 0.001);
    }

    /** Two cooks and one whose steps wait, two of them on one core. */
    static StudyFile crowdedKitchen(String work) {
        String params = "work=" + work + " places=";
        return new ClaimStudies()
                .cell("kitchen", params + 1, 1, 1, 1)
                .crowded("kitchen", params + 1, 1, 2, 1)
                .saw("waited for the pantry", 0.9)
                .crowded("kitchen", params + 2, 1, 2, 0.6)
                .file();
    }

    /** Servers of that kind alone, with 1, 2 and 8 threads. */
    static StudyFile permitted(String params) {
        return new ClaimStudies()
                .cell("semaphore", params, 1, 1, 2)
                .cell("semaphore", params, 1, 2, 1)
                .crowded("semaphore", params, 1, 8, 1)
                .saw("most inside", 2)
                .file();
    }

    /**
     * Servers with one permit and with two.
     *
     * @param beyond throughput of 8 threads over that of 2, under two permits
     * @param growth throughput of 2 threads over that of 1, under as many, as part of twice
     * @param inside most who were inside of 8, under two permits
     */
    static StudyFile permits(double beyond, double growth, double inside) {
        return new ClaimStudies()
                .cell("semaphore", "request=wait permits=1", 1, 1, 2)
                .crowded("semaphore", "request=wait permits=1", 1, 8, 2 / Math.min(beyond, 0.95))
                .saw("most inside", 1)
                .cell("semaphore", "request=wait permits=2", 1, 1, 2 * growth * beyond)
                .cell("semaphore", "request=wait permits=2", 1, 2, beyond)
                .crowded("semaphore", "request=wait permits=2", 1, 8, 1)
                .saw("most inside", inside)
                .file();
    }

    static StudyFile waiting(double x, double burntBySpinning) {
        return new ClaimStudies()
                .cell("spin-or-park", "variant=park", 1, 2, 1)
                .saw("wake latency", 1e-6 * x)
                .saw("cpu seconds", 1)
                .cell("spin-or-park", "variant=spin", 1, 2, 1)
                .saw("wake latency", 1e-6)
                .saw("cpu seconds", burntBySpinning)
                .file();
    }

    static StudyFile slices(double x, double serial, double threads) {
        return new ClaimStudies()
                .cell("timeslice", "mode=threads", 1, 1, x)
                .saw("threads at work before the first job ended", threads)
                .cell("timeslice", "mode=parallel", 1, 2, 1)
                .cell("timeslice", "mode=serial", 1, 1, serial)
                .file();
    }

    static StudyFile buffers(double least, double mostUnguarded) {
        return new ClaimStudies()
                .cell("bounded-buffer", "capacity=4 variant=textbook", 1, 2, 1)
                .saw("least size", least)
                .saw("most size", 4)
                .cell("bounded-buffer", "capacity=4 variant=unguarded", 1, 2, 1)
                .saw("least size", 0)
                .saw("most size", mostUnguarded)
                .file();
    }

    /** Shares that are missed. */
    static StudyFile deadlines(double preemptive, double blocking) {
        return new ClaimStudies()
                .deadlines("cooperative", 0.7)
                .tasks(180)
                .deadlines("preemptive", preemptive)
                .tasks(900)
                .deadlines("blocking", blocking)
                .tasks(90)
                .file();
    }

    private ClaimStudies deadlines(String mode, double missed) {
        return cell("edf", "jobs_on=threads mode=" + mode, 1, 1, 1)
                .saw("deadlines", 1000)
                .saw("deadlines missed by the clock", 1000 * missed);
    }

    static StudyFile copies(double seen, double seenShared) {
        return new ClaimStudies()
                .cell("isolates", "variant=channel", 1, 2, 1)
                .saw("changes seen", seen)
                .cell("isolates", "variant=shared", 1, 2, 1)
                .saw("changes seen", seenShared)
                .file();
    }

    /** A matrix of so many times the bytes by which processes grow that stream it and that keep it. */
    static StudyFile streaming(double onDisk, double inMemory) {
        return new ClaimStudies()
                .cell("tsqr", "storage=disk memory_mb=16 rows=1000 columns=10", 1, 2, 1)
                .saw("growth in proportional bytes", 80_000 / onDisk)
                .cell("tsqr", "storage=memory memory_mb=0 rows=1000 columns=10", 1, 2, 1)
                .saw("growth in proportional bytes", 80_000 / inMemory)
                .file();
    }

    private ClaimStudies cell(String kernel, String params, int ranks, int threads, double seconds) {
        return cell(of(kernel, params, ranks, threads), seconds);
    }

    private ClaimStudies cell(Cell cell, double seconds) {
        study.cell(cell).around(seconds, LAUNCHES, STEPS);
        return this;
    }

    private ClaimStudies crowded(String kernel, String params, int ranks, int threads, double seconds) {
        study.cell(of(kernel, params, ranks, threads)).around(seconds, LAUNCHES, STEPS, SyntheticStudy::oversubscribed);
        return this;
    }

    private static Cell of(String kernel, String params, int ranks, int threads) {
        Map<String, String> map = new HashMap<>();
        for (String param : params.strip().split(" +", -1)) {
            if (!param.isEmpty()) {
                map.put(param.split("=", -1)[0], param.split("=", -1)[1].replace('~', ' '));
            }
        }
        return new Cell(kernel, map, ranks, threads, "ffm", "forkjoin", "none", "strong");
    }

    private ClaimStudies saw(String name, double value) {
        study.observed(name, value);
        return this;
    }

    /** Salads of seven steps, by so many cooks in turn. */
    private ClaimStudies cooked(int cooks) {
        double[] free = new double[cooks];
        for (int step = 0; step < 7 * SALADS; step++) {
            int cook = step % cooks;
            double begin = free[cook];
            free[cook] += 1e-3 * (1 + step % 7 % 3);
            study.did(cook, SALAD.get(step % 7), begin, free[cook]);
        }
        return this;
    }

    private ClaimStudies tasks(int periods) {
        for (int period = 0; period < periods; period++) {
            study.did(0, "task " + period % 3, 1e-3 * period, 1e-3 * period + 8e-4);
        }
        return this;
    }

    private StudyFile file() {
        return study.file();
    }
}
