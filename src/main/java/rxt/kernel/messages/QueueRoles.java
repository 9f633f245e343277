package rxt.kernel.messages;

import rxt.spmd.grid.Partition;

/**
 * Who does what at a queue or a pipe.
 *
 * <p>Of several ranks thread 0 of rank 0 serves a queue; the other workers, in the order of ranks and threads, use it: the
 * first of them produce, the others consume. Two ranks of one thread have nobody to spare: the server itself produces, the
 * other consumes.
 *
 * <p>Nobody serves a pipe: the first two threads of a single rank, or the first threads of the first two ranks, have its
 * ends, and all others idle. A single worker puts and takes.
 *
 * @param ranks number of ranks
 * @param threads of each
 * @param users workers that put or take
 * @param producers the first of them
 * @param pipe whether there are two ends alone
 */
record QueueRoles(int ranks, int threads, int users, int producers, boolean pipe) {
    /**
     * Of a queue with so many producers, or about half of the users for 0.
     *
     * @throws IllegalArgumentException where that leaves no consumer
     */
    static QueueRoles of(int ranks, int threads, int producers) {
        int servers = servers(ranks, threads);
        int users = Math.multiplyExact(ranks, threads) - servers;
        int most = Math.max(1, users - 1);
        if (producers > most) {
            throw new IllegalArgumentException("producers = " + producers + " are too many for " + ranks + " ranks × "
                    + threads + " threads: " + (servers > 0 ? "one serves, " : "") + "one consumes, and " + most
                    + " can produce; use fewer producers or more ranks or threads");
        }
        return new QueueRoles(ranks, threads, users, producers > 0 ? producers : Math.max(1, users / 2), false);
    }

    /**
     * Of a pipe.
     *
     * @throws IllegalArgumentException for more producers than its one end
     */
    static QueueRoles ofPipe(int ranks, int threads, int producers) {
        if (producers > 1) {
            throw new IllegalArgumentException("producers = " + producers
                    + " are too many for a pipe, which has one end to put into; use 1, or another variant");
        }
        return new QueueRoles(ranks, threads, Math.min(2, Math.multiplyExact(ranks, threads)), 1, true);
    }

    /** Workers that serve and do nothing else. */
    private static int servers(int ranks, int threads) {
        return ranks > 1 && ranks * threads > 2 ? 1 : 0;
    }

    /** Whether the server produces, too. */
    boolean serverProduces() {
        return !pipe && ranks > 1 && servers(ranks, threads) == 0;
    }

    int consumers() {
        return Math.max(1, users - producers);
    }

    /** Which user a thread is; −1 for a server alone, {@link #users} or more for who idles. */
    int user(int rank, int thread) {
        if (pipe) {
            return ranks == 1 ? thread : thread == 0 ? rank : users;
        }
        return rank * threads + thread - servers(ranks, threads);
    }

    boolean consumes(int user) {
        return (user >= producers && user < users) || (users == 1 && user == 0);
    }

    /** Users beside the queue, in the memory of rank 0. */
    int beside() {
        return threads - servers(ranks, threads);
    }

    int remoteConsumers() {
        return consumers() - Math.max(0, beside() - producers);
    }

    /**
     * Two for an item put and two for one taken, and for a sentinel, by another rank; one for its end as a producer. For a
     * pipe see {@link PipeEnd}.
     *
     * @param capacity items that there is room for
     */
    double messages(long items, int capacity) {
        if (ranks == 1) {
            return 0;
        }
        if (pipe) {
            return PipeEnd.messages(items, capacity);
        }
        Partition dealt = new Partition(items, producers);
        double put = beside() < producers ? items - dealt.from(beside()) : 0;
        double taken = remoteConsumers() > 0 ? items : 0;
        return 2 * put + Math.max(0, producers - beside()) + 2 * (taken + remoteConsumers());
    }
}
