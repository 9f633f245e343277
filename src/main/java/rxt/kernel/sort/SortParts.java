package rxt.kernel.sort;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/** Puts keys in packages, one for each rank: every member counts those of its part, and then knows where its keys belong. */
class SortParts {
    private final int ranks;
    private final Team team;
    /** Per member and rank the number of keys, then the next place. */
    private final int[][] places;

    private final int[] sendCounts;
    private final int[] sendPlaces;
    private final int[] recvCounts;
    private final int[] recvPlaces;
    private final Team.Region counting = this::count;
    private final Team.Region moving = this::move;
    private int[] keys = {};
    private int[] dividers = {};
    private int[] packages = {};

    SortParts(int ranks, Team team) {
        this.ranks = ranks;
        this.team = team;
        this.places = new int[team.size()][ranks];
        this.sendCounts = new int[ranks];
        this.sendPlaces = new int[ranks];
        this.recvCounts = new int[ranks];
        this.recvPlaces = new int[ranks];
    }

    /**
     * Fills the packages; overridden by a mutant.
     *
     * @param from the keys
     * @param between rank r has the keys from {@code between[r − 1]} to below {@code between[r]}
     * @param into the packages one after the other
     */
    void deal(int[] from, int[] between, int[] into) {
        keys = from;
        dividers = between;
        packages = into;
        team.region(counting);
        int place = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sendPlaces[rank] = place;
            for (int[] ofMember : places) {
                int count = ofMember[rank];
                ofMember[rank] = place;
                place += count;
            }
            sendCounts[rank] = place - sendPlaces[rank];
        }
        team.region(moving);
    }

    private void count(Team.Member me) {
        int[] counts = places[me.thread()];
        Arrays.fill(counts, 0);
        Partition parts = new Partition(keys.length, me.size());
        int end = (int) parts.to(me.thread());
        for (int i = (int) parts.from(me.thread()); i < end; i++) {
            counts[rank(keys[i])]++;
        }
    }

    private void move(Team.Member me) {
        int[] next = places[me.thread()];
        Partition parts = new Partition(keys.length, me.size());
        int end = (int) parts.to(me.thread());
        for (int i = (int) parts.from(me.thread()); i < end; i++) {
            packages[next[rank(keys[i])]++] = keys[i];
        }
    }

    /** The number of dividers that are not above the key; overridden by a mutant. */
    int rank(int key) {
        int low = 0;
        int high = dividers.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (dividers[middle] <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Tells all ranks how many keys they get. Collective. */
    void tell(Communicator world) {
        world.alltoall(MemorySegment.ofArray(sendCounts), MemorySegment.ofArray(recvCounts), ElementType.INT);
        int place = 0;
        for (int rank = 0; rank < ranks; rank++) {
            recvPlaces[rank] = place;
            place = Math.addExact(place, recvCounts[rank]);
        }
    }

    /** Keys that come to this rank. */
    int incoming() {
        return recvPlaces[ranks - 1] + recvCounts[ranks - 1];
    }

    int[] sendCounts() {
        return sendCounts;
    }

    int[] sendPlaces() {
        return sendPlaces;
    }

    int[] recvCounts() {
        return recvCounts;
    }

    int[] recvPlaces() {
        return recvPlaces;
    }
}
