package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.Observation;
import rxt.kernel.Params;
import rxt.spmd.Transport;
import rxt.spmd.team.Team;

/** What the ranks of a kernel observe in one step, on the transport whose ranks are threads. */
final class Observed {
    private Observed() {}

    static List<Observation> of(
            int ranks, int threads, Params params, Function<Context, Kernel> factory, Consumer<Check> check)
            throws Exception {
        ConcurrentLinkedQueue<Observation> observations = new ConcurrentLinkedQueue<>();
        Transport.named("local").run(new String[0], ranks, (world, _) -> {
            try (Team team = Team.named("forkjoin", threads);
                    Kernel kernel = factory.apply(new Context(world, team, params, name -> {
                        throw new java.io.IOException(name);
                    }))) {
                kernel.step();
                check.accept(kernel.verify());
                observations.addAll(kernel.observations());
            }
        });
        return new ArrayList<>(observations);
    }

    static double sum(List<Observation> observations, String name) {
        List<Observation> named =
                observations.stream().filter(o -> o.name().equals(name)).toList();
        assertThat(named).as(name).isNotEmpty();
        return named.stream().mapToDouble(Observation::value).sum();
    }

    static double most(List<Observation> observations, String name) {
        return observations.stream()
                .filter(o -> o.name().equals(name))
                .mapToDouble(Observation::value)
                .max()
                .orElseThrow();
    }
}
