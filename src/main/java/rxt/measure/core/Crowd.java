package rxt.measure.core;

import java.lang.foreign.MemorySegment;
import rxt.record.CoreCase;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.team.Team;

/** Ranks × threads: a region of all threads of each rank, then a word that goes once round all ranks, or an allreduce. */
final class Crowd implements Operation {
    private static final int TAG = 7;

    private final Communicator world;
    private final Team team;
    private final Slots slots;
    private final Team.Region region = this::region;
    private final Allreduce allreduce;
    private final MemorySegment token = Payload.allocate(Long.BYTES, "off-heap");
    private long regions;
    private long wrong;

    Crowd(Communicator world, Team team, CoreCase what) {
        this.world = world;
        this.team = team;
        this.slots = new Slots(team.size());
        this.allreduce = what.operation().equals("ring") ? null : new Allreduce(world, what);
    }

    private void region(Team.Member me) {
        slots.add(me.thread(), me.thread() + 1L);
    }

    @Override
    public void chunk(int count) {
        for (int i = 0; i < count; i++) {
            team.region(region);
            regions++;
            if (allreduce == null) {
                lap();
            } else {
                allreduce.chunk(1);
            }
        }
    }

    /** What a rank receives counts all sends before; it is checked at each lap, lest two faults undo each other. */
    private void lap() {
        int rank = world.rank();
        int size = world.size();
        if (rank > 0) {
            world.recv(token, ElementType.LONG, rank - 1, TAG);
            wrong += token.get(Payload.WORD, 0) == size * (regions - 1) + rank ? 0 : 1;
        }
        token.set(Payload.WORD, 0, token.get(Payload.WORD, 0) + 1);
        world.send(token, ElementType.LONG, (rank + 1) % size, TAG);
        if (rank == 0) {
            world.recv(token, ElementType.LONG, size - 1, TAG);
            wrong += token.get(Payload.WORD, 0) == size * regions ? 0 : 1;
        }
    }

    @Override
    public long wrong() {
        long all = allreduce == null ? wrong : allreduce.wrong();
        for (int t = 0; t < team.size(); t++) {
            all += slots.get(t) == (t + 1L) * regions ? 0 : 1;
        }
        return all;
    }

    @Override
    public void close() {
        team.close();
    }
}
