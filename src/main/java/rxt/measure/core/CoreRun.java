package rxt.measure.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rxt.measure.EnvironmentProbe;
import rxt.record.CoreCase;
import rxt.record.CoreSpec;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;
import rxt.spmd.UnsupportedCapabilityException;

/** One rank of one launch: case after case is warmed up, timed and checked; rank 0 writes the samples. */
final class CoreRun {
    /** A case whose batches take longer than planned ends after so many seconds, with so many samples or more. */
    private static final double CASE_SECONDS = 1;

    private static final int LEAST_BATCHES = 6;

    private final CoreSpec spec;
    private final Communicator world;
    private final Sampler sampler;
    private final SampleFile file = new SampleFile();

    CoreRun(CoreSpec spec, Communicator world) {
        this.spec = spec;
        this.world = world;
        this.sampler = new Sampler(world);
    }

    void run(Transport transport) throws IOException {
        if (world.size() != spec.ranks()) {
            throw new IllegalStateException(spec.ranks() + " ranks were asked for and " + world.size()
                    + " are here: start the program with the launcher of transport " + spec.transport());
        }
        if (world.rank() == 0) {
            file.environment(EnvironmentProbe.environment(transport));
        }
        for (int number = 0; number < spec.cases().size(); number++) {
            measure(number, spec.cases().get(number));
        }
        if (world.rank() == 0) {
            file.commit(Path.of(spec.shard()));
        }
        world.barrier();
    }

    private void measure(int number, CoreCase what) {
        if (world.threadLevel().compareTo(ThreadLevel.valueOf(spec.level())) < 0) {
            file.measured(number, 0, 0, 0, "not on this transport: it has thread level " + world.threadLevel());
            return;
        }
        List<Operation> parts = List.of();
        try {
            parts = Operations.of(what, world, spec.team());
            sample(number, parts);
        } catch (UnsupportedCapabilityException e) {
            // Of the library, so on every rank alike.
            file.measured(number, 0, 0, 0, e.getMessage());
        } finally {
            parts.forEach(Operation::close);
        }
    }

    private void sample(int number, List<Operation> parts) {
        List<Sampler.WarmUp> warmUps = new ArrayList<>();
        for (Operation part : parts) {
            warmUps.add(sampler.warmUp(part));
        }
        double compiled = sampler.compilerSeconds();
        double start = System.nanoTime() * 1e-9;
        long wrong = 0;
        for (int b = 0; sampler.agreed(enough(b, System.nanoTime() * 1e-9 - start) ? 0 : 1) == 1; b++) {
            double seconds = 0;
            double reference = 0;
            for (int p = 0; p < parts.size(); p++) {
                Operation part = parts.get(p);
                int batch = warmUps.get(p).batch();
                reference += sampler.referenceSeconds(part, batch) / batch;
                seconds += sampler.seconds(part, batch) / ((double) batch * part.per());
                wrong += part.wrong();
            }
            file.sample(number, seconds, isReferenced(parts) ? reference : 0);
        }
        long all = world.allreduce(wrong, ReduceOp.SUM);
        long per = parts.getFirst().per();
        file.measured(
                number,
                warmUps.getFirst().batch() * per,
                warmUps.stream().mapToLong(Sampler.WarmUp::repetitions).sum() * per,
                sampler.compilerSeconds() - compiled,
                all == 0 ? "" : "the payload is wrong");
    }

    private static boolean isReferenced(List<Operation> parts) {
        return parts.getFirst() instanceof Construct;
    }

    private boolean enough(int batches, double seconds) {
        return batches >= spec.batches() || (batches >= LEAST_BATCHES && seconds > CASE_SECONDS);
    }
}
