package rxt.kernel.messages;

import rxt.spmd.grid.Partition;

/**
 * Who does what at a queue. Of several ranks thread 0 of rank 0 serves; the other workers, in the order of ranks and
 * threads, use the queue: the first of them produce, the others consume; a single one does both.
 *
 * @param ranks number of ranks
 * @param threads of each
 * @param users workers that do not serve
 * @param producers the first of them
 */
record QueueRoles(int ranks, int threads, int users, int producers) {
    /**
     * With so many producers, or about half of the users for 0.
     *
     * @throws IllegalArgumentException where that leaves no consumer
     */
    static QueueRoles of(int ranks, int threads, int producers) {
        int users = Math.multiplyExact(ranks, threads) - (ranks > 1 ? 1 : 0);
        int most = Math.max(1, users - 1);
        if (producers > most) {
            throw new IllegalArgumentException("producers = " + producers + " are too many for " + ranks + " ranks × "
                    + threads + " threads: " + (ranks > 1 ? "one serves, " : "") + "one consumes, and " + most
                    + " can produce; use fewer producers or more ranks or threads");
        }
        return new QueueRoles(ranks, threads, users, producers > 0 ? producers : Math.max(1, users / 2));
    }

    int consumers() {
        return Math.max(1, users - producers);
    }

    /** Which user a thread is; −1 for the server. */
    int user(int rank, int thread) {
        return rank * threads + thread - (ranks > 1 ? 1 : 0);
    }

    boolean consumes(int user) {
        return user >= producers || users == 1;
    }

    /** Users beside the queue, in the memory of rank 0. */
    int beside() {
        return ranks > 1 ? threads - 1 : threads;
    }

    int remoteConsumers() {
        return consumers() - Math.max(0, beside() - producers);
    }

    /** Two for an item put and two for one taken, and for a sentinel, by another rank; one for its end as a producer. */
    double messages(long items) {
        if (ranks == 1) {
            return 0;
        }
        Partition dealt = new Partition(items, producers);
        double put = beside() < producers ? items - dealt.from(beside()) : 0;
        double taken = remoteConsumers() > 0 ? items : 0;
        return 2 * put + Math.max(0, producers - beside()) + 2 * (taken + remoteConsumers());
    }
}
