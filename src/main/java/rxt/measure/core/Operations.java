package rxt.measure.core;

import java.util.List;
import rxt.record.CoreCase;
import rxt.spmd.Communicator;
import rxt.spmd.team.Team;

/** From a case to what is timed. */
final class Operations {
    private Operations() {}

    /**
     * The operations whose times add up to that of the case. Collective.
     *
     * @param team name of the team, whose size is the case's threads
     * @throws IllegalArgumentException where nothing is called like that
     */
    static List<Operation> of(CoreCase what, Communicator world, String team) {
        return switch (what.operation()) {
            case "ping-pong" -> List.of(new PingPong(world, what));
            case "bandwidth" -> List.of(new Bandwidth(world, what));
            case "allreduce" -> List.of(new Allreduce(world, what));
            case "barrier" -> List.of(new Barrier(world));
            case "halo" -> List.of(new Halo(world));
            case "rate" -> List.of(new MessageRate(world, Team.named(team, what.threads()), what));
            case "ring", "region-allreduce" -> List.of(new Crowd(world, Team.named(team, what.threads()), what));
            default -> constructs(what, Team.named(team, what.threads()), Delay.calibrated());
        };
    }

    private static List<Operation> constructs(CoreCase what, Team team, Delay delay) {
        return switch (what.operation()) {
            case "region" -> List.of(new RegionConstruct(team, delay));
            case "team-barrier" -> List.of(new BarrierConstruct(team, delay));
            case "reduction" -> List.of(new ReductionConstruct(team, delay));
            case "dynamic" -> List.of(new DynamicConstruct(team, delay));
            case "critical" -> List.of(new CriticalConstruct(team, delay));
            case "region+barrier+reduction" ->
                List.of(
                        new RegionConstruct(team, delay),
                        new BarrierConstruct(team, delay),
                        new ReductionConstruct(team, delay));
            default -> {
                team.close();
                throw new IllegalArgumentException("no operation is called '" + what.operation() + "'");
            }
        };
    }
}
