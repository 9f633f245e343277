package rxt.kernel.sync;

import rxt.spmd.grid.Partition;

/**
 * Who produces and who consumes: of so many workers the first ones produce. A worker alone does both.
 *
 * @param workers threads of a rank, or ranks
 * @param producers the first so many
 */
record BufferRoles(int workers, int producers) {
    /**
     * Roles of workers.
     *
     * @param asked number of producers, 0 for half of the workers
     * @param what the workers are, in words
     * @throws IllegalArgumentException where nobody would consume, and so all would wait for ever
     */
    static BufferRoles of(int workers, int asked, String what) {
        if (workers == 1 && asked <= 1) {
            return new BufferRoles(1, 1);
        }
        if (asked >= workers) {
            throw new IllegalArgumentException("producers = " + asked + " of " + workers + " " + what
                    + " leave no consumer: the buffer would fill and everybody wait for ever; allowed: 0 (half of them) to "
                    + (workers - 1));
        }
        return new BufferRoles(workers, asked == 0 ? (workers + 1) / 2 : asked);
    }

    /** Refuses a capacity that leaves a producer without any credit. */
    void refuseCapacity(int capacity) {
        if (workers > 1 && producersOf(producers) > capacity) {
            throw new IllegalArgumentException("capacity = " + capacity + " for " + producersOf(producers)
                    + " producer ranks of one consumer: one would never get a credit and wait for ever; use a capacity of "
                    + producersOf(producers) + " or more");
        }
    }

    boolean isProducer(int worker) {
        return worker < producers;
    }

    boolean isConsumer(int worker) {
        return worker >= producers || workers == 1;
    }

    private int consumers() {
        return Math.max(1, workers - producers);
    }

    /** The consumer that a producer sends to. */
    int consumerOf(int producer) {
        return workers == 1 ? 0 : producers + producer % consumers();
    }

    /** How many producers send to a consumer: {@code consumer}, consumer + consumers and so on of them. */
    int producersOf(int consumer) {
        int index = workers == 1 ? 0 : consumer - producers;
        return index < producers ? (producers - index + consumers() - 1) / consumers() : 0;
    }

    /** The k-th producer that sends to a consumer. */
    int producer(int consumer, int k) {
        return workers == 1 ? 0 : consumer - producers + k * consumers();
    }

    /** Places of its consumer's buffer that are a producer's at first. */
    int credits(int producer, int capacity) {
        return (int) new Partition(capacity, producersOf(consumerOf(producer))).lengthOf(producer / consumers());
    }

    /** The items of so many that one of the producers makes. */
    Partition items(long items) {
        return new Partition(items, producers);
    }

    /** The items of so many, in the order of their coming, that one of the consumers takes. */
    long takes(long items, int worker) {
        return new Partition(items, consumers()).lengthOf(workers == 1 ? 0 : worker - producers);
    }
}
