package rxt.kernel;

import java.util.List;
import rxt.spmd.ThreadLevel;

/**
 * Which threads of a rank exchange its messages, in MPI's words: {@code funneled}, the one that leads the team, or {@code
 * multiple}, all members at once. A parameter of the kernels that can do both.
 */
public final class MessageThreads {
    /** Name of the parameter. */
    public static final String PARAMETER = "thread_level";

    private static final String MULTIPLE = "multiple";

    private MessageThreads() {}

    /** The parameter, {@code funneled} by default. */
    public static Parameter parameter(String meaning) {
        return Parameter.choice(PARAMETER, "funneled", List.of("funneled", MULTIPLE), meaning);
    }

    /**
     * The level to ask the transport for.
     *
     * @param text value of the parameter; "" where a kernel has none
     */
    public static ThreadLevel level(String text) {
        return text.equals(MULTIPLE) ? ThreadLevel.MULTIPLE : ThreadLevel.SERIALIZED;
    }

    /**
     * How many threads of each rank exchange messages.
     *
     * @throws UnavailableException on every rank where several shall, and the library does not let them
     */
    public static int of(Context context) {
        int threads = context.params().text(PARAMETER).equals(MULTIPLE)
                ? context.team().size()
                : 1;
        ThreadLevel granted = context.world().threadLevel();
        if (threads > 1 && context.world().size() > 1 && granted != ThreadLevel.MULTIPLE) {
            throw new UnavailableException("thread_level multiple with " + threads + " threads to a rank needs a"
                    + " library that several may call at once, and this one has the level " + granted
                    + "; use thread_level: funneled, or another transport");
        }
        return threads;
    }
}
