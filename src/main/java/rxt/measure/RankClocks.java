package rxt.measure;

/**
 * The clocks of one rank.
 *
 * @param messages time in message passing
 * @param threads time in the team
 */
record RankClocks(MessageClock messages, TeamClock threads) {
    void reset() {
        messages.reset();
        threads.reset();
    }
}
