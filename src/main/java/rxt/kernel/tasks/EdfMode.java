package rxt.kernel.tasks;

import java.util.Locale;

/** When a job gives way to one with an earlier deadline. */
enum EdfMode {
    /** When it has ended: without interrupts. */
    COOPERATIVE,
    /** At every checkpoint, which is after every unit of work: with interrupts. */
    PREEMPTIVE,
    /** At the checkpoints outside of its blocking region. */
    BLOCKING;

    static EdfMode named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
