package rxt.spmd.team;

/** One member's part in an ordered loop: passes index by index to the body and lets each take its turn. */
final class OrderedPart implements Team.Loop, Team.Turn, Parking.Condition {
    private final int member;
    private final Sharing sharing;
    private final Rendezvous rendezvous;
    private final Parking parking;
    private Team.OrderedLoop body = (_, _) -> {};
    private long construct;
    private long first;
    private long offset;
    private boolean turnTaken;

    OrderedPart(int member, Sharing sharing, Rendezvous rendezvous, Parking parking) {
        this.member = member;
        this.sharing = sharing;
        this.rendezvous = rendezvous;
        this.parking = parking;
    }

    void open(long loop, Range range, Team.OrderedLoop of) {
        construct = loop;
        first = range.from();
        body = of;
    }

    @Override
    public void run(long from, long to) {
        for (long i = from; i < to; i++) {
            offset = i - first;
            turnTaken = false;
            body.run(i, this);
            if (!turnTaken) {
                // The next index's turn comes only after this one's.
                pass();
            }
        }
    }

    @Override
    public void run(Runnable ordered) {
        if (turnTaken) {
            throw new IllegalStateException("index " + (first + offset)
                    + " has had its turn; the body of an ordered loop takes it once at most");
        }
        turnTaken = true;
        await();
        ordered.run();
        advance();
    }

    @Override
    public boolean holds(long number) {
        return sharing.turn(construct) >= number;
    }

    @Override
    public boolean hopeless(long number) {
        return rendezvous.isDesertedFor(member);
    }

    private void pass() {
        await();
        advance();
    }

    private void await() {
        if (!parking.await(this, offset, member)) {
            throw rendezvous.broken();
        }
    }

    private void advance() {
        sharing.turn(construct, offset + 1);
        parking.wake();
    }
}
