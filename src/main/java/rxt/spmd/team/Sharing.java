package rxt.spmd.team;

/**
 * What the members of a region share in its loops and singles, which every member numbers alike by counting them.
 *
 * <p>Two sets of state are used in turn. Whoever comes to construct n has passed the barrier that ended construct n−1,
 * so nobody uses n−1's set any more, and each member clears its part of it for n+1.
 */
final class Sharing {
    private final int size;
    private final Deal[] deals;
    /** Per set: the offset whose turn it is in an ordered loop. */
    private final Cells turns = new Cells(2);
    /** Per member: the number of constructs it has begun. */
    private final Cells begun;
    /** The latest construct that a member has claimed as its single. */
    private final Cells claimed = new Cells(1);

    Sharing(int size) {
        this.size = size;
        this.deals = new Deal[] {new Deal(size), new Deal(size)};
        this.begun = new Cells(size);
    }

    /** Begins the member's next construct and returns its number. */
    long begin(int member) {
        long construct = begun.get(member) + 1;
        begun.publish(member, construct);
        clear(construct + 1, member);
        return construct;
    }

    /** Whether the caller is the first to ask for this construct. */
    boolean claim(long construct) {
        long latest = claimed.get(0);
        return latest < construct && claimed.compareAndSet(0, latest, construct);
    }

    Deal deal(long construct) {
        return deals[(int) (construct & 1)];
    }

    /** The first offset of an ordered loop whose turn is not over. */
    long turn(long construct) {
        return turns.get((int) (construct & 1));
    }

    void turn(long construct, long offset) {
        turns.set((int) (construct & 1), offset);
    }

    /** After a region that was broken, whose members may have stopped anywhere. */
    void mend() {
        long most = 0;
        for (int member = 0; member < size; member++) {
            most = Math.max(most, begun.get(member));
        }
        for (int member = 0; member < size; member++) {
            begun.set(member, most);
            clear(most, member);
            clear(most + 1, member);
        }
    }

    private void clear(long construct, int member) {
        deal(construct).reset(member);
        if (member == 0 && turn(construct) != 0) {
            turns.publish((int) (construct & 1), 0);
        }
    }
}
