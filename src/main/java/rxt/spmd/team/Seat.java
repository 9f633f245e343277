package rxt.spmd.team;

import java.util.HashMap;
import java.util.Map;

/** A member's view of its crew. */
final class Seat implements Team.Member {
    private final int thread;
    private final Crew crew;
    private final Exclusion exclusion;
    private final OrderedPart ordered;
    private final Map<Integer, CrewTeam> inner = new HashMap<>();

    Seat(int thread, Crew crew) {
        this.thread = thread;
        this.crew = crew;
        this.exclusion = crew.exclusion;
        this.ordered = new OrderedPart(thread, crew.sharing, crew.rendezvous, crew.parking);
    }

    @Override
    public int thread() {
        return thread;
    }

    @Override
    public int size() {
        return crew.size;
    }

    @Override
    public void barrier() {
        crew.rendezvous.barrier(thread);
    }

    @Override
    public void forEach(Range range, Schedule schedule, Team.Loop body) {
        share(range, schedule, body);
        barrier();
    }

    @Override
    public void share(Range range, Schedule schedule, Team.Loop body) {
        crew.sharing.deal(crew.sharing.begin(thread)).run(thread, range, schedule, body);
    }

    @Override
    public void forEachOrdered(Range range, Schedule schedule, Team.OrderedLoop body) {
        long construct = crew.sharing.begin(thread);
        ordered.open(construct, range, body);
        crew.sharing.deal(construct).run(thread, range, schedule.inOrder(), ordered);
        barrier();
    }

    @Override
    public void single(Runnable body) {
        if (crew.sharing.claim(crew.sharing.begin(thread))) {
            body.run();
        }
        barrier();
    }

    @Override
    public void master(Runnable body) {
        if (thread == 0) {
            body.run();
        }
    }

    @Override
    public void critical(Runnable body) {
        exclusion.run(thread, body);
    }

    @Override
    public Team inner(int innerSize) {
        CrewTeam kept = inner.get(innerSize);
        if (kept == null || kept.isClosed()) {
            kept = CrewTeam.of(crew.name(), innerSize, crew.placement.inner());
            inner.put(innerSize, kept);
        }
        return kept;
    }

    void closeInner() {
        inner.values().forEach(CrewTeam::close);
        inner.clear();
    }
}
